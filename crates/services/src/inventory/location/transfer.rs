//! Goods go from one location to another, and somebody says how many lie in one.

use domain::{
    inventory::MoveReason,
    kernel::{LocationId, ProductId, Timestamp, VariantId},
};
use sqlx::Row as _;

use super::sql;
use crate::{
    Shop,
    account::Actor,
    catalog::{admin::sql as catalog_sql, job},
    db::{Database, Transaction},
    inventory::{
        InventoryError,
        adjust::{self, Why},
        cover,
    },
};

/// What is to go where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Which variant.
    pub variant: VariantId,
    /// From where.
    pub from: LocationId,
    /// To where.
    pub to: LocationId,
    /// How many, as they were typed.
    pub quantity: String,
    /// The key of the form: what is sent again under it is the same transfer.
    pub key: String,
}

const TOO_MANY: &str = "So many are not free there: they were sold or moved meanwhile, or are held for orders.";

/// Brings goods to another location: both movements in one transaction, once under its key.
///
/// # Errors
/// A text that is no number, more than is free, a location that is closed; a database that failed.
pub async fn transfer(shop: &Shop, actor: &Actor, wish: Transfer) -> Result<(), InventoryError> {
    let quantity: Option<i64> = wish.quantity.trim().parse().ok().filter(|number| (1..=1_000_000).contains(number));
    let quantity = quantity.ok_or_else(|| InventoryError::field("quantity", "Write a whole number from 1 up."))?;
    if wish.from == wish.to || wish.key.is_empty() || wish.key.len() > 80 {
        return Err(InventoryError::field("to", "Choose another location."));
    }
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let product = shop
        .database
        .write(move |tx| {
            let (database, name, wish) = (database.clone(), name.clone(), wish.clone());
            Box::pin(async move {
                let to = open(tx, wish.to).await?;
                let by = By { actor: &name, now };
                let (product, sku) = variant(tx, wish.variant).await?;
                if bring(tx, &database, (wish.variant, quantity), (wish.from, wish.to, &wish.key), by).await? {
                    let detail = format!("{quantity} × {sku} to {to}");
                    note(tx, &database, (by, "stock.transfer", wish.from, &detail)).await?;
                    job::enqueue(tx, &database, &[product], now).await?;
                }
                Ok::<_, InventoryError>(product)
            })
        })
        .await?;
    shop.shelf.refresh(&[product]).await;
    Ok(())
}

/// Brings everything that is free in a location to another one.
///
/// # Errors
/// A location that is closed; a database that failed.
pub async fn everything(
    shop: &Shop,
    actor: &Actor,
    (from, to): (LocationId, LocationId),
    key: &str,
) -> Result<(), InventoryError> {
    if from == to || key.is_empty() || key.len() > 40 {
        return Err(InventoryError::field("to", "Choose another location."));
    }
    let (database, name, now, key) = (shop.database.clone(), actor.name.clone(), shop.clock.now(), key.to_owned());
    let products = shop
        .database
        .write(move |tx| {
            let (database, name, key) = (database.clone(), name.clone(), key.clone());
            Box::pin(async move {
                let label = open(tx, to).await?;
                let by = By { actor: &name, now };
                let products = super::changed(tx, &database, from, now).await?;
                let rows = sqlx::query(sql::FREE).bind(from.0).fetch_all(tx.connection()).await?;
                for row in &rows {
                    let (variant, free) = (VariantId(row.try_get("variant_id")?), row.try_get("free")?);
                    let key = format!("{key}/{variant}");
                    bring(tx, &database, (variant, free), (from, to, &key), by).await?;
                }
                let detail = format!("everything of {} variants to {label}", rows.len());
                note(tx, &database, (by, "stock.transfer", from, &detail)).await?;
                Ok::<_, InventoryError>(products)
            })
        })
        .await?;
    shop.shelf.refresh(&products).await;
    Ok(())
}

/// Who, and when.
#[derive(Clone, Copy)]
struct By<'a> {
    actor: &'a str,
    now: Timestamp,
}

/// Moves so many; `false` when that was done under this key before.
async fn bring(
    tx: &mut Transaction,
    database: &Database,
    (variant, quantity): (VariantId, i64),
    (from, to, key): (LocationId, LocationId, &str),
    by: By<'_>,
) -> Result<bool, InventoryError> {
    // Both rows are changed in the order in which everybody takes them, and what is owed is held before either.
    let is_awaited = cover::expect(tx, variant.0).await?;
    for location in [from, to] {
        sqlx::query(catalog_sql::ADD_STOCK).bind(variant.0).bind(location.0).execute(tx.connection()).await?;
    }
    let id = database.next_id();
    let noted = sqlx::query(sql::TRANSFER)
        .bind(id)
        .bind(key.to_owned())
        .bind(variant.0)
        .bind(from.0)
        .bind(to.0)
        .bind(quantity)
        .bind(by.actor.to_owned())
        .bind(by.now.0)
        .execute(tx.connection())
        .await?;
    if noted.rows_affected() == 0 {
        return Ok(false);
    }
    let mut moves = [(from, quantity.saturating_neg()), (to, quantity)];
    moves.sort_unstable_by_key(|(location, _)| location.0);
    for (location, change) in moves {
        let why = Why { reason: MoveReason::Transfer, subject: id, actor: by.actor, now: by.now };
        if !adjust::shift_only(tx, database, (variant, location.0), change, why).await? {
            return Err(InventoryError::field("quantity", TOO_MANY));
        }
    }
    if is_awaited {
        cover::cover(tx, database, variant.0, cover::By { actor: by.actor, now: by.now }).await?;
    }
    Ok(true)
}

/// Says how many of a variant lie in a location: by the difference to what was seen.
///
/// # Errors
/// Texts that are no numbers, fewer than are held for orders, a location that is closed; a database that failed.
pub async fn set_stock(
    shop: &Shop,
    actor: &Actor,
    (id, location): (VariantId, LocationId),
    (seen, wanted): (i64, &str),
) -> Result<(), InventoryError> {
    let wanted: Option<i64> = wanted.trim().parse().ok().filter(|number| (0..=1_000_000).contains(number));
    let wanted = wanted.ok_or_else(|| InventoryError::field("on_hand", "Write a whole number from 0 up."))?;
    let change = wanted.saturating_sub(seen);
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let product = shop
        .database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let label = open(tx, location).await?;
                let (product, sku) = variant(tx, id).await?;
                sqlx::query(catalog_sql::ADD_STOCK).bind(id.0).bind(location.0).execute(tx.connection()).await?;
                let why = Why { reason: MoveReason::Correction, subject: location.0, actor: &name, now };
                if !adjust::shift(tx, &database, (id, location.0), change, why).await? {
                    return Err(InventoryError::field("on_hand", TOO_MANY));
                }
                let detail = format!("{sku} in {label}: {seen} to {wanted}");
                note(tx, &database, (By { actor: &name, now }, "stock.set", location, &detail)).await?;
                job::enqueue(tx, &database, &[product], now).await?;
                Ok::<_, InventoryError>(product)
            })
        })
        .await?;
    shop.shelf.refresh(&[product]).await;
    Ok(())
}

/// The name of a location that is open, and stays so until the end of the transaction.
async fn open(tx: &mut Transaction, location: LocationId) -> Result<String, InventoryError> {
    let row = sqlx::query(sql::HOLD_OPEN).bind(location.0).fetch_optional(tx.connection()).await?;
    let row = row.ok_or_else(|| InventoryError::Refused("This location is closed, or no longer there.".to_owned()))?;
    Ok(row.try_get("name")?)
}

async fn variant(tx: &mut Transaction, variant: VariantId) -> Result<(ProductId, String), InventoryError> {
    let row = sqlx::query(sql::VARIANT).bind(variant.0).fetch_optional(tx.connection()).await?;
    let row = row.ok_or(InventoryError::NotFound)?;
    Ok((ProductId(row.try_get("product_id")?), row.try_get("sku")?))
}

async fn note(
    tx: &mut Transaction,
    database: &Database,
    (by, action, location, detail): (By<'_>, &'static str, LocationId, &str),
) -> Result<(), InventoryError> {
    super::note(tx, database, (by.actor, action, location, detail), by.now).await
}
