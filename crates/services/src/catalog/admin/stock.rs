//! Stock as the manager corrects it: moved by the difference, written to the ledger.

use domain::{
    catalog::view::VariantForm,
    kernel::{Timestamp, VariantId},
};
use sqlx::Row as _;

use super::{SaveError, sql};
use crate::{
    db::{Database, DatabaseError, Transaction},
    inventory::cover,
};

const REASON: &str = "correction";
const FIRST_LOCATION_NAME: &str = "Main store";

/// Moves the stock of a variant by what the manager changed in the form; `place` is the variant's in the form.
pub(super) async fn correct(
    transaction: &mut Transaction,
    database: &Database,
    variant: &VariantForm,
    place: usize,
    actor: &str,
    now: Timestamp,
) -> Result<(), SaveError> {
    let difference = variant.on_hand.saturating_sub(variant.seen_on_hand);
    if shift(transaction, database, variant.id, difference, actor, now).await? {
        return Ok(());
    }
    Err(SaveError::field(
        format!("variants.{place}.on_hand"),
        "So many cannot be taken away: they were sold meanwhile, or are held for orders.",
    ))
}

/// Moves the stock of a variant by a difference and writes the ledger; `false` when so many cannot be taken away.
pub(in crate::catalog) async fn shift(
    transaction: &mut Transaction,
    database: &Database,
    variant: VariantId,
    difference: i64,
    actor: &str,
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    if difference == 0 {
        return Ok(true);
    }
    let location = location(transaction, database, variant).await?;
    let is_awaited = difference > 0 && cover::expect(transaction, variant.0).await?;
    let moved = sqlx::query(sql::MOVE_STOCK)
        .bind(variant.0)
        .bind(location)
        .bind(difference)
        .execute(transaction.connection())
        .await?;
    if moved.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query(sql::ADD_STOCK_MOVE)
        .bind(database.next_id())
        .bind(variant.0)
        .bind(location)
        .bind(difference)
        .bind(REASON)
        .bind(actor.to_owned())
        .bind(now.0)
        .execute(transaction.connection())
        .await?;
    if is_awaited {
        cover::cover(transaction, database, variant.0, cover::By { actor, now }).await?;
    }
    Ok(true)
}

/// Where most of the variant's stock lies, an open location before all; the first of them, made when there is none, for a variant that
/// never had any.
pub(crate) async fn location(
    transaction: &mut Transaction,
    database: &Database,
    variant: VariantId,
) -> Result<i64, DatabaseError> {
    let stocked = sqlx::query(sql::STOCK_LOCATION).bind(variant.0).fetch_optional(transaction.connection()).await?;
    if let Some(row) = stocked {
        return Ok(row.try_get(0)?);
    }
    let first = sqlx::query(sql::FIRST_LOCATION).fetch_optional(transaction.connection()).await?;
    let location = match first {
        Some(row) => row.try_get(0)?,
        None => {
            let id = database.next_id();
            sqlx::query(sql::ADD_LOCATION).bind(id).bind(FIRST_LOCATION_NAME).execute(transaction.connection()).await?;
            id
        }
    };
    sqlx::query(sql::ADD_STOCK).bind(variant.0).bind(location).execute(transaction.connection()).await?;
    Ok(location)
}
