//! The manager: sends, cancels, sees transfers come, changes stock and prices, while shoppers order.

use std::{
    io::{Error, Result},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use serde_json::{Value, json};

use super::random::Random;
use crate::bench::{
    address,
    client::{Connection, post, post_json},
};

const ORDERS: &str = "/api/admin/orders/list";
const DETAIL: &str = "/api/admin/order/detail";
const SEND: &str = "/api/admin/order/send";
const CANCEL: &str = "/api/admin/order/cancel";
const TRANSFER_CAME: &str = "/api/admin/order/confirm_by_hand";
const NOTE: &str = "/api/admin/order/note";

/// Works until the program ends. What is refused because a shopper was faster is no matter.
pub fn work(port: u16, cookie: &str, is_over: &AtomicBool, mut random: Random) {
    let mut connection = Connection::new(port);
    while !is_over.load(Ordering::Relaxed) {
        let done = match random.below(10) {
            0..3 => change_goods(&mut connection, cookie, &mut random),
            _ => handle_order(&mut connection, cookie, &mut random),
        };
        if done.is_err() {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn handle_order(connection: &mut Connection, cookie: &str, random: &mut Random) -> Result<()> {
    let list = asked(connection, ORDERS, cookie, &[("query[tab]", "All"), ("query[text]", "")])?;
    let rows = list.pointer("/value/rows").and_then(Value::as_array).ok_or_else(|| unexpected("a list of orders"))?;
    let fresh = rows.get(..rows.len().min(12)).unwrap_or_default();
    let Some(id) = random.pick(fresh).and_then(|row| row.get("id")).and_then(Value::as_i64) else { return Ok(()) };
    let id = id.to_string();
    let order = ("order", id.as_str());
    match random.below(10) {
        0..2 => tell(connection, CANCEL, cookie, &[order]),
        2..5 => tell(connection, TRANSFER_CAME, cookie, &[order]),
        5..6 => tell(connection, NOTE, cookie, &[order, ("text", "Rang, nobody was there.")]),
        _ => {
            let detail = asked(connection, DETAIL, cookie, &[order])?;
            let version = detail.pointer("/value/version").and_then(Value::as_i64).unwrap_or(0).to_string();
            let parcel = [order, ("version", version.as_str()), ("carrier", "DHL"), ("tracking_number", "")];
            tell(connection, SEND, cookie, &parcel)
        }
    }
}

/// More or fewer of something, or another price.
fn change_goods(connection: &mut Connection, cookie: &str, random: &mut Random) -> Result<()> {
    let grid = asked(connection, address::GRID_READ, cookie, &[("selection[all]", "1")])?;
    let products = grid.get("products").and_then(Value::as_array).ok_or_else(|| unexpected("the grid"))?;
    let Some(product) = random.pick(products) else { return Ok(()) };
    let Some(variant) = product.pointer("/variants/0") else { return Ok(()) };
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
    connection.send(&post_json(address::GRID_SAVE, &headers, &json!({ "changes": [change] }))).map(|_| ())
}

fn asked(connection: &mut Connection, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Result<Value> {
    let answer = connection.send(&post(path, cookie, fields))?;
    if answer.status != 200 {
        return Err(unexpected("an answer"));
    }
    serde_json::from_slice(answer.body).map_err(Error::other)
}

fn tell(connection: &mut Connection, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Result<()> {
    connection.send(&post(path, cookie, fields)).map(|_| ())
}

fn unexpected(wanted: &str) -> Error {
    Error::other(format!("the answer was not {wanted}"))
}
