//! What a manager does to an order that stands: changes it, gives money back, asks for a difference or takes it back.

use std::io::Result;

use serde_json::{Value, json};

use super::{
    deeds::Deeds,
    desk::{asked, tell, unexpected},
    random::Random,
};
use crate::bench::client::Connection;

const PREVIEW: &str = "/api/admin/order/preview_edit";
const EDIT: &str = "/api/admin/order/edit";
const REFUND: &str = "/api/admin/order/refund";
const REFUND_SENT: &str = "/api/admin/order/refund_sent";
const TAKE_BACK: &str = "/api/admin/order/take_back_difference";
const RECEIVED: &str = "/api/admin/order/difference_received";

/// Another number of the first item, or one thing more; when it costs what the preview said.
pub fn change(
    connection: &mut Connection,
    cookie: &str,
    detail: &Value,
    (sku, random): (&str, &mut Random),
    deeds: &Deeds,
) -> Result<bool> {
    let text = |pointer: &str| detail.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    let number = |pointer: &str| detail.pointer(pointer).map(ToString::to_string).unwrap_or_default();
    let email = text("/value/order/email");
    let quantity = (1 + random.below(3)).to_string();
    let mut fields = vec![
        ("edit[order]".to_owned(), number("/value/id")),
        ("edit[version]".to_owned(), number("/value/version")),
        ("edit[email]".to_owned(), email.clone()),
        ("edit[shipping]".to_owned(), String::new()),
        ("edit[lines][0][line]".to_owned(), number("/value/order/lines/0/id")),
        ("edit[lines][0][quantity]".to_owned(), quantity),
        ("edit[reason]".to_owned(), "On the phone".to_owned()),
    ];
    if random.happens(30) {
        fields.push(("edit[added][0][sku]".to_owned(), sku.to_owned()));
        fields.push(("edit[added][0][quantity]".to_owned(), "1".to_owned()));
    }
    for part in ["country", "full_name", "postcode", "town", "street", "extra"] {
        fields.push((format!("edit[address][{part}]"), text(&format!("/value/order/address/{part}"))));
    }
    let preview = asked(connection, PREVIEW, cookie, &borrowed(&fields))?;
    let total = preview.pointer("/after/total/minor").and_then(Value::as_i64).ok_or_else(|| unexpected("a preview"))?;
    deeds.note_change(&email);
    fields.push(("seen_total".to_owned(), total.to_string()));
    tell(connection, EDIT, cookie, &borrowed(&fields))
}

/// What an order still awaits is taken back, or has come in cash.
pub fn settle_difference(
    connection: &mut Connection,
    cookie: &str,
    detail: &Value,
    random: &mut Random,
) -> Result<bool> {
    let number = |pointer: &str| detail.pointer(pointer).map(ToString::to_string).unwrap_or_default();
    let (order, version) = (number("/value/id"), number("/value/version"));
    let path = if random.happens(50) { TAKE_BACK } else { RECEIVED };
    tell(connection, path, cookie, &[("order", &order), ("version", &version)])
}

/// One item goes back, or a part of the money, or what was to be sent by hand was.
pub fn refund(connection: &mut Connection, cookie: &str, detail: &Value, random: &mut Random) -> Result<bool> {
    let number = |pointer: &str| detail.pointer(pointer).map(ToString::to_string).unwrap_or_default();
    let refunds = detail.pointer("/value/order/refunds").and_then(Value::as_array);
    let waits =
        |refund: &&Value| refund.get("by_hand") == Some(&json!(true)) && refund.get("state") == Some(&json!("Pending"));
    let open = refunds.into_iter().flatten().find(waits);
    if let Some(id) = open.and_then(|refund| refund.get("id")) {
        return tell(connection, REFUND_SENT, cookie, &[("refund", &id.to_string())]);
    }
    let (order, version, line) = (number("/value/id"), number("/value/version"), number("/value/order/lines/0/id"));
    let (quantity, besides) = if random.happens(70) { ("1", "") } else { ("", "0.50") };
    let fields = [
        ("refund[order]", order.as_str()),
        ("refund[version]", version.as_str()),
        ("refund[lines][0][line]", line.as_str()),
        ("refund[lines][0][quantity]", quantity),
        ("refund[besides]", besides),
        ("refund[restock]", if random.happens(50) { "true" } else { "false" }),
        ("refund[reason]", "Broken"),
    ];
    tell(connection, REFUND, cookie, &fields)
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
