//! Everything that the shop knows of a customer, as one JSON document (Regulation (EU) 2016/679, Articles 15 and 20).

use domain::{
    kernel::{CustomerId, OrderId, Timestamp},
    order::view::OrderView,
};
use serde_json::{Value, json};
use sqlx::{Row as _, any::AnyRow};

use super::{CustomerError, read, row, sql};
use crate::{Shop, draft, order};

/// Orders in a document at most: more than anybody places, and less than a machine cannot hold.
const MOST_ORDERS: i64 = 10_000;

/// The document. The caller is the customer, or somebody of the shop with the right.
///
/// # Errors
/// [`CustomerError::NotFound`].
pub async fn of(shop: &Shop, customer: CustomerId) -> Result<Value, CustomerError> {
    let reader = shop.database.reader();
    let known =
        sqlx::query(sql::CUSTOMER).bind(customer.0).fetch_optional(reader).await?.ok_or(CustomerError::NotFound)?;
    let rows = sqlx::query(sql::ORDERS).bind(customer.0).bind(MOST_ORDERS).fetch_all(reader).await?;
    let mut orders = Vec::with_capacity(rows.len());
    for row in &rows {
        orders.push(of_order(&order::read::by_id(shop, OrderId(row.try_get("id")?)).await?));
    }
    let past = sqlx::query(sql::PAST_ORDERS).bind(customer.0).fetch_all(reader).await?;
    let past = past.iter().map(of_past_order).collect::<Result<Vec<Value>, sqlx::Error>>()?;
    let now = shop.clock.now();
    let sign_ins =
        sqlx::query(sql::SESSIONS).bind(customer.0).bind(now.plus(-read::IDLE).0).bind(now.0).fetch_all(reader).await?;
    let sign_ins = sign_ins.iter().map(row::sign_in).collect::<Result<Vec<_>, _>>()?;
    let notes = sqlx::query(sql::NOTES).bind(customer.0).fetch_all(reader).await?;
    let notes = notes.iter().map(row::note).collect::<Result<Vec<_>, _>>()?;
    let addresses = read::addresses(shop, customer).await?;
    let offers = draft::of_customer(shop, customer).await?;
    let text = |column: &str| known.try_get::<String, _>(column);
    let day = |column: &str| Ok::<_, sqlx::Error>(known.try_get::<Option<i64>, _>(column)?.map(moment));
    Ok(json!({
        "shop": shop.settings.name,
        "written_at": moment(now.0),
        "customer": {
            "email": text("email")?,
            "name": text("full_name")?,
            "phone": text("phone")?,
            "note": text("note")?,
            "tags": text("tags")?,
            "known_since": moment(known.try_get("created_at")?),
            "account_since": day("account_since")?,
            "last_sign_in": day("signed_in_at")?,
            "has_password": known.try_get::<i64, _>("has_password")? == 1,
        },
        "addresses": addresses.iter().map(|view| json!({
            "address": view.address,
            "for_delivery": view.for_delivery,
            "for_bills": view.for_bills,
        })).collect::<Vec<Value>>(),
        "signed_in_browsers": sign_ins.iter().map(|row| json!({
            "since": moment(row.at.0),
            "last_used": moment(row.seen_at.0),
            "by": if row.by_link { "link" } else { "password" },
        })).collect::<Vec<Value>>(),
        "notes_of_the_shop": notes.iter().map(|row| json!({ "text": row.text, "at": moment(row.at.0) })).collect::<Vec<Value>>(),
        "orders": orders,
        "orders_of_the_shop_before": past,
        "offers": offers,
    }))
}

/// "2026-11-27T14:05Z".
fn moment(at: i64) -> String {
    let at = Timestamp(at);
    let (hour, minute) = at.hour_and_minute();
    format!("{}T{hour:02}:{minute:02}Z", at.date().iso())
}

fn of_order(order: &OrderView) -> Value {
    let totals = &order.totals;
    json!({
        "number": order.number.to_string(),
        "placed_at": moment(order.placed_at.0),
        "state": order.state.key(),
        "email": order.email,
        "address": order.address,
        "delivery": order.shipping_name,
        "payment": order.payment_name,
        "discount_code": order.coupon,
        "lines": order.lines.iter().map(|line| json!({
            "title": line.title,
            "variant": line.variant_title,
            "sku": line.sku,
            "quantity": line.quantity,
            "price": line.unit_price.decimal(),
            "answers": line.answers.iter().map(domain::catalog::personalisation::Answer::told).collect::<Vec<String>>(),
        })).collect::<Vec<Value>>(),
        "goods": totals.goods.decimal(),
        "discount": totals.discount.decimal(),
        "shipping": totals.shipping.decimal(),
        "tax": totals.tax().decimal(),
        "total": totals.total.decimal(),
        "currency": totals.total.currency.code(),
        "refunds": order.refunds.iter().map(|refund| json!({
            "amount": refund.amount.decimal(),
            "reason": refund.reason,
        })).collect::<Vec<Value>>(),
        "returns": order.returns.iter().map(|known| json!({
            "reference": known.reference,
            "at": moment(known.at.0),
            "your_words": known.words,
            "our_answer": known.answer,
        })).collect::<Vec<Value>>(),
    })
}

fn of_past_order(row: &AnyRow) -> Result<Value, sqlx::Error> {
    let text = |column: &str| row.try_get::<String, _>(column);
    Ok(json!({
        "number": text("number")?,
        "placed_at": moment(row.try_get("placed_at")?),
        "state": text("state")?,
        "email": text("email")?,
        "name": text("full_name")?,
        "company": text("company")?,
        "street": text("street")?,
        "extra": text("extra")?,
        "postcode": text("postcode")?,
        "town": text("town")?,
        "region": text("region")?,
        "country": text("country")?,
        "phone": text("phone")?,
        "total_minor_units": row.try_get::<i64, _>("total")?,
        "currency": text("currency")?,
    }))
}
