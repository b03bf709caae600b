//! The stock that a file tells: counted into the ledger, like every movement.

use domain::importer::report::FailedRow;
use sqlx::Row as _;

use super::{ACTOR, Desk};
use crate::{
    catalog::admin::sql as catalog_sql,
    db::{DatabaseError, Transaction},
    importer::{notes::note, product::ImportedVariant, sql},
};

const REASON: &str = "import";
const FIRST_LOCATION_NAME: &str = "Main store";

/// The stock of a new variant.
pub(super) async fn add(
    transaction: &mut Transaction,
    desk: &Desk<'_>,
    variant_id: i64,
    variant: &ImportedVariant,
) -> Result<(), DatabaseError> {
    let location = location(transaction, desk).await?;
    let on_hand = variant.on_hand.unwrap_or(0);
    sqlx::query(sql::ADD_STOCK).bind(variant_id).bind(location).bind(on_hand).execute(transaction.connection()).await?;
    if on_hand > 0 { record(transaction, desk, variant_id, location, on_hand).await } else { Ok(()) }
}

/// Moves the stock of a known variant by the difference to what the file says, never below what is held for orders.
pub(super) async fn correct(
    transaction: &mut Transaction,
    desk: &Desk<'_>,
    variant_id: i64,
    variant: &ImportedVariant,
    warnings: &mut Vec<FailedRow>,
) -> Result<(), DatabaseError> {
    let Some(wanted) = variant.on_hand else { return Ok(()) };
    let row = sqlx::query(sql::STOCK).bind(variant_id).fetch_optional(transaction.connection()).await?;
    let Some(row) = row else { return add(transaction, desk, variant_id, variant).await };
    let (location, on_hand): (i64, i64) = (row.try_get(0)?, row.try_get(1)?);
    let difference = wanted.saturating_sub(on_hand);
    if difference == 0 {
        return Ok(());
    }
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
    record(transaction, desk, variant_id, location, difference).await
}

async fn record(
    transaction: &mut Transaction,
    desk: &Desk<'_>,
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

/// The shop's first location, made when there is none.
async fn location(transaction: &mut Transaction, desk: &Desk<'_>) -> Result<i64, DatabaseError> {
    let first = sqlx::query(catalog_sql::FIRST_LOCATION).fetch_optional(transaction.connection()).await?;
    if let Some(row) = first {
        return Ok(row.try_get(0)?);
    }
    let id = desk.database.next_id();
    sqlx::query(catalog_sql::ADD_LOCATION).bind(id).bind(FIRST_LOCATION_NAME).execute(transaction.connection()).await?;
    Ok(id)
}
