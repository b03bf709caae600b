//! From rows to what they say.

use domain::{
    catalog::full_name,
    kernel::{OrderId, OrderLineId, RefundId, ReturnId, Timestamp},
    order::OrderNumber,
    returns::{
        Condition, ReturnKind, ReturnReason, ReturnState,
        view::{ReturnLineView, ReturnRow, ReturnView},
    },
};
use sqlx::{Row, any::AnyRow};

use crate::db::DatabaseError;

fn corrupt(what: &'static str, value: &str) -> DatabaseError {
    DatabaseError::Corrupt { what, value: value.to_owned() }
}

pub(super) fn state(row: &AnyRow) -> Result<ReturnState, DatabaseError> {
    let word: String = row.try_get("state")?;
    ReturnState::from_key(&word).ok_or_else(|| corrupt("the state of a return", &word))
}

fn kind(row: &AnyRow) -> Result<ReturnKind, DatabaseError> {
    let word: String = row.try_get("kind")?;
    ReturnKind::from_key(&word).ok_or_else(|| corrupt("the kind of a return", &word))
}

fn number(row: &AnyRow) -> Result<OrderNumber, DatabaseError> {
    let text: String = row.try_get("number")?;
    OrderNumber::parse(&text).ok_or_else(|| corrupt("an order number", &text))
}

/// "M-10017-R1".
fn reference(row: &AnyRow) -> Result<String, DatabaseError> {
    Ok(format!("{}-R{}", number(row)?, row.try_get::<i64, _>("sequence")?))
}

/// A return without its lines.
pub(super) fn view(row: &AnyRow) -> Result<ReturnView, DatabaseError> {
    Ok(ReturnView {
        id: ReturnId(row.try_get("id")?),
        reference: reference(row)?,
        kind: kind(row)?,
        state: state(row)?,
        lines: Vec::new(),
        words: row.try_get("words")?,
        answer: row.try_get("answer")?,
        refund: row.try_get::<Option<i64>, _>("refund_id")?.map(RefundId),
        at: Timestamp(row.try_get("created_at")?),
    })
}

/// The order of a return.
pub(super) fn order(row: &AnyRow) -> Result<OrderId, DatabaseError> {
    Ok(OrderId(row.try_get("order_id")?))
}

/// A line with the return that it belongs to.
pub(super) fn line(row: &AnyRow) -> Result<(ReturnId, ReturnLineView), DatabaseError> {
    let reason: String = row.try_get("reason")?;
    let condition: String = row.try_get("condition")?;
    let (quantity, unsent): (i64, i64) = (row.try_get("quantity")?, row.try_get("unsent")?);
    let is_delivered = row.try_get::<i64, _>("is_delivered")? == 1;
    let view = ReturnLineView {
        line: OrderLineId(row.try_get("line_id")?),
        name: full_name(&row.try_get::<String, _>("title")?, &row.try_get::<String, _>("variant_title")?),
        quantity,
        comes: if is_delivered { quantity.saturating_sub(unsent) } else { 0 },
        reason: ReturnReason::from_key(&reason),
        accepted: row.try_get("accepted")?,
        condition: Condition::from_key(&condition),
    };
    Ok((ReturnId(row.try_get("return_id")?), view))
}

/// A row of the list.
pub(super) fn listed(row: &AnyRow) -> Result<ReturnRow, DatabaseError> {
    Ok(ReturnRow {
        id: ReturnId(row.try_get("id")?),
        order: order(row)?,
        number: number(row)?,
        reference: reference(row)?,
        customer_name: row.try_get("full_name")?,
        kind: kind(row)?,
        state: state(row)?,
        items: row.try_get("items")?,
        at: Timestamp(row.try_get("created_at")?),
    })
}
