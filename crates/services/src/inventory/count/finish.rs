//! The end of a count: the stock is corrected, or nothing was.

use domain::{
    inventory::{CountState, MoveReason, view::StockedVariant},
    kernel::{ProductId, StockCountId},
};
use sqlx::Row as _;

use super::{
    super::{
        InventoryError,
        adjust::{self, Why},
        row,
    },
    sql,
};
use crate::{
    Shop,
    account::Actor,
    catalog::job,
    db::{Database, DatabaseError, Transaction, audit},
};

/// A line that is wrong by so many.
struct Wrong {
    variant: StockedVariant,
    location: i64,
    change: i64,
}

/// Corrects the stock by what was counted less what was on hand then, all lines or none, and says how many were wrong.
///
/// # Errors
/// Lines of which orders hold more than would be left, by name; a count that has ended; a database that failed.
pub async fn finish(shop: &Shop, actor: &Actor, count: StockCountId) -> Result<usize, InventoryError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    let products: Vec<ProductId> = shop
        .database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let label = end(tx, count, CountState::Finished, &name, now.0).await?;
                let mut wrong = wrong(tx, count).await?;
                // Everybody who changes the stock of several variants takes them in this order.
                wrong.sort_by_key(|line| (line.variant.id, line.location));
                let why = Why { reason: MoveReason::Count, subject: count.0, actor: &name, now };
                correct(tx, &database, &wrong, why).await?;
                let detail = format!("{label}: {} corrected", wrong.len());
                note(tx, &database, &name, ("count.finish", count, &detail), now).await?;
                let products: Vec<ProductId> = wrong.iter().map(|line| line.variant.product).collect();
                if !products.is_empty() {
                    job::enqueue(tx, &database, &products, now).await?;
                }
                Ok::<_, InventoryError>(products)
            })
        })
        .await?;
    shop.shelf.refresh(&products).await;
    Ok(products.len())
}

/// Ends a count without changing any stock.
///
/// # Errors
/// A count that has ended; a database that failed.
pub async fn cancel(shop: &Shop, actor: &Actor, count: StockCountId) -> Result<(), InventoryError> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let label = end(tx, count, CountState::Cancelled, &name, now.0).await?;
                note(tx, &database, &name, ("count.cancel", count, &label), now).await
            })
        })
        .await
}

async fn end(
    tx: &mut Transaction,
    count: StockCountId,
    state: CountState,
    actor: &str,
    now: i64,
) -> Result<String, InventoryError> {
    let query = sqlx::query(sql::END).bind(count.0).bind(state.key()).bind(actor.to_owned()).bind(now);
    match query.fetch_optional(tx.connection()).await? {
        Some(row) => Ok(row.try_get("label")?),
        None => Err(InventoryError::Ended),
    }
}

async fn wrong(tx: &mut Transaction, count: StockCountId) -> Result<Vec<Wrong>, DatabaseError> {
    let rows = sqlx::query(sql::LINES).bind(count.0).fetch_all(tx.connection()).await?;
    let mut wrong = Vec::new();
    for line in &rows {
        let change = line.try_get::<i64, _>("counted")?.saturating_sub(line.try_get("seen")?);
        if change != 0 {
            wrong.push(Wrong { variant: row::variant(line)?, location: line.try_get("location_id")?, change });
        }
    }
    Ok(wrong)
}

async fn correct(
    tx: &mut Transaction,
    database: &Database,
    wrong: &[Wrong],
    why: Why<'_>,
) -> Result<(), InventoryError> {
    let mut held = Vec::new();
    for line in wrong {
        if !adjust::shift(tx, database, (line.variant.id, line.location), line.change, why).await? {
            held.push(line.variant.sku.as_str());
        }
    }
    if held.is_empty() {
        return Ok(());
    }
    let words = format!(
        "orders hold more than would be left of {}: count again, call orders off, or leave these out",
        held.join(", ")
    );
    Err(InventoryError::Refused(words))
}

async fn note(
    tx: &mut Transaction,
    database: &Database,
    actor: &str,
    (action, count, detail): (&str, StockCountId, &str),
    now: domain::kernel::Timestamp,
) -> Result<(), InventoryError> {
    let subject = format!("count {count}");
    let entry = audit::Entry { actor, action, subject: &subject, detail };
    Ok(audit::record(tx, database.next_id(), entry, now).await?)
}
