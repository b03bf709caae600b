//! Buying without JavaScript, as forms: into the cart, to the checkout, order, pay at the test provider, see the order.

use std::{
    io::{Error, Result},
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

use super::{
    address,
    client::{Connection, get, post},
    html,
    load::{Load, Measured, drive},
};

/// The test provider's card that succeeds.
const CARD: [(&str, &str); 4] =
    [("number", "4242424242424242"), ("expiry", "12/40"), ("code", "123"), ("action", "pay")];

/// A shopper whose cart is full and whose checkout form is filled in.
#[derive(Clone)]
pub struct Ready {
    cookie: String,
    form: Vec<(String, String)>,
}

impl Ready {
    /// Another shopper whose cart costs the same.
    pub fn of(&self, cookie: String, number: usize) -> Self {
        let own = |(name, value): &(String, String)| {
            let value = match name.as_str() {
                "email" => format!("bench-{number}@example.org"),
                "idempotency_key" => format!("bench-{number}"),
                _ => value.clone(),
            };
            (name.clone(), value)
        };
        Self { cookie, form: self.form.iter().map(own).collect() }
    }
}

/// What the shop says to an order.
pub enum Answer {
    /// It stands, and is paid there.
    PaymentPage(String),
    /// It does not: the checkout says why.
    Refused,
}

/// Places one order for each of `count` carts that were made ready before: what is measured is the one request that places it.
pub fn placement(port: u16, skus: &[String], count: usize) -> Measured {
    let queue = Mutex::new(make_ready(port, skus, count));
    let begin = Instant::now();
    let parts: Vec<(Vec<Duration>, usize)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..Load::FULL.connections).map(|_| scope.spawn(|| place_all(port, &queue))).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
    });
    let elapsed = begin.elapsed();
    let placed: usize = parts.iter().map(|(latencies, _)| latencies.len()).sum();
    let refused: usize = parts.iter().map(|(_, errors)| errors).sum();
    let never_ready = count.saturating_sub(placed + refused);
    Measured::new(parts.into_iter().flat_map(|(latencies, _)| latencies).collect(), refused + never_ready, elapsed)
}

fn make_ready(port: u16, skus: &[String], count: usize) -> Vec<Ready> {
    let connections = Load::FULL.connections;
    thread::scope(|scope| {
        let share = |number: usize| {
            let mut connection = Connection::new(port);
            (number..count)
                .step_by(connections)
                .filter_map(|order| ready(&mut connection, skus.get(order % skus.len().max(1))?).ok())
                .collect::<Vec<Ready>>()
        };
        let threads: Vec<_> = (0..connections).map(|number| scope.spawn(move || share(number))).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).flatten().collect()
    })
}

fn place_all(port: u16, queue: &Mutex<Vec<Ready>>) -> (Vec<Duration>, usize) {
    let mut connection = Connection::new(port);
    let mut latencies = Vec::new();
    let mut errors = 0;
    while let Some(shopper) = queue.lock().ok().and_then(|mut queue| queue.pop()) {
        let begin = Instant::now();
        match place(&mut connection, &shopper) {
            Ok(Answer::PaymentPage(_)) => latencies.push(begin.elapsed()),
            Ok(Answer::Refused) | Err(_) => errors += 1,
        }
    }
    (latencies, errors)
}

/// The whole way from the product to the paid order.
pub fn whole_flow(port: u16, skus: &[String]) -> Measured {
    drive(port, Load::FULL, |number| {
        let mut order = number * 7_919;
        move |connection: &mut Connection| {
            order += 1;
            let sku = skus.get(order % skus.len().max(1)).ok_or_else(|| unexpected("a variant to buy"))?;
            let shopper = ready(connection, sku)?;
            let Answer::PaymentPage(payment_page) = place(connection, &shopper)? else { return Ok(false) };
            pay(connection, &shopper, &payment_page)
        }
    })
}

/// A cart with one of these, as the header that names it.
pub fn cart(connection: &mut Connection, sku: &str) -> Result<String> {
    let answer = connection.send(&post(address::CART_ADD, "", &[("sku", sku), ("quantity", "1")]))?;
    let token = answer.cookie("cart").ok_or_else(|| unexpected("a cart"))?;
    Ok(format!("Cookie: cart={token}\r\n"))
}

/// A cart with one of these, and the form of its checkout filled in.
pub fn ready(connection: &mut Connection, sku: &str) -> Result<Ready> {
    let cookie = cart(connection, sku)?;
    let page = connection.send(&get("/checkout", &cookie))?.text();
    let form = checkout_form(&page).ok_or_else(|| unexpected("the checkout form"))?;
    Ok(Ready { cookie, form })
}

/// What a shopper fills in, with what the page already holds.
fn checkout_form(page: &str) -> Option<Vec<(String, String)>> {
    let inputs = html::inputs(page);
    let held = |name: &str| inputs.iter().find(|input| input.name == name).map(|input| input.value.clone());
    let chosen = |name: &str| {
        let picked = inputs.iter().find(|input| input.name == name && input.checked);
        picked.map(|input| input.value.clone()).or_else(|| held(name))
    };
    let fields = [
        ("email", "bench@example.org".to_owned()),
        ("country", "DE".to_owned()),
        ("full_name", "Ada Bench".to_owned()),
        ("postcode", "20095".to_owned()),
        ("town", "Hamburg".to_owned()),
        ("street", "Deichstraße 1".to_owned()),
        ("extra", String::new()),
        ("shipping", chosen("shipping")?),
        ("payment", "test".to_owned()),
        ("idempotency_key", held("idempotency_key")?),
        ("seen_total", held("seen_total")?),
    ];
    Some(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Places the order.
pub fn place(connection: &mut Connection, shopper: &Ready) -> Result<Answer> {
    let fields: Vec<(&str, &str)> = shopper.form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = connection.send(&post(address::CHECKOUT_PLACE, &shopper.cookie, &fields))?;
    match answer.header("location").and_then(path_of) {
        Some(path) if path.starts_with(address::PAYMENT_PAGE) => Ok(Answer::PaymentPage(path.to_owned())),
        Some("/checkout") => Ok(Answer::Refused),
        _ => Err(unexpected("the payment page")),
    }
}

/// Places the order, sends the card to the provider without looking at its page, and comes back: the shop has confirmed the payment
/// when it leads on to the order.
pub fn place_and_pay(connection: &mut Connection, shopper: &Ready) -> Result<bool> {
    let Answer::PaymentPage(page) = place(connection, shopper)? else { return Ok(false) };
    let answer = connection.send(&post(&page, &shopper.cookie, &CARD))?;
    let back = answer.header("location").and_then(path_of).ok_or_else(|| unexpected("the way back"))?.to_owned();
    let answer = connection.send(&get(&back, &shopper.cookie))?;
    Ok(answer.header("location").and_then(path_of).is_some_and(|path| path.starts_with("/orders/")))
}

/// Pays with the card that succeeds and opens the order.
fn pay(connection: &mut Connection, shopper: &Ready, payment_page: &str) -> Result<bool> {
    let page = connection.send(&get(payment_page, &shopper.cookie))?.text();
    let action = html::form_action(&page).unwrap_or_default();
    // The form is sent to the page itself, if it names no other.
    let action = if action.starts_with('/') { action } else { format!("{payment_page}{action}") };
    let answer = connection.send(&post(&action, &shopper.cookie, &CARD))?;
    let mut next = answer.header("location").and_then(path_of).map(str::to_owned);
    for _ in 0..3 {
        let Some(path) = next else {
            return Ok(false);
        };
        let answer = connection.send(&get(&path, &shopper.cookie))?;
        if answer.status == 200 {
            return Ok(path.starts_with("/orders/"));
        }
        next = answer.header("location").and_then(path_of).map(str::to_owned);
    }
    Ok(false)
}

/// The path of an address, which may name scheme and host.
fn path_of(address: &str) -> Option<&str> {
    match address.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|start| rest.get(start..)),
        None => Some(address),
    }
}

fn unexpected(wanted: &str) -> Error {
    Error::other(format!("the answer was not {wanted}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_an_address_is_found_with_and_without_a_host() {
        assert_eq!(path_of("http://127.0.0.1:3000/pay/test/x?y"), Some("/pay/test/x?y"));
        assert_eq!(path_of("/orders/abc"), Some("/orders/abc"));
    }

    #[test]
    fn the_chosen_delivery_is_sent_with_what_the_page_holds() {
        let page = r#"<input name="idempotency_key" value="k"><input name="seen_total" value="12">
            <input name="shipping" value="post"><input name="shipping" value="express" checked>"#;
        let form = checkout_form(page).unwrap();
        assert!(form.contains(&("shipping".to_owned(), "express".to_owned())));
        assert!(form.contains(&("seen_total".to_owned(), "12".to_owned())));
    }
}
