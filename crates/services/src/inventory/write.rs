//! The guarded movements.

use domain::{
    inventory::{Demand, ReservationState},
    kernel::{OrderId, Timestamp, VariantId},
};
use sqlx::{Row, any::AnyRow};

use super::sql;
use crate::db::{Database, DatabaseError, Transaction, many, with_rows};

/// Whose stock is moved, by whom and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cause<'a> {
    pub order: OrderId,
    pub actor: &'a str,
    pub now: Timestamp,
}

/// A part of the stock that was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    variant: i64,
    location: i64,
    quantity: i64,
}

/// What was taken out of the free stock.
#[derive(Clone, Debug, Default)]
pub(crate) struct Taken {
    parts: Vec<Part>,
    remaining: Vec<(VariantId, i64)>,
}

impl Taken {
    /// The variants of which at most this many are left.
    pub fn low(&self, most: i64) -> impl Iterator<Item = VariantId> {
        self.remaining.iter().filter(move |(_, remaining)| *remaining <= most).map(|(variant, _)| *variant)
    }
}

/// What moving does to the two counters, for each item.
#[derive(Clone, Copy)]
struct Shift {
    on_hand: i64,
    reserved: i64,
    reason: &'static str,
}

/// Takes everything that an order needs out of the free stock, or says that it is not there; then the caller must undo the
/// transaction. `demand` is combined and sorted by variant; each part is taken from one location.
pub(crate) async fn take(tx: &mut Transaction, demand: &[Demand]) -> Result<Option<Taken>, DatabaseError> {
    let mut taken = Taken::default();
    for need in demand {
        let row =
            sqlx::query(sql::HOLD).bind(need.quantity).bind(need.variant.0).fetch_optional(tx.connection()).await?;
        let Some(row) = row else {
            return Ok(None);
        };
        taken.remaining.push((need.variant, row.try_get("remaining")?));
        taken.parts.push(Part {
            variant: need.variant.0,
            location: row.try_get("location_id")?,
            quantity: need.quantity,
        });
    }
    Ok(Some(taken))
}

/// Writes down for whom, and until when, was taken.
pub(crate) async fn note_held(
    tx: &mut Transaction,
    database: &Database,
    taken: &Taken,
    cause: Cause<'_>,
    expires_at: Timestamp,
) -> Result<(), DatabaseError> {
    let parts = &taken.parts;
    if parts.is_empty() {
        return Ok(());
    }
    insert_reservations(tx, database, parts, cause, expires_at).await?;
    record(tx, database, parts, Shift { on_hand: 0, reserved: 1, reason: "held" }, cause).await
}

/// The order is paid: what was held for it leaves the stock.
pub(crate) async fn commit(tx: &mut Transaction, database: &Database, cause: Cause<'_>) -> Result<(), DatabaseError> {
    let parts = leave_held(tx, cause.order, ReservationState::Committed).await?;
    shift(tx, database, &parts, Shift { on_hand: -1, reserved: -1, reason: "sold" }, cause).await
}

/// The order is given up: what was held for it is free again, and what had left the stock comes back.
pub(crate) async fn release(
    tx: &mut Transaction,
    database: &Database,
    state: ReservationState,
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    let held = leave_held(tx, cause.order, state).await?;
    shift(tx, database, &held, Shift { on_hand: 0, reserved: -1, reason: state.key() }, cause).await?;
    let rows = sqlx::query(sql::LEAVE_COMMITTED).bind(cause.order.0).fetch_all(tx.connection()).await?;
    let gone = parts(&rows)?;
    shift(tx, database, &gone, Shift { on_hand: 1, reserved: 0, reason: "returned" }, cause).await
}

/// Items of an order came back: they return to where they were taken from, never more than were taken. The caller has locked the
/// order.
pub(crate) async fn give_back(
    tx: &mut Transaction,
    database: &Database,
    demand: &[Demand],
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    let mut returned = Vec::new();
    for need in demand {
        let rows = sqlx::query(sql::COMMITTED).bind(cause.order.0).bind(need.variant.0);
        let mut open = need.quantity;
        for row in rows.fetch_all(tx.connection()).await? {
            let (id, quantity): (i64, i64) = (row.try_get("id")?, row.try_get("quantity")?);
            let back = open.min(quantity);
            if back <= 0 {
                break;
            }
            let statement = if back == quantity { sql::RELEASE } else { sql::LESSEN };
            if sqlx::query(statement).bind(id).bind(back).execute(tx.connection()).await?.rows_affected() == 1 {
                open = open.saturating_sub(back);
                returned.push(Part { variant: need.variant.0, location: row.try_get("location_id")?, quantity: back });
            }
        }
    }
    returned.sort_unstable();
    shift(tx, database, &returned, Shift { on_hand: 1, reserved: 0, reason: "returned" }, cause).await
}

/// An order that waits for its money needs less: what it holds of that is free again, never more than it held. The caller has locked the
/// order.
pub(crate) async fn let_go(
    tx: &mut Transaction,
    database: &Database,
    demand: &[Demand],
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    let mut free = Vec::new();
    for need in demand {
        let rows = sqlx::query(sql::HELD).bind(cause.order.0).bind(need.variant.0);
        let mut open = need.quantity;
        for row in rows.fetch_all(tx.connection()).await? {
            let (id, quantity): (i64, i64) = (row.try_get("id")?, row.try_get("quantity")?);
            let back = open.min(quantity);
            if back <= 0 {
                break;
            }
            let statement = if back == quantity { sql::RELEASE_HELD } else { sql::LESSEN_HELD };
            if sqlx::query(statement).bind(id).bind(back).execute(tx.connection()).await?.rows_affected() == 1 {
                open = open.saturating_sub(back);
                free.push(Part { variant: need.variant.0, location: row.try_get("location_id")?, quantity: back });
            }
        }
    }
    free.sort_unstable();
    let reason = ReservationState::Released.key();
    shift(tx, database, &free, Shift { on_hand: 0, reserved: -1, reason }, cause).await
}

/// Puts off the end of an order's holds.
pub(crate) async fn extend(tx: &mut Transaction, order: OrderId, until: Timestamp) -> Result<(), DatabaseError> {
    sqlx::query(sql::EXTEND).bind(order.0).bind(until.0).execute(tx.connection()).await?;
    Ok(())
}

async fn leave_held(tx: &mut Transaction, order: OrderId, state: ReservationState) -> Result<Vec<Part>, DatabaseError> {
    let rows = sqlx::query(sql::LEAVE_HELD).bind(order.0).bind(state.key()).fetch_all(tx.connection()).await?;
    parts(&rows)
}

fn parts(rows: &[AnyRow]) -> Result<Vec<Part>, DatabaseError> {
    let part = |row: &AnyRow| -> Result<Part, DatabaseError> {
        Ok(Part {
            variant: row.try_get("variant_id")?,
            location: row.try_get("location_id")?,
            quantity: row.try_get("quantity")?,
        })
    };
    let mut parts = rows.iter().map(part).collect::<Result<Vec<Part>, DatabaseError>>()?;
    parts.sort_unstable();
    Ok(parts)
}

async fn shift(
    tx: &mut Transaction,
    database: &Database,
    parts: &[Part],
    shift: Shift,
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    for part in parts {
        sqlx::query(sql::SHIFT)
            .bind(part.variant)
            .bind(part.location)
            .bind(part.quantity.saturating_mul(shift.on_hand))
            .bind(part.quantity.saturating_mul(shift.reserved))
            .execute(tx.connection())
            .await?;
    }
    if parts.is_empty() { Ok(()) } else { record(tx, database, parts, shift, cause).await }
}

async fn insert_reservations(
    tx: &mut Transaction,
    database: &Database,
    parts: &[Part],
    cause: Cause<'_>,
    expires_at: Timestamp,
) -> Result<(), DatabaseError> {
    let statement = with_rows(sql::INSERT_RESERVATIONS, 7, parts.len());
    let query = parts.iter().fold(many(statement), |query, part| {
        query
            .bind(database.next_id())
            .bind(cause.order.0)
            .bind(part.variant)
            .bind(part.location)
            .bind(part.quantity)
            .bind(ReservationState::Held.key())
            .bind(expires_at.0)
    });
    query.execute(tx.connection()).await?;
    Ok(())
}

/// Writes the ledger.
async fn record(
    tx: &mut Transaction,
    database: &Database,
    parts: &[Part],
    shift: Shift,
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    let statement = with_rows(sql::INSERT_MOVES, 9, parts.len());
    let query = parts.iter().fold(many(statement), |query, part| {
        query
            .bind(database.next_id())
            .bind(part.variant)
            .bind(part.location)
            .bind(part.quantity.saturating_mul(shift.on_hand))
            .bind(part.quantity.saturating_mul(shift.reserved))
            .bind(shift.reason)
            .bind(cause.order.0)
            .bind(cause.actor.to_owned())
            .bind(cause.now.0)
    });
    query.execute(tx.connection()).await?;
    Ok(())
}
