//! One order of the past: it holds no stock, asks for no money and sends no mail.

use domain::kernel::CustomerId;

use super::{Change, Desk, customer, record};
use crate::{
    db::{DatabaseError, Transaction},
    importer::{
        imported::record_digest,
        order::{ImportedOrder, ImportedOrderLine},
        sql::record as sql,
        undo::{self, Before},
    },
};

const KIND: &str = "order";

/// Brings the shop's past order to what the file says.
pub(super) async fn apply(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    order: &ImportedOrder,
) -> Result<Change, DatabaseError> {
    let digest = record_digest(order);
    let known = record::known(transaction, desk, KIND, &order.key).await?;
    if known.as_ref().is_some_and(|known| known.digest == digest) {
        return Ok(Change::Unchanged);
    }
    let change = if known.is_some() { Change::Changed } else { Change::New };
    if let Some(known) = &known {
        let before = undo::order(transaction, known.own_id).await?.map(Before::Order);
        desk.replaced(KIND, known.own_id, &order.number, before);
    }
    let id = known.map_or_else(|| desk.database.next_id(), |known| known.own_id);
    let customer = match &order.email {
        Some(email) => customer::find(transaction, email.as_str()).await?,
        None => None,
    };
    // Lines look for the variants that they name.
    desk.pending.flush(transaction).await?;
    put(transaction, desk, id, customer, order).await?;
    sqlx::query(sql::CLEAR_LINES).bind(id).execute(transaction.connection()).await?;
    for (position, line) in (0_i64..).zip(&order.lines) {
        add_line(transaction, desk, id, position, line).await?;
    }
    record::remember(transaction, desk, KIND, &order.key, id, &digest).await?;
    Ok(change)
}

async fn put(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    id: i64,
    customer: Option<CustomerId>,
    order: &ImportedOrder,
) -> Result<(), DatabaseError> {
    let address = order.address.clone();
    sqlx::query(sql::ADD_ORDER)
        .bind(id)
        .bind(desk.platform)
        .bind(order.number.clone())
        .bind(customer.map(|customer| customer.0))
        .bind(order.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default())
        .bind(address.full_name)
        .bind(address.company)
        .bind(address.street)
        .bind(address.extra)
        .bind(address.postcode)
        .bind(address.town)
        .bind(address.region)
        .bind(address.country)
        .bind(address.phone)
        .bind(order.currency.code().to_owned())
        .bind(order.goods)
        .bind(order.discount)
        .bind(order.shipping)
        .bind(order.tax)
        .bind(order.total)
        .bind(order.refunded)
        .bind(order.state.clone())
        .bind(order.payment_state.clone())
        .bind(order.payment_name.clone())
        .bind(order.shipping_name.clone())
        .bind(order.note.clone())
        .bind(order.placed_at.0)
        .execute(transaction.connection())
        .await?;
    Ok(())
}

async fn add_line(
    transaction: &mut Transaction,
    desk: &mut Desk<'_>,
    order: i64,
    position: i64,
    line: &ImportedOrderLine,
) -> Result<(), DatabaseError> {
    sqlx::query(sql::ADD_LINE)
        .bind(desk.database.next_id())
        .bind(order)
        .bind(position)
        .bind(line.title.clone())
        .bind(line.sku.clone())
        .bind(line.quantity)
        .bind(line.unit_price)
        .execute(transaction.connection())
        .await?;
    Ok(())
}
