//! What decides about returns, read inside a transaction or outside.

use domain::{
    catalog::{ProductKind, full_name},
    kernel::{Date, OrderId, OrderLineId, ReturnId, Timestamp},
    order::OrderState,
    returns::{Returnable, ReturnableLine, view::ReturnView},
};
use sqlx::{Row, any::AnyRow};

use super::{ReturnFailure, row, sql};
use crate::db::{Connection, DatabaseError};

/// An order with all that decides about its returns.
pub(super) async fn returnable(
    connection: &mut Connection,
    order: OrderId,
    now: Timestamp,
) -> Result<Returnable, ReturnFailure> {
    let head = sqlx::query(sql::ORDER).bind(order.0).fetch_optional(&mut *connection).await?;
    let head = head.ok_or(ReturnFailure::NotFound)?;
    let lines = sqlx::query(sql::LINES).bind(order.0).fetch_all(&mut *connection).await?;
    let word: String = head.try_get("state")?;
    let state = OrderState::from_key(&word)
        .ok_or(DatabaseError::Corrupt { what: "the state of an order", value: word.clone() })?;
    let last_sent_at: Option<i64> = head.try_get("last_sent_at")?;
    Ok(Returnable {
        lines: lines.iter().map(line).collect::<Result<_, _>>()?,
        state,
        is_cash_due: head.try_get::<i64, _>("is_cash_due")? == 1,
        placed_on: Timestamp(head.try_get("placed_at")?).date(),
        arrives_to: Date::from_days(head.try_get("arrives_to")?),
        last_sent_on: last_sent_at.map(|at| Timestamp(at).date()),
        today: now.date(),
    })
}

fn line(row: &AnyRow) -> Result<ReturnableLine, DatabaseError> {
    Ok(ReturnableLine {
        line: OrderLineId(row.try_get("id")?),
        name: full_name(&row.try_get::<String, _>("title")?, &row.try_get::<String, _>("variant_title")?),
        quantity: row.try_get("quantity")?,
        sent: row.try_get("sent")?,
        refunded: row.try_get("refunded")?,
        returning: row.try_get("in_returns")?,
        returning_unsent: row.try_get("in_returns_unsent")?,
        is_delivered: row.try_get::<i64, _>("is_delivered")? == 1,
        is_made_to_order: row.try_get::<i64, _>("is_made_to_order")? == 1,
        is_gift_card: row.try_get::<String, _>("kind")? == ProductKind::GiftCard.key(),
        is_fetched: row.try_get::<i64, _>("fetched")? > 0,
    })
}

/// How many items of which lines are in returns that are open.
pub(crate) async fn returning(
    connection: &mut Connection,
    order: OrderId,
) -> Result<Vec<(OrderLineId, i64)>, DatabaseError> {
    let rows = sqlx::query(sql::RETURNING).bind(order.0).fetch_all(connection).await?;
    rows.iter().map(|row| Ok((OrderLineId(row.try_get("line_id")?), row.try_get("quantity")?))).collect()
}

/// The order of a return.
pub(super) async fn order_of(connection: &mut Connection, id: ReturnId) -> Result<OrderId, ReturnFailure> {
    let row = sqlx::query(sql::RETURN).bind(id.0).fetch_optional(connection).await?;
    Ok(row::order(&row.ok_or(ReturnFailure::NotFound)?)?)
}

/// The returns of an order with their lines, the newest first.
pub(super) async fn of_order(connection: &mut Connection, order: OrderId) -> Result<Vec<ReturnView>, DatabaseError> {
    let rows = sqlx::query(sql::OF_ORDER).bind(order.0).fetch_all(&mut *connection).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut views = rows.iter().map(row::view).collect::<Result<Vec<_>, _>>()?;
    for line in sqlx::query(sql::LINES_OF_ORDER).bind(order.0).fetch_all(&mut *connection).await? {
        let (id, line) = row::line(&line)?;
        if let Some(view) = views.iter_mut().find(|view| view.id == id) {
            view.lines.push(line);
        }
    }
    Ok(views)
}

/// A return of an order with its lines.
pub(super) async fn one(
    connection: &mut Connection,
    order: OrderId,
    id: ReturnId,
) -> Result<ReturnView, ReturnFailure> {
    let views = of_order(connection, order).await?;
    views.into_iter().find(|view| view.id == id).ok_or(ReturnFailure::NotFound)
}
