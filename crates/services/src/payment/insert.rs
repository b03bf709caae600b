//! Writing down how an order is to be paid.

use domain::{
    kernel::{Money, OrderId, PaymentId, Timestamp},
    payment::PaymentMethod,
};

use super::sql;
use crate::db::{Database, DatabaseError, Transaction};

/// A payment that is about to be written.
#[derive(Clone, Debug)]
pub(crate) struct NewPayment {
    pub order: OrderId,
    pub method: PaymentMethod,
    pub amount: Money,
    /// What a shopper writes on a transfer; unique.
    pub reference: String,
    /// Whether it is about what a change made an order cost more.
    pub is_difference: bool,
}

/// Writes a payment and, where a provider takes it, the first try. Nothing is asked of a provider for nothing.
pub(crate) async fn insert(
    tx: &mut Transaction,
    database: &Database,
    new: &NewPayment,
    now: Timestamp,
) -> Result<PaymentId, DatabaseError> {
    let id = database.next_id();
    sqlx::query(sql::INSERT_PAYMENT)
        .bind(id)
        .bind(new.order.0)
        .bind(new.method.key())
        .bind(new.amount.minor)
        .bind(new.amount.currency.code().to_owned())
        .bind(new.reference.clone())
        .bind(now.0)
        .bind(i64::from(new.is_difference))
        .execute(tx.connection())
        .await?;
    if !new.method.is_by_hand() && new.amount.minor > 0 {
        sqlx::query(sql::INSERT_ATTEMPT).bind(database.next_id()).bind(id).bind(now.0).execute(tx.connection()).await?;
    }
    Ok(PaymentId(id))
}
