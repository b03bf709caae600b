//! What drafts know of a customer.

use domain::kernel::CustomerId;
use serde_json::{Value, json};

use super::{
    row::{StoredDraft, today},
    sql,
};
use crate::{Shop, db::DatabaseError};

/// The offers that were written for a customer, for the document of everything that is known of them.
pub(crate) async fn of_customer(shop: &Shop, customer: CustomerId) -> Result<Vec<Value>, DatabaseError> {
    let rows = sqlx::query(sql::OF_CUSTOMER).bind(customer.0).fetch_all(shop.database.reader()).await?;
    rows.iter().map(|row| Ok(told(&StoredDraft::read(row, today(shop))?))).collect()
}

fn told(draft: &StoredDraft) -> Value {
    json!({
        "number": draft.number,
        "state": draft.state.key(),
        "email": draft.email,
        "address": draft.address,
        "note": draft.note,
        "holds_until": draft.last_day.iso(),
        "currency": draft.currency.code(),
        "lines": draft.goods.lines.iter().map(|line| json!({
            "sku": line.sku,
            "quantity": line.quantity,
            "agreed_price": line.price,
        })).collect::<Vec<Value>>(),
        "order": draft.order.as_ref().map(|(_, number)| number),
    })
}
