//! From rows to views.

use domain::{
    catalog::view::PartView,
    fulfilment::{
        FulfilmentState,
        view::{ParcelItem, ParcelView},
    },
    kernel::{Currency, Date, DateWindow, Money, OrderId, OrderLineId, Timestamp},
    order::{
        OrderNumber, OrderState,
        view::{OrderLineView, OrderRow, TimelineEntry},
    },
    payment::PaymentState,
};
use sqlx::{Row, any::AnyRow};

use crate::{
    cart::{answers, picture},
    catalog::admin::goods,
    db::DatabaseError,
};

pub(super) fn corrupt(what: &'static str, value: &str) -> DatabaseError {
    DatabaseError::Corrupt { what, value: value.to_owned() }
}

pub(super) fn number(row: &AnyRow) -> Result<OrderNumber, DatabaseError> {
    let text: String = row.try_get("number")?;
    OrderNumber::parse(&text).ok_or_else(|| corrupt("an order number", &text))
}

pub(super) fn state(row: &AnyRow) -> Result<OrderState, DatabaseError> {
    let word: String = row.try_get("state")?;
    OrderState::from_key(&word).ok_or_else(|| corrupt("the state of an order", &word))
}

pub(super) fn payment_state(row: &AnyRow, column: &str) -> Result<PaymentState, DatabaseError> {
    let word: String = row.try_get(column)?;
    PaymentState::from_key(&word).ok_or_else(|| corrupt("the state of a payment", &word))
}

pub(super) fn currency(row: &AnyRow) -> Result<Currency, DatabaseError> {
    let code: String = row.try_get("currency")?;
    Currency::parse(&code).map_err(|_| corrupt("a currency", &code))
}

pub(super) fn arrives(row: &AnyRow) -> Result<DateWindow, DatabaseError> {
    Ok(DateWindow {
        from: Date::from_days(row.try_get("arrives_from")?),
        to: Date::from_days(row.try_get("arrives_to")?),
    })
}

pub(super) fn line(row: &AnyRow, currency: Currency) -> Result<OrderLineView, DatabaseError> {
    Ok(OrderLineView {
        id: OrderLineId(row.try_get("id")?),
        title: row.try_get("title")?,
        variant_title: row.try_get("variant_title")?,
        sku: row.try_get("sku")?,
        kind: goods::kind(row.try_get("kind")?)?,
        is_delivered: row.try_get::<i64, _>("is_delivered")? == 1,
        answers: answers(row)?,
        parts: Vec::new(),
        product_slug: row.try_get("product_slug")?,
        picture: picture(row)?,
        quantity: row.try_get("quantity")?,
        sent: row.try_get("sent")?,
        sent_back: row.try_get("sent_back")?,
        later: None,
        refunded: row.try_get("refunded")?,
        unit_price: Money::new(row.try_get("unit_price")?, currency),
        line_total: Money::new(row.try_get("line_total")?, currency),
    })
}

/// A part of a bundle, with the line that it belongs to.
pub(super) fn part(row: &AnyRow) -> Result<(OrderLineId, PartView), DatabaseError> {
    let view = PartView {
        slug: row.try_get("slug")?,
        title: row.try_get("title")?,
        variant_title: row.try_get("variant_title")?,
        sku: row.try_get("sku")?,
        quantity: row.try_get("quantity")?,
    };
    Ok((OrderLineId(row.try_get("line_id")?), view))
}

/// A parcel with what of `items` is in it.
pub(super) fn parcel(row: &AnyRow, items: &[AnyRow]) -> Result<ParcelView, DatabaseError> {
    let id: i64 = row.try_get("id")?;
    let mut of_parcel = Vec::new();
    for item in items {
        if item.try_get::<i64, _>("parcel_id")? == id {
            let (title, variant): (String, String) = (item.try_get("title")?, item.try_get("variant_title")?);
            let title = if variant.is_empty() { title } else { format!("{title}, {variant}") };
            of_parcel.push(ParcelItem { title, quantity: item.try_get("quantity")? });
        }
    }
    Ok(ParcelView {
        items: of_parcel,
        sent_from: row.try_get("sent_from")?,
        carrier: row.try_get("carrier")?,
        tracking_number: row.try_get("tracking_number")?,
        sent_at: Timestamp(row.try_get("sent_at")?),
    })
}

pub(super) fn timeline(row: &AnyRow) -> Result<TimelineEntry, DatabaseError> {
    Ok(TimelineEntry {
        text: row.try_get("text")?,
        actor: row.try_get("actor")?,
        at: Timestamp(row.try_get("created_at")?),
    })
}

pub(super) fn order_row(row: &AnyRow) -> Result<OrderRow, DatabaseError> {
    let item_count = row.try_get("item_count")?;
    Ok(OrderRow {
        id: OrderId(row.try_get("id")?),
        number: number(row)?,
        placed_at: Timestamp(row.try_get("placed_at")?),
        customer_name: row.try_get("full_name")?,
        country: row.try_get("country")?,
        item_count,
        total: Money::new(row.try_get("total")?, currency(row)?),
        state: state(row)?,
        payment_state: payment_state(row, "payment_state")?,
        fulfilment_state: FulfilmentState::derive(item_count, row.try_get("sent")?),
    })
}
