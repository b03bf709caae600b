//! What reaches the shopper without a parcel: it is there as soon as the order is paid, in the same transaction.

use domain::kernel::{OrderId, Timestamp};
use sqlx::Row as _;

use super::{download, sql};
use crate::{
    db::{Database, DatabaseError, Transaction},
    gift_card,
    setting::ShopSecret,
};

/// What an order is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Nature {
    /// A parcel has to bring some of it.
    pub needs_parcel: bool,
    /// Some of it may be there without one: files, cards, bundles of them.
    pub may_be_handed_over: bool,
    /// It was to be paid in one way only.
    pub has_one_payment: bool,
}

/// What an order is of.
pub(crate) async fn nature(tx: &mut Transaction, order: OrderId) -> Result<Nature, DatabaseError> {
    let row = sqlx::query(sql::NATURE).bind(order.0).fetch_one(tx.connection()).await?;
    let count = |name: &str| row.try_get::<i64, _>(name);
    Ok(Nature {
        needs_parcel: count("delivered")? > 0,
        may_be_handed_over: count("special")? > 0,
        has_one_payment: count("payments")? == 1,
    })
}

/// Hands over everything of a paid order that needs no parcel.
pub(crate) async fn hand_over(
    tx: &mut Transaction,
    database: &Database,
    secret: &ShopSecret,
    order: OrderId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    gift_card::write::issue(tx, database, secret, order, now).await?;
    download::grant(tx, database, order, now).await?;
    let id = database.next_id();
    let count = sqlx::query(sql::COUNT_IMMATERIAL).bind(order.0).fetch_one(tx.connection()).await?;
    if count.try_get::<i64, _>("lines")? == 0 {
        return Ok(());
    }
    sqlx::query(sql::INSERT_FULFILMENT)
        .bind(id)
        .bind(order.0)
        .bind(String::new())
        .bind(String::new())
        .bind(now.0)
        .bind(None::<i64>)
        .execute(tx.connection())
        .await?;
    sqlx::query(sql::INSERT_IMMATERIAL).bind(id).bind(order.0).execute(tx.connection()).await?;
    Ok(())
}
