//! What a change made an order cost less: it goes back as everything does, money first, then cards.

use domain::{
    kernel::{Money, OrderId, RefundId, Timestamp},
    refund::RefundWays,
};
use sqlx::Row as _;

use super::{
    RefundFailure,
    load::{self, Paid},
    row, sql,
    write::{Agreed, Restock, insert, lock, whole},
};
use crate::{
    Shop,
    account::Actor,
    db::{Database, Transaction},
};

/// Where the difference of an order that costs less goes back to. The caller asks before it changes the order.
pub(crate) async fn ways_back(
    tx: &mut Transaction,
    order: OrderId,
    amount: Money,
    now: Timestamp,
) -> Result<WaysBack, RefundFailure> {
    let (paid, refundable) = load::refundable(tx.connection(), order, now).await?.ok_or(RefundFailure::NotPaid)?;
    let ways = refundable.ways(amount)?;
    Ok(WaysBack { paid, ways, amount })
}

/// The way back of a difference.
#[derive(Clone, Debug)]
pub(crate) struct WaysBack {
    paid: Paid,
    ways: RefundWays,
    amount: Money,
}

impl WaysBack {
    /// What of it goes back onto gift cards.
    pub fn on_cards(&self) -> i64 {
        self.amount.minor.saturating_sub(self.ways.money.minor)
    }
}

/// Agrees that the difference of a change goes back; the caller has locked the order and written the change down.
pub(crate) async fn give_back_difference(
    tx: &mut Transaction,
    database: &Database,
    (order, edit): (OrderId, i64),
    back: &WaysBack,
    (reason, actor, now): (&str, &str, Timestamp),
) -> Result<RefundId, RefundFailure> {
    let agreed = Agreed { order, restock: Restock::None, reason, actor, now, edit: Some(edit) };
    insert(tx, database, agreed, (&back.paid, &back.ways), &whole(back.amount)).await
}

/// Agrees once more that the difference of a change goes back, whose refund was refused.
///
/// # Errors
/// A refund that is none of a change, was not refused, or has been repeated.
pub async fn give_difference_again(shop: &Shop, actor: &Actor, refund: RefundId) -> Result<RefundId, RefundFailure> {
    let (database, name, now) = (shop.database.clone(), actor.name.clone(), shop.clock.now());
    shop.database
        .write(move |tx| {
            let (database, name) = (database.clone(), name.clone());
            Box::pin(async move {
                let row = sqlx::query(sql::REFUSED_DIFFERENCE).bind(refund.0).fetch_optional(tx.connection()).await?;
                let row = row.ok_or(RefundFailure::NotFound)?;
                let order = OrderId(row.try_get("order_id")?);
                lock(tx, order, None).await?;
                // Whoever waited for the order may find that somebody was faster.
                let row = sqlx::query(sql::REFUSED_DIFFERENCE).bind(refund.0).fetch_optional(tx.connection()).await?;
                let row = row.ok_or(RefundFailure::Conflict)?;
                let amount = Money::new(row.try_get("amount")?, row::currency(&row)?);
                let back = ways_back(tx, order, amount, now).await?;
                let reason: String = row.try_get("reason")?;
                let edit = (order, row.try_get("edit_id")?);
                give_back_difference(tx, &database, edit, &back, (&reason, &name, now)).await
            })
        })
        .await
}
