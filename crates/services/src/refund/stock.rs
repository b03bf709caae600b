//! Items that came back.

use domain::{
    inventory::{Demand, combined_demand},
    kernel::{RefundId, VariantId},
};
use sqlx::Row;

use super::sql;
use crate::{
    db::{Database, DatabaseError, Transaction},
    inventory::write::{self as inventory, Cause, TakenBack},
};

/// Puts the items of a refund that are to return to the shelf back where they were taken from; those that never came are owed no more.
pub(super) async fn give_back(
    tx: &mut Transaction,
    database: &Database,
    refund: RefundId,
    cause: Cause<'_>,
) -> Result<(), DatabaseError> {
    let rows = sqlx::query(sql::STOCK).bind(refund.0).fetch_all(tx.connection()).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        items.push((VariantId(row.try_get("variant_id")?), row.try_get("quantity")?));
    }
    let demand: Vec<Demand> = combined_demand(items)
        .ok_or(DatabaseError::Corrupt { what: "the items of a refund", value: refund.to_string() })?;
    inventory::give_back(tx, database, (TakenBack::Refund(refund), &demand), cause).await
}
