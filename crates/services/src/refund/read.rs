//! Refunds as people see them.

use domain::{
    kernel::{Money, OrderId, RefundId, Timestamp},
    refund::{
        Refundable,
        view::{RefundView, WrongPayment},
    },
};
use sqlx::Row;

use super::{load, row, sql};
use crate::{Shop, db::DatabaseError};

/// The refunds of an order, the newest first.
pub(crate) async fn of_order(shop: &Shop, order: OrderId) -> Result<Vec<RefundView>, DatabaseError> {
    let mut connection = shop.database.quick().await?;
    let rows = sqlx::query(sql::OF_ORDER).bind(order.0).fetch_all(&mut connection).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let lines = sqlx::query(sql::LINES_OF_ORDER).bind(order.0).fetch_all(&mut connection).await?;
    let mut parts: Vec<(RefundId, String)> = Vec::with_capacity(lines.len());
    for line in lines {
        let (quantity, title): (i64, String) = (line.try_get("quantity")?, line.try_get("title")?);
        if quantity > 0 {
            parts.push((RefundId(line.try_get("refund_id")?), format!("{quantity} × {title}")));
        }
    }
    rows.iter()
        .map(|row| {
            let id = RefundId(row.try_get("id")?);
            let mut what: Vec<&str> = parts.iter().filter(|part| part.0 == id).map(|part| part.1.as_str()).collect();
            if row.try_get::<i64, _>("shipping")? > 0 {
                what.push("delivery");
            }
            Ok(RefundView {
                id,
                state: row::state(row)?,
                amount: Money::new(row.try_get("amount")?, row::currency(row)?),
                on_cards: Money::new(row.try_get("on_cards")?, row::currency(row)?),
                by_hand: row::by_hand(row::method(row)?)
                    && row.try_get::<i64, _>("amount")? > row.try_get::<i64, _>("on_cards")?,
                what: what.join(", "),
                reason: row.try_get("reason")?,
                at: Timestamp(row.try_get("created_at")?),
                is_difference: row.try_get::<i64, _>("is_difference")? == 1,
            })
        })
        .collect()
}

/// What of an order can go back: of what was agreed, and of what was not.
pub(crate) async fn refundable(
    shop: &Shop,
    order: OrderId,
) -> Result<(Option<Refundable>, Vec<WrongPayment>), DatabaseError> {
    let mut connection = shop.database.connect().await?;
    let refundable = load::refundable(&mut connection, order, shop.clock.now()).await?.map(|found| found.1);
    let wrong = load::wrong(&mut connection, order).await?;
    let wrong = wrong.into_iter().map(|payment| WrongPayment {
        payment: payment.id,
        name: payment.method.label().to_owned(),
        left: payment.left,
    });
    Ok((refundable, wrong.collect()))
}
