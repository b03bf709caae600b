//! The stock that a file tells: counted into the ledger, like every movement.

use domain::importer::report::FailedRow;
use sqlx::Row as _;

use super::{ACTOR, Desk, trace::Trace};
use crate::{
    catalog::admin::sql as catalog_sql,
    db::{DatabaseError, Transaction},
    importer::{notes::note, product::ImportedVariant, sql},
    inventory::cover,
};

pub(super) const REASON: &str = "import";
const FIRST_LOCATION_NAME: &str = "Main store";

/// Moves the stock of a known variant by the difference to what the file says, never below what is held for orders.
pub(super) async fn correct(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    variant_id: i64,
    variant: &ImportedVariant,
    warnings: &mut Vec<FailedRow>,
) -> Result<(), DatabaseError> {
    let Some(wanted) = variant.on_hand else { return Ok(()) };
    let row = sqlx::query(sql::STOCK).bind(variant_id).fetch_optional(transaction.connection()).await?;
    let (location, on_hand): (i64, i64) = match row {
        Some(row) => (row.try_get(0)?, row.try_get(1)?),
        None => (place(transaction, desk, variant_id).await?, 0),
    };
    let difference = wanted.saturating_sub(on_hand);
    if difference == 0 {
        return Ok(());
    }
    let is_awaited = difference > 0 && cover::expect(transaction, variant_id).await?;
    let moved = sqlx::query(catalog_sql::MOVE_STOCK)
        .bind(variant_id)
        .bind(location)
        .bind(difference)
        .execute(transaction.connection())
        .await?;
    if moved.rows_affected() == 0 {
        let reason = format!("more than {wanted} are held for orders; the stock stays at {on_hand}");
        warnings.push(note(variant.line, "", &wanted.to_string(), reason));
        return Ok(());
    }
    record(transaction, desk, variant_id, location, difference).await?;
    if is_awaited {
        cover::cover(transaction, desk.database, variant_id, cover::By { actor: ACTOR, now: desk.now }).await?;
    }
    Ok(())
}

async fn record(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    variant_id: i64,
    location: i64,
    difference: i64,
) -> Result<(), DatabaseError> {
    sqlx::query(catalog_sql::ADD_STOCK_MOVE)
        .bind(desk.database.next_id())
        .bind(variant_id)
        .bind(location)
        .bind(difference)
        .bind(REASON)
        .bind(ACTOR)
        .bind(desk.now.0)
        .execute(transaction.connection())
        .await?;
    Ok(())
}

/// A place for the stock of a variant that has none yet.
async fn place(transaction: &mut Transaction, desk: &mut Desk<'_>, variant_id: i64) -> Result<i64, DatabaseError> {
    let location = location(transaction, desk).await?;
    sqlx::query(catalog_sql::ADD_STOCK).bind(variant_id).bind(location).execute(transaction.connection()).await?;
    Ok(location)
}

/// The shop's first location, made when there is none.
pub(super) async fn location(transaction: &mut Transaction, desk: &mut Desk<'_>) -> Result<i64, DatabaseError> {
    if let Some(location) = desk.found.location {
        return Ok(location);
    }
    let first = sqlx::query(catalog_sql::FIRST_LOCATION).fetch_optional(transaction.connection()).await?;
    let id = match first {
        Some(row) => row.try_get(0)?,
        None => {
            let id = desk.database.next_id();
            let statement = sqlx::query(catalog_sql::ADD_LOCATION).bind(id).bind(FIRST_LOCATION_NAME);
            statement.execute(transaction.connection()).await?;
            desk.traces.push(Trace::new("location", id, ""));
            id
        }
    };
    desk.found.location = Some(id);
    Ok(id)
}
