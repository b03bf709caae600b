//! Refunds and returns: what an inspection says is paid back, and what is in a return is not paid back beside it.

use domain::{
    kernel::{OrderId, RefundId, Timestamp},
    refund::{RefundError, RefundWish, Refundable},
    returns::Inspection,
};

use sqlx::Row as _;

use super::{
    RefundFailure, load,
    write::{Agreed, Restock, insert},
};
use crate::{
    db::{Database, Transaction},
    order::sql as order_sql,
    returns,
};

/// Agrees on what an inspection of a return says, each line with so many items back on the shelf; the caller has locked the order and
/// closed the return. Nothing where what came back was worth nothing.
pub(crate) async fn give_back(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    inspection: &Inspection,
    reason: &str,
    (actor, now): (&str, Timestamp),
) -> Result<Option<RefundId>, RefundFailure> {
    refuse_awaited(tx, order).await?;
    let (payment, refundable) = load::refundable(tx.connection(), order, now).await?.ok_or(RefundFailure::NotPaid)?;
    let wish = inspection.wish();
    let plan = match refundable.plan(&wish) {
        Ok(plan) => plan,
        Err(RefundError::Nothing) => return Ok(None),
        Err(refused) => return Err(refused.into()),
    };
    leave(tx, order, &refundable, &wish).await?;
    let restock: Vec<_> = inspection.lines.iter().map(|line| (line.line, line.restock)).collect();
    let agreed = Agreed { order, restock: Restock::Lines(&restock), reason, actor, now, edit: None };
    let ways = refundable.ways(plan.total)?;
    insert(tx, database, agreed, (&payment, &ways), &plan).await.map(Some)
}

/// Refuses while a difference is to be paid: what goes back and what is asked for would be about the same goods. The caller has locked
/// the order.
pub(super) async fn refuse_awaited(tx: &mut Transaction, order: OrderId) -> Result<(), RefundFailure> {
    let row = sqlx::query(order_sql::STATE).bind(order.0).fetch_one(tx.connection()).await?;
    if row.try_get::<i64, _>("awaited")? > 0 { Err(RefundFailure::Awaited) } else { Ok(()) }
}

/// Refuses items that are in a return which is open: its inspection says what is paid back for them.
pub(super) async fn leave(
    tx: &mut Transaction,
    order: OrderId,
    refundable: &Refundable,
    wish: &RefundWish,
) -> Result<(), RefundFailure> {
    for (line, returning) in returns::load::returning(tx.connection(), order).await? {
        let asked = wish.lines.iter().filter(|asked| asked.0 == line).map(|asked| asked.1);
        let asked = asked.fold(0_i64, i64::saturating_add);
        let known = refundable.lines.iter().find(|known| known.line == line);
        let left = known.map_or(0, |known| known.quantity_left().saturating_sub(returning).max(0));
        if asked > left {
            return Err(RefundFailure::InReturn { left });
        }
    }
    Ok(())
}

/// A return whose refund was refused is paid back by this refund, if all that it took back is in it.
pub(super) async fn pay_again(tx: &mut Transaction, order: OrderId, refund: RefundId) -> Result<(), RefundFailure> {
    let again = sqlx::query(returns::sql::PAID_AGAIN).bind(order.0).bind(refund.0);
    again.execute(tx.connection()).await?;
    Ok(())
}
