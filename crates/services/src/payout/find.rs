//! What of the shop a line of a report is.

use domain::{
    payment::PaymentMethod,
    payout::{PayoutEntry, PayoutKind},
};
use sqlx::Row as _;

use super::sql;
use crate::db::{DatabaseError, Transaction};

/// A payment or a refund of the shop; neither where it knows nothing of the line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ours {
    pub payment: Option<i64>,
    pub refund: Option<i64>,
}

/// Finds it: a payment by our key of its try, by the provider's names, or by the number of an order that has one payment of this kind; a
/// refund by the provider's name. What belongs to another line already is none of this one.
pub(super) async fn ours(
    tx: &mut Transaction,
    method: PaymentMethod,
    entry: &PayoutEntry,
) -> Result<Ours, DatabaseError> {
    match entry.kind {
        PayoutKind::Charge => {
            let payment = payment(tx, method, entry).await?;
            Ok(Ours { payment: free(tx, sql::IS_PAID_OUT, payment).await?, refund: None })
        }
        PayoutKind::Refund => {
            let mut refund = None;
            for name in &entry.names {
                if refund.is_none() {
                    let query = sqlx::query(sql::REFUND).bind(name.clone()).bind(method.key());
                    let found = query.fetch_optional(tx.connection()).await?;
                    refund = found.map(|row| row.try_get("id")).transpose()?;
                }
            }
            Ok(Ours { payment: None, refund: free(tx, sql::IS_TAKEN_OFF, refund).await? })
        }
        PayoutKind::Fee | PayoutKind::Other => Ok(Ours::default()),
    }
}

async fn payment(
    tx: &mut Transaction,
    method: PaymentMethod,
    entry: &PayoutEntry,
) -> Result<Option<i64>, DatabaseError> {
    if let Some(attempt) = entry.attempt {
        let query = sqlx::query(sql::BY_ATTEMPT).bind(attempt.0).bind(method.key());
        if let Some(row) = query.fetch_optional(tx.connection()).await? {
            return Ok(Some(row.try_get("id")?));
        }
    }
    for name in &entry.names {
        let query = sqlx::query(sql::BY_NAME).bind(name.clone()).bind(method.key());
        if let Some(row) = query.fetch_optional(tx.connection()).await? {
            return Ok(Some(row.try_get("id")?));
        }
    }
    let Some(number) = &entry.order else { return Ok(None) };
    let rows = sqlx::query(sql::BY_ORDER).bind(number.clone()).bind(method.key()).fetch_all(tx.connection()).await?;
    match rows.as_slice() {
        [row] => Ok(Some(row.try_get("id")?)),
        _ => Ok(None),
    }
}

/// The id, unless a line has it.
async fn free(tx: &mut Transaction, statement: &'static str, id: Option<i64>) -> Result<Option<i64>, DatabaseError> {
    let Some(id) = id else { return Ok(None) };
    let taken = sqlx::query(statement).bind(id).fetch_optional(tx.connection()).await?;
    Ok(taken.is_none().then_some(id))
}
