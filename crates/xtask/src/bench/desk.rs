//! The manager's side: signed in, through the list of products, and one save of many variants.
//!
//! Few people work in an admin at once, so its pages are measured at 4 connections, not at 16.

use std::{
    io::{Error, Result as IoResult},
    path::Path,
    process::Command,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{
    address,
    client::{Connection, ask, get, post, post_json},
    html,
    load::{Load, Measured, drive},
    report::Figure,
    shop,
};
use crate::{Outcome, program::captured};

const DESKS: Load = Load { connections: 4, ..Load::FULL };
/// Filters and orders, each followed from page to page.
const LISTS: [&str; 12] = [
    "",
    "?sort=title",
    "?sort=price-down",
    "?sort=stock",
    "?sort=updated-down",
    "?sort=completeness",
    "?published=yes&sort=price",
    "?stock=low&sort=title",
    "?complete=no&sort=brand-down",
    "?least=10&most=30&sort=variants-down",
    "?q=mug&sort=title",
    "?q=linen",
];
/// Tabs and questions of the list of orders.
const ORDER_LISTS: [&str; 8] = [
    "",
    "?tab=to-send",
    "?tab=unpaid",
    "?tab=sent",
    "?tab=needs-review",
    "?q=bench-77%40example.org",
    "?q=Ada+Bench",
    "?tab=to-send&q=bench-9",
];
/// So many pages of each list.
const PAGES: usize = 6;
/// So many variants are saved at once.
const VARIANTS: usize = 1_000;
const SAVES: usize = 7;
/// Names that no product of the demo shop has, each for one edit.
const NAMES: [&str; 7] = ["Quillomar", "Brestovaine", "Zelphirot", "Wyndovark", "Jaxolume", "Krevantis", "Oquimbel"];
/// So long an edit is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// Somebody who is signed in.
pub struct Desk {
    port: u16,
    cookie: String,
}

impl Desk {
    /// Invites an owner by the command line and takes the invitation.
    pub fn open(port: u16, data: &Path) -> Outcome<Self> {
        Self::invited(port, shop::mercer().args(["admin", "invite", "--data"]).arg(data))
    }

    /// The same by a command that invites.
    pub fn invited(port: u16, invite: &mut Command) -> Outcome<Self> {
        let (told, worked) = captured(invite)?;
        let token = told.split("/welcome/").nth(1).and_then(|rest| rest.split_whitespace().next());
        let token = token.filter(|_| worked).ok_or("no invitation was printed")?;
        let fields = [
            ("token", token),
            ("name", "Bench"),
            ("email", "bench@example.org"),
            ("password", "a-quiet-morning-by-the-sea"),
        ];
        let mut connection = Connection::new(port);
        let answer = connection.send(&post(address::WELCOME, "", &fields)).map_err(|error| error.to_string())?;
        let session = answer.cookie("session").ok_or("the invitation was refused")?;
        Ok(Self { port, cookie: format!("Cookie: session={session}\r\n") })
    }

    /// The pages of the product list, over filters and orders.
    pub fn products(&self, name: &'static str) -> Outcome<Figure> {
        self.lists(name, address::PRODUCTS, &LISTS)
    }

    /// The pages of the list of orders, over tabs and questions.
    pub fn orders(&self, name: &'static str) -> Outcome<Figure> {
        self.lists(name, address::ORDERS, &ORDER_LISTS)
    }

    /// Each of these lists, followed from page to page.
    fn lists(&self, name: &'static str, address: &str, lists: &[&str]) -> Outcome<Figure> {
        let mut connection = Connection::new(self.port);
        let mut requests = Vec::new();
        for list in lists {
            let mut next = Some(format!("{address}{list}"));
            for _ in 0..PAGES {
                let Some(path) = next else { break };
                let request = get(&path, &self.cookie);
                let answer = connection.send(&request).map_err(|error| error.to_string())?;
                if answer.status != 200 {
                    return Err(format!("{path} answers {}", answer.status));
                }
                let links = html::links(&answer.text(), address);
                next = links.into_iter().find(|link| link.contains("after="));
                requests.push(request);
            }
        }
        let requests: Arc<[Vec<u8>]> = requests.into();
        let visitor = |number: usize| {
            let requests = Arc::clone(&requests);
            let mut next = number * 17;
            move |connection: &mut Connection| -> IoResult<bool> {
                next += 1;
                let request = requests.get(next % requests.len().max(1)).map(Vec::as_slice).unwrap_or_default();
                Ok(connection.send(request)?.status == 200)
            }
        };
        let alone = drive(self.port, Load::ALONE, visitor);
        Ok(Figure::Load { name, measured: drive(self.port, DESKS, visitor), alone: Some(alone), flow: None })
    }

    /// Saves of a thousand prices in the grid, one after the other.
    pub fn bulk_save(&self, name: &'static str) -> Outcome<Figure> {
        let mut connection = Connection::new(self.port);
        let headers = format!("{}Accept: application/json\r\n", self.cookie);
        let mut times = Vec::new();
        let began = Instant::now();
        for round in 0..SAVES {
            let read = post(address::GRID_READ, &self.cookie, &[("selection[all]", "1")]);
            let grid: Value =
                serde_json::from_str(&connection.send(&read).map_err(readable)?.text()).map_err(readable)?;
            let changes = price_changes(&grid, round);
            if changes.len() != VARIANTS {
                return Err(format!("the grid holds only {} variants", changes.len()));
            }
            let save = post_json(address::GRID_SAVE, &headers, &json!({ "changes": changes }));
            let begin = Instant::now();
            let answer = connection.send(&save).map_err(readable)?;
            times.push(begin.elapsed());
            if answer.status != 200 || !answer.text().contains("Saved") {
                return Err(format!("the save was refused: {} {}", answer.status, answer.text()));
            }
        }
        let measured = Measured::new(times, 0, began.elapsed().max(Duration::from_nanos(1)));
        Ok(Figure::Times { name, measured, what: "for 1,000 variants" })
    }

    /// From the answer to a save of a product's name until the search field offers it.
    pub fn edit_visible(&self, name: &'static str) -> Outcome<Figure> {
        let mut connection = Connection::new(self.port);
        let headers = format!("{}Accept: application/json\r\n", self.cookie);
        let mut times = Vec::new();
        let began = Instant::now();
        for word in NAMES {
            let read = post(address::GRID_READ, &self.cookie, &[("selection[all]", "1")]);
            let grid: Value =
                serde_json::from_str(&connection.send(&read).map_err(readable)?.text()).map_err(readable)?;
            let change = name_change(&grid, word).ok_or("the grid holds no product that shoppers see")?;
            let save = post_json(address::GRID_SAVE, &headers, &json!({ "changes": [change] }));
            let answer = connection.send(&save).map_err(readable)?;
            if answer.status != 200 || !answer.text().contains("Saved") {
                return Err(format!("the save was refused: {} {}", answer.status, answer.text()));
            }
            times.push(self.until_found(&mut connection, word)?);
        }
        let measured = Measured::new(times, 0, began.elapsed().max(Duration::from_nanos(1)));
        Ok(Figure::Times { name, measured, what: "from the save until the search offers the new name" })
    }

    fn until_found(&self, connection: &mut Connection, word: &str) -> Outcome<Duration> {
        let begin = Instant::now();
        let request = ask(&format!("{}{word}", address::SUGGEST));
        while begin.elapsed() < PATIENCE {
            if connection.send(&request).map_err(readable)?.text().contains(word) {
                return Ok(begin.elapsed());
            }
            thread::sleep(Duration::from_millis(2));
        }
        Err(format!("the search does not find {word} within {} s", PATIENCE.as_secs()))
    }
}

fn readable(error: impl Into<Box<dyn std::error::Error>>) -> String {
    Error::other(error.into().to_string()).to_string()
}

/// A cent more or less for each of the first thousand variants.
fn price_changes(grid: &Value, round: usize) -> Vec<Value> {
    let products = grid.get("products").and_then(Value::as_array).into_iter().flatten();
    let variants = products.flat_map(|product| {
        let variants = product.get("variants").and_then(Value::as_array).into_iter().flatten();
        variants.map(move |variant| (product.get("id"), variant))
    });
    let change = |(product, variant): (Option<&Value>, &Value)| {
        let price = variant.get("price")?.get("minor")?.as_i64()?;
        let after = if round.is_multiple_of(2) { price + 1 } else { price - 1 };
        Some(json!({
            "product": product?, "subject": { "Variant": variant.get("id")? }, "field": "Price",
            "before": price.to_string(), "after": after.to_string(),
        }))
    };
    variants.filter_map(change).take(VARIANTS).collect()
}

/// Another name for the first product that shoppers see.
fn name_change(grid: &Value, word: &str) -> Option<Value> {
    let products = grid.get("products").and_then(Value::as_array).into_iter().flatten();
    let shown = |product: &&Value| product.get("published").and_then(Value::as_bool) == Some(true);
    let product = products.into_iter().find(shown)?;
    let id = product.get("id")?;
    Some(json!({
        "product": id, "subject": { "Product": id }, "field": "Title",
        "before": product.get("title")?, "after": format!("{word} mug"),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_product_that_shoppers_see_gets_another_name() {
        let grid = json!({ "products": [
            { "id": 1, "title": "Hidden", "published": false }, { "id": 2, "title": "Mug", "published": true },
        ] });
        let change = name_change(&grid, "Jaxolume");
        let expected = json!({
            "product": 2, "subject": { "Product": 2 }, "field": "Title", "before": "Mug", "after": "Jaxolume mug",
        });
        assert_eq!(change, Some(expected));
    }

    #[test]
    fn every_round_changes_every_price_by_a_cent() {
        let grid = json!({ "products": [{ "id": 1, "variants": [{ "id": 11, "price": { "minor": 2400, "currency": "EUR" } }] }] });
        let change = &price_changes(&grid, 0)[0];
        assert_eq!(change["subject"], json!({ "Variant": 11 }));
        assert_eq!((&change["before"], &change["after"]), (&json!("2400"), &json!("2401")));
        assert_eq!(price_changes(&grid, 1)[0]["after"], "2399");
    }
}
