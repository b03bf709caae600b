//! Locations: where goods lie, in which order they are asked for them, and what goes from one to another.
//!
//! Not here: taking what an order needs ([`super::take`]). Invariants: what is brought somewhere comes to a location that is open; one is
//! closed only when nothing lies there and another is open; whoever lets goods become free gives them to those who wait.

mod read;
pub mod sql;
mod transfer;

use domain::{
    inventory::LocationForm,
    kernel::{LocationId, ProductId, Timestamp, VariantId},
};
use sqlx::Row as _;

pub(crate) use self::read::{of_variant, open, open_name};
pub use self::{
    read::{list, one},
    transfer::{Transfer, everything, set_stock, transfer},
};
use super::{InventoryError, cover};
use crate::{
    Shop,
    account::Actor,
    catalog::{
        admin::{sql as catalog_sql, stock},
        job,
    },
    db::{Database, DatabaseError, Transaction, audit},
};

const TAKEN: &str = "Another location has this name.";

/// Makes a location, which is asked after all others.
///
/// # Errors
/// Fields that cannot stay, a name that another has; a database that failed.
pub async fn create(shop: &Shop, actor: &Actor, form: &LocationForm) -> Result<LocationId, InventoryError> {
    let form = form.check().map_err(InventoryError::Fields)?;
    let id = LocationId(shop.database.next_id());
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name, form) = (database.clone(), name.clone(), form.clone());
            Box::pin(async move {
                let added = fields(sqlx::query(sql::INSERT).bind(id.0), &form).execute(tx.connection()).await?;
                if added.rows_affected() == 0 {
                    return Err(InventoryError::field("name", TAKEN));
                }
                note(tx, &database, (&name, "location.create", id, &form.name), now).await?;
                Ok(id)
            })
        })
        .await
}

type Query<'q> = sqlx::query::Query<'q, sqlx::Any, sqlx::any::AnyArguments>;

fn fields<'q>(query: Query<'q>, form: &LocationForm) -> Query<'q> {
    query
        .bind(form.name.clone())
        .bind(form.street.clone())
        .bind(form.extra.clone())
        .bind(form.postcode.clone())
        .bind(form.town.clone())
        .bind(form.country.clone())
        .bind(i64::from(form.sells_online))
}

/// Changes a location. Where it begins to sell online, what lies there is given to those who wait for it.
///
/// # Errors
/// As [`create`], and one that is gone.
pub async fn save(shop: &Shop, actor: &Actor, id: LocationId, form: &LocationForm) -> Result<(), InventoryError> {
    let form = form.check().map_err(InventoryError::Fields)?;
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let products = shop
        .database
        .write(move |tx| {
            let (database, name, form) = (database.clone(), name.clone(), form.clone());
            Box::pin(async move {
                let saved = fields(sqlx::query(sql::SAVE).bind(id.0), &form).execute(tx.connection()).await;
                let saved = saved.map_err(|error| match DatabaseError::from(error) {
                    error if error.constraint() == Some("location_name_unique") => InventoryError::field("name", TAKEN),
                    error => error.into(),
                })?;
                if saved.rows_affected() == 0 {
                    return Err(InventoryError::NotFound);
                }
                note(tx, &database, (&name, "location.save", id, &form.name), now).await?;
                cover_awaited(tx, &database, &name, now).await?;
                changed(tx, &database, id, now).await
            })
        })
        .await?;
    shop.shelf.refresh(&products).await;
    Ok(())
}

/// Gives what is free to all who wait.
async fn cover_awaited(
    tx: &mut Transaction,
    database: &Database,
    actor: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    for row in sqlx::query(sql::AWAITED).fetch_all(tx.connection()).await? {
        let variant = row.try_get("variant_id")?;
        if cover::expect(tx, variant).await? {
            cover::cover(tx, database, variant, cover::By { actor, now }).await?;
        }
    }
    Ok(())
}

/// The products of what lies in a location, whose pages are made anew.
async fn changed(
    tx: &mut Transaction,
    database: &Database,
    id: LocationId,
    now: Timestamp,
) -> Result<Vec<ProductId>, InventoryError> {
    let rows = sqlx::query(sql::PRODUCTS).bind(id.0).fetch_all(tx.connection()).await?;
    let products = rows.iter().map(|row| Ok(ProductId(row.try_get("product_id")?)));
    let products = products.collect::<Result<Vec<_>, sqlx::Error>>()?;
    job::enqueue(tx, database, &products, now).await?;
    Ok(products)
}

/// Has a location asked before the one that stands before it. The first stays where it is.
///
/// # Errors
/// A location that is not open; a database that failed.
pub async fn move_up(shop: &Shop, actor: &Actor, id: LocationId) -> Result<(), InventoryError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let rows = sqlx::query(sql::OPEN).fetch_all(tx.connection()).await?;
                let mut order = rows.iter().map(|row| row.try_get("id")).collect::<Result<Vec<i64>, _>>()?;
                let place = order.iter().position(|known| *known == id.0).ok_or(InventoryError::NotFound)?;
                order.swap(place, place.saturating_sub(1));
                for (place, location) in (1_i64..).zip(order) {
                    sqlx::query(sql::PLACE).bind(location).bind(place).execute(tx.connection()).await?;
                }
                note(tx, &database, (&name, "location.move", id, "asked earlier"), now).await
            })
        })
        .await
}

/// Closes a location in which nothing lies.
///
/// # Errors
/// One in which something lies, or the last that is open; a database that failed.
pub async fn close(shop: &Shop, actor: &Actor, id: LocationId) -> Result<(), InventoryError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                // Held first: whatever was being brought there is seen by the statement that follows.
                let held = sqlx::query(sql::HOLD_OPEN).bind(id.0).fetch_optional(tx.connection()).await?;
                let label: String = held.ok_or(InventoryError::NotFound)?.try_get("name")?;
                let closed = sqlx::query(sql::CLOSE).bind(id.0).bind(now.0).execute(tx.connection()).await?;
                if closed.rows_affected() == 0 {
                    let words = "Something lies there still, or it is the last location that is open.";
                    return Err(InventoryError::Refused(words.to_owned()));
                }
                note(tx, &database, (&name, "location.close", id, &label), now).await
            })
        })
        .await
}

/// Opens a location again. It does not sell online before somebody says so.
///
/// # Errors
/// One that is not closed; a database that failed.
pub async fn reopen(shop: &Shop, actor: &Actor, id: LocationId) -> Result<(), InventoryError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let row = sqlx::query(sql::REOPEN).bind(id.0).fetch_optional(tx.connection()).await?;
                let label: String = row.ok_or(InventoryError::NotFound)?.try_get("name")?;
                note(tx, &database, (&name, "location.reopen", id, &label), now).await
            })
        })
        .await
}

/// Where goods of a variant are brought: to the location that was chosen, which stays open until the end of the transaction, or to where
/// most of them lie.
pub(crate) async fn place(
    tx: &mut Transaction,
    database: &Database,
    variant: VariantId,
    chosen: Option<LocationId>,
) -> Result<i64, InventoryError> {
    let Some(chosen) = chosen else { return Ok(stock::location(tx, database, variant).await?) };
    if sqlx::query(sql::HOLD_OPEN).bind(chosen.0).fetch_optional(tx.connection()).await?.is_none() {
        return Err(InventoryError::Refused("This location is closed, or no longer there.".to_owned()));
    }
    sqlx::query(catalog_sql::ADD_STOCK).bind(variant.0).bind(chosen.0).execute(tx.connection()).await?;
    Ok(chosen.0)
}

async fn note(
    tx: &mut Transaction,
    database: &Database,
    (actor, action, id, detail): (&str, &'static str, LocationId, &str),
    now: Timestamp,
) -> Result<(), InventoryError> {
    let subject = format!("location {id}");
    let entry = audit::Entry { actor, action, subject: &subject, detail };
    Ok(audit::record(tx, database.next_id(), entry, now).await?)
}
