//! Taking what an order needs out of the free stock, and owing what is not there.

use domain::{
    inventory::{Demand, Place, Portion, free, portions},
    kernel::VariantId,
};
use sqlx::Row as _;

use super::{
    owed, sql,
    write::{Part, Taken},
};
use crate::db::{DatabaseError, Transaction};

/// Takes everything that an order needs out of the free stock, or says that it is not there; then the caller must undo the
/// transaction. `demand` is combined and sorted by variant. What one location has wholly is taken by one statement; else as few locations as
/// possible give it, and what they lack is owed if the variant may be.
pub(crate) async fn take(tx: &mut Transaction, demand: &[Demand]) -> Result<Option<Taken>, DatabaseError> {
    let mut taken = Taken::default();
    for need in demand {
        let row =
            sqlx::query(sql::HOLD).bind(need.quantity).bind(need.variant.0).fetch_optional(tx.connection()).await?;
        if let Some(row) = row {
            taken.remaining.push((need.variant, row.try_get("remaining")?));
            let location = row.try_get("location_id")?;
            taken.parts.push(Part { variant: need.variant.0, location, quantity: need.quantity });
        } else if !gather(tx, *need, &mut taken).await? {
            return Ok(None);
        }
    }
    Ok(Some(taken))
}

/// Takes from several locations, and owes the rest; `false` when that is not enough.
async fn gather(tx: &mut Transaction, need: Demand, taken: &mut Taken) -> Result<bool, DatabaseError> {
    let variant = need.variant.0;
    // Held before the stock is looked at: whatever comes meanwhile is given to those who wait already, or is seen here.
    let room = owed::lock(tx, variant).await?.map_or(0, |standing| standing.room.max(0));
    let seen = places(tx, variant).await?;
    if free(&seen).saturating_add(room) < need.quantity {
        return Ok(false);
    }
    let places = locked(tx, variant, seen).await?;
    let portions = portions(need.quantity, &places);
    if !hold(tx, variant, &portions).await? {
        return Ok(false);
    }
    let there = portions.iter().fold(0_i64, |sum, portion| sum.saturating_add(portion.quantity));
    let lacking = need.quantity.saturating_sub(there);
    if lacking > 0 {
        if !owed::owe(tx, variant, lacking).await? {
            return Ok(false);
        }
        taken.owed.push((need.variant, lacking));
    }
    let parts = portions.iter().map(|portion| Part { variant, location: portion.location, quantity: portion.quantity });
    taken.parts.extend(parts);
    taken.remaining.push((need.variant, free(&places).saturating_sub(there)));
    Ok(true)
}

/// Where something of a variant is free for shoppers, in the order in which locations are asked.
pub(super) async fn places(tx: &mut Transaction, variant: i64) -> Result<Vec<Place>, DatabaseError> {
    let rows = sqlx::query(sql::PLACES).bind(variant).fetch_all(tx.connection()).await?;
    rows.iter().map(|row| Ok(Place { location: row.try_get("location_id")?, free: row.try_get("free")? })).collect()
}

/// Holds the rows of these places, one after the other in the order in which everybody does, and says what is free in them now.
pub(super) async fn locked(
    tx: &mut Transaction,
    variant: i64,
    mut places: Vec<Place>,
) -> Result<Vec<Place>, DatabaseError> {
    let mut order: Vec<i64> = places.iter().map(|place| place.location).collect();
    order.sort_unstable();
    for location in order {
        let row = sqlx::query(sql::LOCK_PLACE).bind(variant).bind(location).fetch_optional(tx.connection()).await?;
        let free = row.map_or(Ok(0), |row| row.try_get("free"))?;
        for place in places.iter_mut().filter(|place| place.location == location) {
            place.free = free;
        }
    }
    Ok(places)
}

/// Holds these portions. The row counts decide.
async fn hold(tx: &mut Transaction, variant: i64, portions: &[Portion]) -> Result<bool, DatabaseError> {
    let mut portions = portions.to_vec();
    portions.sort_unstable();
    for portion in portions {
        let held = sqlx::query(sql::HOLD_AT).bind(portion.quantity).bind(variant).bind(portion.location);
        if held.execute(tx.connection()).await?.rows_affected() == 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Taken {
    /// The variants of which at most this many are left.
    pub fn low(&self, most: i64) -> impl Iterator<Item = VariantId> {
        self.remaining.iter().filter(move |(_, remaining)| *remaining <= most).map(|(variant, _)| *variant)
    }
}
