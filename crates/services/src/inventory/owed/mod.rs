//! What was sold though it is not there: owing it within the variant's limit, and what becomes of it with its order.
//!
//! Not here: giving it what comes ([`super::cover`]). Invariants: what is owed of a variant is the sum of what its orders miss, and grows
//! only by a guarded statement that knows the limit; nothing that was never there gets onto a shelf.

pub mod admin;
pub mod admin_sql;
pub(crate) mod of_order;
pub mod sql;

use std::collections::BTreeMap;

use domain::inventory::Demand;
use domain::kernel::{OrderId, RefundId, ReturnId, Timestamp, VariantId};
use sqlx::Row as _;

use super::write::Cause;
use crate::db::{Database, DatabaseError, Transaction};

/// What may still be owed of a variant, and what is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// How many more.
    pub room: i64,
    /// How many are.
    pub owed: i64,
}

/// Holds what is owed of a variant until the end of the transaction; `None` for one that is sold only while it is there.
pub(crate) async fn lock(tx: &mut Transaction, variant: i64) -> Result<Option<Standing>, DatabaseError> {
    let row = sqlx::query(sql::LOCK).bind(variant).fetch_optional(tx.connection()).await?;
    row.map(|row| Ok(Standing { room: row.try_get("room")?, owed: row.try_get("owed")? })).transpose()
}

/// Counts up what is owed; `false` when the limit does not allow so many.
pub(super) async fn owe(tx: &mut Transaction, variant: i64, quantity: i64) -> Result<bool, DatabaseError> {
    let owing = sqlx::query(sql::OWE).bind(variant).bind(quantity).execute(tx.connection()).await?;
    Ok(owing.rows_affected() == 1)
}

/// Writes down whom it is owed, and until when.
pub(super) async fn note(
    tx: &mut Transaction,
    database: &Database,
    owed: &[(VariantId, i64)],
    cause: Cause<'_>,
    expires_at: Timestamp,
) -> Result<(), DatabaseError> {
    for (variant, quantity) in owed {
        sqlx::query(sql::INSERT)
            .bind(database.next_id())
            .bind(cause.order.0)
            .bind(variant.0)
            .bind(*quantity)
            .bind(expires_at.0)
            .bind(cause.now.0)
            .execute(tx.connection())
            .await?;
    }
    Ok(())
}

/// Holds everything of which the order was sold what was not there, so that nothing of it comes meanwhile.
pub(super) async fn lock_of_order(tx: &mut Transaction, order: OrderId) -> Result<(), DatabaseError> {
    for row in sqlx::query(sql::VARIANTS).bind(order.0).fetch_all(tx.connection()).await? {
        lock(tx, row.try_get("variant_id")?).await?;
    }
    Ok(())
}

/// The order is paid: what it misses is due.
pub(super) async fn pay(tx: &mut Transaction, order: OrderId) -> Result<(), DatabaseError> {
    sqlx::query(sql::PAY).bind(order.0).execute(tx.connection()).await?;
    Ok(())
}

/// The order is given up: it is owed nothing any more. The caller holds what is owed.
pub(super) async fn release(tx: &mut Transaction, order: OrderId) -> Result<(), DatabaseError> {
    for row in sqlx::query(sql::MISSING).bind(order.0).fetch_all(tx.connection()).await? {
        let (id, variant, missing) = (row.try_get("id")?, row.try_get("variant_id")?, row.try_get("missing")?);
        lessen(tx, id, variant, missing).await?;
    }
    Ok(())
}

/// So many of what an order misses are not missing any more.
pub(super) async fn lessen(tx: &mut Transaction, id: i64, variant: i64, quantity: i64) -> Result<bool, DatabaseError> {
    let less = sqlx::query(sql::LESSEN).bind(id).bind(quantity).execute(tx.connection()).await?;
    if less.rows_affected() == 0 {
        return Ok(false);
    }
    let less = sqlx::query(sql::OWE_LESS).bind(variant).bind(quantity).execute(tx.connection()).await?;
    Ok(less.rows_affected() == 1)
}

/// What takes items of an order back.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TakenBack<'a> {
    /// A change of an order of which nothing was sent.
    Unsent(&'a [Demand]),
    /// A refund that was made.
    Refund(RefundId),
    /// A return of what was worth nothing.
    Return(ReturnId),
}

/// Items of an order are not wanted any more: of those that were not sent, the ones that never came are the first. Says how many of each
/// variant that were, which therefore do not get onto a shelf.
pub(super) async fn let_go(
    tx: &mut Transaction,
    order: OrderId,
    taken_back: TakenBack<'_>,
) -> Result<BTreeMap<i64, i64>, DatabaseError> {
    let mut gone = BTreeMap::new();
    lock_of_order(tx, order).await?;
    let missing = sqlx::query(sql::MISSING).bind(order.0).fetch_all(tx.connection()).await?;
    if missing.is_empty() {
        return Ok(gone);
    }
    let mut unsent = unsent(tx, taken_back).await?;
    for row in missing {
        let (id, variant): (i64, i64) = (row.try_get("id")?, row.try_get("variant_id")?);
        let open = unsent.entry(variant).or_default();
        let quantity = row.try_get::<i64, _>("missing")?.min(*open);
        if quantity > 0 && lessen(tx, id, variant, quantity).await? {
            *open = open.saturating_sub(quantity);
            let sum: &mut i64 = gone.entry(variant).or_default();
            *sum = sum.saturating_add(quantity);
        }
    }
    Ok(gone)
}

/// How many items of each variant are taken back that had not been sent.
async fn unsent(tx: &mut Transaction, taken_back: TakenBack<'_>) -> Result<BTreeMap<i64, i64>, DatabaseError> {
    let (refund, returned) = match taken_back {
        TakenBack::Unsent(demand) => {
            return Ok(demand.iter().map(|need| (need.variant.0, need.quantity)).collect());
        }
        TakenBack::Refund(refund) => (refund.0, 0),
        TakenBack::Return(returned) => (0, returned.0),
    };
    let rows = sqlx::query(sql::TAKEN_BACK).bind(refund).bind(returned).fetch_all(tx.connection()).await?;
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    for row in rows {
        let (line, quantity): (i64, i64) = (row.try_get("line_id")?, row.try_get("quantity")?);
        let left: i64 = row.try_get("left_to_send")?;
        let unsent = match row.try_get::<Option<i64>, _>("unsent")? {
            Some(unsent) => unsent.min(quantity),
            None => left.saturating_add(quantity).max(0).saturating_sub(left.max(0)),
        };
        for part in sqlx::query(sql::MADE_OF).bind(line).fetch_all(tx.connection()).await? {
            let sum = sums.entry(part.try_get("variant_id")?).or_default();
            *sum = sum.saturating_add(unsent.saturating_mul(part.try_get("each")?));
        }
    }
    Ok(sums)
}
