//! Using a coupon for an order, once, and freeing it, once.

use domain::kernel::{CouponId, OrderId, Timestamp};
use sqlx::Row as _;

use super::{row::customer_key, sql};
use crate::db::{Database, DatabaseError, Transaction};

/// A use that was counted, for an order that is about to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim(CouponId);

/// Somebody was faster, or this customer may not use it once more: the transaction must be undone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refused;

/// Counts one use more, unless as many orders as may use it do already.
pub(crate) async fn claim(
    tx: &mut Transaction,
    code: &str,
    now: Timestamp,
) -> Result<Result<Claim, Refused>, DatabaseError> {
    let row = sqlx::query(sql::CLAIM).bind(code.to_owned()).bind(now.0).fetch_optional(tx.connection()).await?;
    Ok(row.map(|row| row.try_get("id")).transpose()?.map(|id| Claim(CouponId(id))).ok_or(Refused))
}

/// Notes which order it was counted for, unless as many of this customer as may use it do already.
pub(crate) async fn note_use(
    tx: &mut Transaction,
    database: &Database,
    Claim(coupon): Claim,
    order: OrderId,
    (email, now): (&str, Timestamp),
) -> Result<Result<(), Refused>, DatabaseError> {
    let noted = sqlx::query(sql::NOTE_USE)
        .bind(database.next_id())
        .bind(coupon.0)
        .bind(order.0)
        .bind(customer_key(email))
        .bind(now.0)
        .execute(tx.connection())
        .await?;
    Ok(if noted.rows_affected() == 1 { Ok(()) } else { Err(Refused) })
}

/// The order is called off: what it used is free again. However often it is called, it is freed once.
pub(crate) async fn release(tx: &mut Transaction, order: OrderId) -> Result<(), DatabaseError> {
    let row = sqlx::query(sql::RELEASE).bind(order.0).fetch_optional(tx.connection()).await?;
    let Some(row) = row else { return Ok(()) };
    sqlx::query(sql::COUNT_DOWN).bind(row.try_get::<i64, _>("coupon_id")?).execute(tx.connection()).await?;
    Ok(())
}
