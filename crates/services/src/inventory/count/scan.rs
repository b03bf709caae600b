//! One more, a whole number, and the way back.

use domain::{
    inventory::{CountState, MOST_COUNTED, Scanned, scanned, view::ScanOutcome},
    kernel::{LocationId, StockCountId, Timestamp, VariantId},
};
use sqlx::{Row as _, any::AnyRow};

use super::{
    super::{InventoryError, admin, location},
    sql,
};
use crate::{
    Shop,
    account::Actor,
    db::{Database, DatabaseError, Transaction},
};

/// How a line stands.
#[derive(Clone, Copy, Debug)]
struct Standing {
    counted: i64,
    seen: i64,
    at: Timestamp,
}

/// Counts one more of a code, or writes down how many there are of it in all. `key` names the scan: what is sent again under it counts
/// once; an empty one is a scan of its own.
///
/// # Errors
/// A code that nobody or too many have, or that is not in this count; a count that has ended; a database that failed.
pub async fn scan(
    shop: &Shop,
    actor: &Actor,
    count: StockCountId,
    (code, quantity): (&str, &str),
    key: &str,
) -> Result<ScanOutcome, InventoryError> {
    let scanned = scanned(code, quantity)
        .ok_or_else(|| InventoryError::Refused("scan a code, and write a whole number from 0 up".to_owned()))?;
    let key: String = key.trim().chars().take(64).collect();
    let work =
        Scan { database: shop.database.clone(), actor: actor.name.clone(), now: shop.clock.now(), count, key, scanned };
    let work = std::sync::Arc::new(work);
    shop.database
        .write(move |tx| {
            let work = std::sync::Arc::clone(&work);
            Box::pin(async move { work.run(tx).await })
        })
        .await
}

/// A scan, ready to run and to run again.
struct Scan {
    database: Database,
    actor: String,
    now: Timestamp,
    count: StockCountId,
    key: String,
    scanned: Scanned,
}

impl Scan {
    async fn run(&self, tx: &mut Transaction) -> Result<ScanOutcome, InventoryError> {
        let head = lock(tx, self.count).await?;
        let (code, typed) = match &self.scanned {
            Scanned::Code(code) => (code, None),
            Scanned::Quantity(code, quantity) => (code, Some(*quantity)),
        };
        let (variant, _) = admin::by_code(tx.connection(), code).await?;
        let id = self.database.next_id();
        let key = if self.key.is_empty() { id.to_string() } else { self.key.clone() };
        let before = standing(tx, self.count, variant.id).await?;
        let known = sqlx::query(sql::SCAN).bind(self.count.0).bind(key.clone()).fetch_optional(tx.connection()).await?;
        if known.is_some() {
            return Ok(ScanOutcome { variant, counted: before.map_or(0, |before| before.counted) });
        }
        let (scope, scope_key): (String, String) = (head.try_get("scope")?, head.try_get("scope_key")?);
        let inside = sqlx::query(sql::IS_IN).bind(scope).bind(scope_key).bind(variant.id.0);
        if inside.fetch_optional(tx.connection()).await?.is_none() {
            let words = format!("“{}” ({}) does not belong to what is counted here.", variant.title, variant.sku);
            return Err(InventoryError::Refused(words));
        }
        let location = place(tx, &self.database, (self.count, variant.id)).await?;
        let on_hand = sqlx::query(sql::ON_HAND).bind(variant.id.0).bind(location).fetch_one(tx.connection()).await?;
        let fresh = Standing { counted: 0, seen: on_hand.try_get("on_hand")?, at: self.now };
        let after = match (typed, before) {
            (Some(quantity), _) => Standing { counted: quantity, ..fresh },
            (None, before) => {
                let before = before.unwrap_or(fresh);
                Standing { counted: before.counted.saturating_add(1).min(MOST_COUNTED), ..before }
            }
        };
        put(tx, self.count, (variant.id, location), after).await?;
        sqlx::query(sql::ADD_SCAN)
            .bind(id)
            .bind(self.count.0)
            .bind(key)
            .bind(variant.id.0)
            .bind(after.counted.saturating_sub(before.map_or(0, |before| before.counted)))
            .bind(before.map(|before| before.counted))
            .bind(before.map(|before| before.seen))
            .bind(before.map(|before| before.at.0))
            .bind(self.actor.clone())
            .bind(self.now.0)
            .execute(tx.connection())
            .await?;
        Ok(ScanOutcome { variant, counted: after.counted })
    }
}

/// Where a variant is counted: in the location of the count, or where most of it lies.
async fn place(
    tx: &mut Transaction,
    database: &Database,
    (count, variant): (StockCountId, VariantId),
) -> Result<i64, InventoryError> {
    let row = sqlx::query(sql::LOCATION).bind(count.0).bind(variant.0).fetch_one(tx.connection()).await?;
    let chosen: Option<i64> = row.try_get("location_id")?;
    location::place(tx, database, variant, chosen.map(LocationId)).await
}

/// Takes back the last scan of somebody, and says what it was. What others have counted of the same stays.
///
/// # Errors
/// A count that has ended; a database that failed.
pub async fn take_back(shop: &Shop, actor: &Actor, count: StockCountId) -> Result<Option<String>, InventoryError> {
    let (database, name) = (shop.database.clone(), actor.name.clone());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                lock(tx, count).await?;
                let last = sqlx::query(sql::LAST_SCAN).bind(count.0).bind(name);
                let Some(last) = last.fetch_optional(tx.connection()).await? else { return Ok(None) };
                let variant = VariantId(last.try_get("variant_id")?);
                let Some(now) = standing(tx, count, variant).await? else { return Ok(None) };
                sqlx::query(sql::TAKE_BACK).bind(last.try_get::<i64, _>("id")?).execute(tx.connection()).await?;
                let counted = now.counted.saturating_sub(last.try_get("change")?).max(0);
                let others = sqlx::query(sql::STILL_COUNTS).bind(count.0).bind(variant.0);
                // A line without a scan would say that there is none.
                if others.fetch_optional(tx.connection()).await?.is_none() {
                    sqlx::query(sql::DELETE_LINE).bind(count.0).bind(variant.0).execute(tx.connection()).await?;
                } else {
                    let seen: Option<i64> = last.try_get("seen_before")?;
                    let at: Option<i64> = last.try_get("counted_at_before")?;
                    let after = Standing { counted, seen: seen.unwrap_or(now.seen), at: at.map_or(now.at, Timestamp) };
                    let location = place(tx, &database, (count, variant)).await?;
                    put(tx, count, (variant, location), after).await?;
                }
                Ok(Some(last.try_get("sku")?))
            })
        })
        .await
}

/// Takes a variant out of a count, with all of its scans.
///
/// # Errors
/// A count that has ended; a database that failed.
pub async fn leave_out(shop: &Shop, count: StockCountId, variant: VariantId) -> Result<(), InventoryError> {
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                lock(tx, count).await?;
                sqlx::query(sql::DELETE_LINE).bind(count.0).bind(variant.0).execute(tx.connection()).await?;
                sqlx::query(sql::TAKE_ALL_BACK).bind(count.0).bind(variant.0).execute(tx.connection()).await?;
                Ok(())
            })
        })
        .await
}

/// An open count, which nobody else changes until the transaction has ended.
async fn lock(tx: &mut Transaction, count: StockCountId) -> Result<AnyRow, InventoryError> {
    let row = sqlx::query(sql::LOCK).bind(count.0).fetch_optional(tx.connection()).await?;
    let row = row.ok_or(InventoryError::NotFound)?;
    if row.try_get::<String, _>("state")? == CountState::Open.key() { Ok(row) } else { Err(InventoryError::Ended) }
}

async fn standing(
    tx: &mut Transaction,
    count: StockCountId,
    variant: VariantId,
) -> Result<Option<Standing>, DatabaseError> {
    let row = sqlx::query(sql::LINE).bind(count.0).bind(variant.0).fetch_optional(tx.connection()).await?;
    let standing = |row: AnyRow| -> Result<Standing, sqlx::Error> {
        Ok(Standing {
            counted: row.try_get("counted")?,
            seen: row.try_get("seen")?,
            at: Timestamp(row.try_get("counted_at")?),
        })
    };
    Ok(row.map(standing).transpose()?)
}

async fn put(
    tx: &mut Transaction,
    count: StockCountId,
    (variant, location): (VariantId, i64),
    line: Standing,
) -> Result<(), DatabaseError> {
    sqlx::query(sql::PUT_LINE)
        .bind(count.0)
        .bind(variant.0)
        .bind(location)
        .bind(line.counted)
        .bind(line.seen)
        .bind(line.at.0)
        .execute(tx.connection())
        .await?;
    Ok(())
}
