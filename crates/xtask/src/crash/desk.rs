//! The manager: sends, cancels, changes orders, gives money back, sees transfers come, changes stock and prices, while shoppers order.

use std::{
    io::{Error, Result},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use serde_json::{Value, json};

use super::{change, deeds::Deeds, ground::SKUS, random::Random};
use crate::bench::{
    address,
    client::{Connection, call, post_json},
};

const ORDERS: &str = "/api/admin/orders/list";
const DETAIL: &str = "/api/admin/order/detail";
const SEND: &str = "/api/admin/order/send";
const CANCEL: &str = "/api/admin/order/cancel";
const TRANSFER_CAME: &str = "/api/admin/order/confirm_by_hand";
const NOTE: &str = "/api/admin/order/note";

/// Works until the program ends. What is refused because a shopper was faster is no matter.
pub fn work(port: u16, cookie: &str, is_over: &AtomicBool, mut random: Random, deeds: &Deeds) {
    let mut connection = Connection::new(port);
    while !is_over.load(Ordering::Relaxed) {
        let done = match random.below(10) {
            0..3 => change_goods(&mut connection, cookie, &mut random),
            _ => handle_order(&mut connection, cookie, &mut random, deeds),
        };
        match done {
            Ok((what, true)) => deeds.count(what),
            Ok((_, false)) => {}
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// What was tried, and whether the shop did it.
type Deed = (&'static str, bool);

fn handle_order(connection: &mut Connection, cookie: &str, random: &mut Random, deeds: &Deeds) -> Result<Deed> {
    let list = asked(connection, ORDERS, cookie, &[("query[tab]", "All"), ("query[text]", "")])?;
    let rows = list.pointer("/value/rows").and_then(Value::as_array).ok_or_else(|| unexpected("a list of orders"))?;
    let fresh = rows.get(..rows.len().min(12)).unwrap_or_default();
    let id = random.pick(fresh).and_then(|row| row.get("id")).and_then(Value::as_i64);
    let Some(id) = id.map(|id| id.to_string()) else { return Ok(("nothing", false)) };
    let order = ("order", id.as_str());
    match random.below(16) {
        0..2 => Ok(("orders cancelled", tell(connection, CANCEL, cookie, &[order])?)),
        2..5 => Ok(("transfers noted", tell(connection, TRANSFER_CAME, cookie, &[order])?)),
        5 => Ok(("notes written", tell(connection, NOTE, cookie, &[order, ("text", "Rang, nobody was there.")])?)),
        6..11 => {
            let detail = asked(connection, DETAIL, cookie, &[order])?;
            if detail.pointer("/value/order/awaited").is_some_and(|awaited| !awaited.is_null()) {
                return Ok(("differences settled", change::settle_difference(connection, cookie, &detail, random)?));
            }
            let sku = random.pick(&SKUS).map_or("", |(sku, ..)| *sku);
            Ok(("orders changed", change::change(connection, cookie, &detail, (sku, random), deeds)?))
        }
        11..13 => {
            let detail = asked(connection, DETAIL, cookie, &[order])?;
            Ok(("refunds agreed or sent", change::refund(connection, cookie, &detail, random)?))
        }
        _ => {
            let detail = asked(connection, DETAIL, cookie, &[order])?;
            let version = detail.pointer("/value/version").and_then(Value::as_i64).unwrap_or(0).to_string();
            let parcel = [
                ("parcel[order]", id.as_str()),
                ("parcel[version]", version.as_str()),
                ("parcel[carrier]", "DHL"),
                ("parcel[tracking_number]", ""),
            ];
            Ok(("parcels sent", tell(connection, SEND, cookie, &parcel)?))
        }
    }
}

/// More or fewer of something, or another price.
fn change_goods(connection: &mut Connection, cookie: &str, random: &mut Random) -> Result<Deed> {
    let grid = asked(connection, address::GRID_READ, cookie, &[("selection[all]", "1")])?;
    let products = grid.get("products").and_then(Value::as_array).ok_or_else(|| unexpected("the grid"))?;
    let Some(product) = random.pick(products) else { return Ok(("nothing", false)) };
    let Some(variant) = product.pointer("/variants/0") else { return Ok(("nothing", false)) };
    let number = |pointer: &str| variant.pointer(pointer).and_then(Value::as_i64).unwrap_or(0);
    let (field, before, after) = if random.happens(60) {
        let wanted = i64::try_from(random.below(30)).unwrap_or(0);
        ("OnHand", number("/on_hand"), wanted.max(number("/reserved")))
    } else {
        let step = i64::try_from(random.below(200)).unwrap_or(0);
        ("Price", number("/price/minor"), 900 + step)
    };
    let change = json!({
        "product": product.get("id"), "subject": { "Variant": variant.get("id") }, "field": field,
        "before": before.to_string(), "after": after.to_string(),
    });
    let headers = format!("{cookie}Accept: application/json\r\n");
    let saved = connection.send(&post_json(address::GRID_SAVE, &headers, &json!({ "changes": [change] })))?;
    Ok(("stock and prices changed", saved.status == 200))
}

pub fn asked(connection: &mut Connection, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Result<Value> {
    let answer = connection.send(&call(path, cookie, fields))?;
    if answer.status != 200 {
        return Err(Error::other(format!("{path} answered {}: {}", answer.status, answer.text())));
    }
    serde_json::from_slice(answer.body).map_err(Error::other)
}

/// Whether the shop did it.
pub fn tell(connection: &mut Connection, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Result<bool> {
    Ok(connection.send(&call(path, cookie, fields))?.status == 200)
}

pub fn unexpected(wanted: &str) -> Error {
    Error::other(format!("the answer was not {wanted}"))
}
