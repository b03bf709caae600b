//! A shopper: fills a cart, orders, pays; and does again what got no answer, as people do.

use std::{
    io::{Error, Result},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{
    ground::{COUPON, CURRENCY, SKUS},
    promise::{Log, Promise, Told, number_on, read_answer},
    random::Random,
};
use crate::bench::{
    address,
    client::{Connection, encode, get, post},
    html,
};

const SUCCEEDS: &str = "4242424242424242";
const DECLINED: &str = "4000000000000002";
const ASKS: &str = "4000002760003184";

/// What all shoppers of a round share.
pub struct Street<'a> {
    pub port: u16,
    pub log: &'a Log,
    /// The program has ended.
    pub is_over: &'a AtomicBool,
    pub promises: &'a Mutex<Vec<Promise>>,
}

impl Street<'_> {
    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    fn keep(&self, promise: Promise) {
        self.promises.lock().unwrap_or_else(PoisonError::into_inner).push(promise);
    }
}

/// Shops until the program ends. `name` makes the addresses of this shopper's carts.
pub fn shop(street: &Street<'_>, name: &str, mut random: Random) {
    let mut connection = Connection::new(street.port);
    let mut cart = 0_u32;
    while !street.is_over() {
        cart += 1;
        let email = format!("{name}-{cart}@example.org");
        let Ok(Some(mut promise)) = fill(&mut connection, &mut random, email) else { continue };
        // Some press the button twice.
        if random.happens(15) {
            place_twice(street, &mut promise);
        } else {
            place(&mut connection, &mut promise);
        }
        let _ = after_placing(street, &mut connection, &mut random, &mut promise);
        street.keep(promise);
    }
}

/// A cart of one or two things and the checkout's form, filled in.
fn fill(connection: &mut Connection, random: &mut Random, email: String) -> Result<Option<Promise>> {
    // Some pay in another currency.
    let currency = if random.happens(25) { format!("; currency={CURRENCY}") } else { String::new() };
    let mut cookie = String::new();
    for _ in 0..=random.below(2) {
        let sku = random.pick(&SKUS).map_or("", |(sku, ..)| *sku);
        let quantity = (1 + random.below(2)).to_string();
        let answer = connection.send(&post(address::CART_ADD, &cookie, &[("sku", sku), ("quantity", &quantity)]))?;
        if let Some(token) = answer.cookie("cart") {
            cookie = format!("Cookie: cart={token}{currency}\r\n");
        }
    }
    if random.happens(30) {
        connection.send(&post(address::CART_COUPON, &cookie, &[("code", COUPON)]))?;
    }
    let page = connection.send(&get("/checkout", &cookie))?.text();
    let inputs = html::inputs(&page);
    let held = |name: &str| {
        let checked = inputs.iter().find(|input| input.name == name && input.checked);
        checked.or_else(|| inputs.iter().find(|input| input.name == name)).map(|input| input.value.clone())
    };
    // Everything may be sold out: then there is nothing to order.
    let (Some(key), Some(total), Some(shipping)) = (held("idempotency_key"), held("seen_total"), held("shipping"))
    else {
        return Ok(None);
    };
    let payment = if random.happens(70) { "test" } else { "transfer" };
    let (seen_currency, due) = (held("seen_currency").unwrap_or_default(), held("seen_due").unwrap_or_default());
    let minor = total.parse().map_err(|_| Error::other("the total is no number"))?;
    let fields = [
        ("email", email.as_str()),
        ("country", "DE"),
        ("full_name", "Ada Crash"),
        ("postcode", "20095"),
        ("town", "Hamburg"),
        ("street", "Deichstraße 1"),
        ("extra", ""),
        ("shipping", shipping.as_str()),
        ("payment", payment),
        ("idempotency_key", key.as_str()),
        ("seen_total", total.as_str()),
        ("seen_due", due.as_str()),
        ("seen_currency", seen_currency.as_str()),
    ];
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Ok(Some(Promise {
        email,
        cookie,
        fields,
        total: minor,
        told: Told::Nothing,
        continue_at: None,
        is_paid: false,
        page: None,
        number: None,
    }))
}

/// Sends the order, as the page's script does, and remembers what was answered.
pub fn place(connection: &mut Connection, promise: &mut Promise) {
    if let Ok(answer) = connection.send(&request(promise)) {
        (promise.told, promise.continue_at) = read_answer(answer.status, &answer.text());
    }
}

fn request(promise: &Promise) -> Vec<u8> {
    let pairs: Vec<String> = promise.fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let body = pairs.join("&");
    format!(
        "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n{}\r\n{body}",
        address::CHECKOUT_PLACE,
        body.len(),
        promise.cookie
    )
    .into_bytes()
}

/// The same request on two connections at once: both get the same order, or both none.
fn place_twice(street: &Street<'_>, promise: &mut Promise) {
    let mut other = promise.clone();
    std::thread::scope(|scope| {
        scope.spawn(|| place(&mut Connection::new(street.port), &mut other));
        place(&mut Connection::new(street.port), promise);
    });
    if promise.told == Told::Nothing || other.told == Told::Placed {
        *promise = other;
    }
}

fn after_placing(
    street: &Street<'_>,
    connection: &mut Connection,
    random: &mut Random,
    promise: &mut Promise,
) -> Result<()> {
    match promise.told {
        Told::Nothing => return Ok(()),
        Told::Refused => return street.log.note("refused", promise),
        Told::Placed => street.log.note("placed", promise)?,
    }
    let Some(path) = promise.continue_at.clone() else { return Ok(()) };
    if path.starts_with("/orders/") {
        return see(street, connection, promise, path);
    }
    // Some leave the payment page open and never come back.
    if random.happens(10) {
        return Ok(());
    }
    if random.happens(15) {
        send_card(connection, promise, &path, DECLINED)?;
    }
    if random.happens(15) {
        send_card(connection, promise, &path, ASKS)?;
        connection.send(&post(&path, &promise.cookie, &[("action", "confirm")]))?;
    }
    pay(street, connection, promise, &path)
}

/// Pays with the card that succeeds, and goes back to the shop.
pub fn pay(street: &Street<'_>, connection: &mut Connection, promise: &mut Promise, path: &str) -> Result<()> {
    let Some(back) = send_card(connection, promise, path, SUCCEEDS)? else { return Ok(()) };
    if !back.starts_with("/payments/return") {
        return Ok(());
    }
    promise.is_paid = true;
    street.log.note("paid", promise)?;
    let answer = connection.send(&get(&back, &promise.cookie))?;
    let order = answer.header("location").and_then(path_of).filter(|path| path.starts_with("/orders/"));
    match order.map(str::to_owned) {
        Some(order) => see(street, connection, promise, order),
        None => Ok(()),
    }
}

fn send_card(connection: &mut Connection, promise: &Promise, path: &str, number: &str) -> Result<Option<String>> {
    let fields = [("number", number), ("expiry", "12/40"), ("code", "123")];
    let answer = connection.send(&post(path, &promise.cookie, &fields))?;
    Ok(answer.header("location").and_then(path_of).map(str::to_owned))
}

/// Opens the order's page and notes the number that it shows.
pub fn see(street: &Street<'_>, connection: &mut Connection, promise: &mut Promise, page: String) -> Result<()> {
    let answer = connection.send(&get(&page, &promise.cookie))?;
    if answer.status == 200 {
        promise.number = number_on(&answer.text());
        promise.page = Some(page);
        street.log.note("seen", promise)?;
    }
    Ok(())
}

/// The path of an address, which may name scheme and host.
fn path_of(address: &str) -> Option<&str> {
    match address.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|start| rest.get(start..)),
        None => Some(address),
    }
}
