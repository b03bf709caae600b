//! What carriers want to know for labels: a row for each order that is to be sent.

use std::collections::HashMap;

use domain::kernel::{Currency, Money};
use futures::{StreamExt as _, stream};
use sqlx::Row as _;

use super::{Heading, Sheet, sql};
use crate::{Shop, catalog::row::currency, db::DatabaseError};

const CHUNK: i64 = 200;

/// The orders that wait to be sent, the first one first: what of them is left, and where it goes.
#[must_use]
pub fn labels(shop: &Shop) -> Sheet {
    let header = vec![
        Heading::text("Reference"),
        Heading::text("Shipping method"),
        Heading::text("Name"),
        Heading::text("Address line 2"),
        Heading::text("Street"),
        Heading::text("Postcode"),
        Heading::text("Town"),
        Heading::text("Country"),
        Heading::text("Email"),
        Heading::number("Items"),
        Heading::number("Weight in grams"),
        Heading::text("Contents"),
        Heading::number("Value"),
        Heading::text("Currency"),
        Heading::number("Cash on delivery"),
    ];
    let rows = stream::try_unfold((shop.clone(), 0_i64), |(shop, after)| async move {
        let reader = shop.database.reader();
        let orders = sqlx::query(sql::LABELS).bind(after).bind(CHUNK).fetch_all(reader).await?;
        let Some(last) = orders.last() else { return Ok::<_, DatabaseError>(None) };
        let last: i64 = last.try_get(0)?;
        let contents = contents(&shop, after, last).await?;
        let mut rows = Vec::with_capacity(orders.len());
        for order in &orders {
            let Some(inside) = contents.get(&order.try_get::<i64, _>(0)?) else { continue };
            let currency = currency(&order.try_get::<String, _>(10)?)?;
            let mut cells = Vec::with_capacity(15);
            for column in 1..=9 {
                cells.push(order.try_get(column)?);
            }
            cells.extend(inside.cells(currency));
            let cash: i64 = order.try_get(11)?;
            cells.push(if cash > 0 { Money::new(cash, currency).decimal() } else { String::new() });
            rows.push(cells);
        }
        Ok(Some((rows, (shop, last))))
    });
    Sheet { name: "labels", header, rows: rows.boxed() }
}

/// What is left of an order.
#[derive(Default)]
struct Contents {
    items: i64,
    grams: i64,
    value: i64,
    words: Vec<String>,
}

impl Contents {
    fn cells(&self, currency: Currency) -> [String; 5] {
        let weight = if self.grams > 0 { self.grams.to_string() } else { String::new() };
        let value = Money::new(self.value, currency).decimal();
        [self.items.to_string(), weight, self.words.join("; "), value, currency.code().to_owned()]
    }
}

/// What is left of the orders after one until another; an order of which nothing is left has none.
async fn contents(shop: &Shop, after: i64, until: i64) -> Result<HashMap<i64, Contents>, DatabaseError> {
    let lines = sqlx::query(sql::LABEL_LINES).bind(after).bind(until).fetch_all(shop.database.reader()).await?;
    let mut contents: HashMap<i64, Contents> = HashMap::new();
    for line in lines {
        let open: i64 = line.try_get(4)?;
        let inside = contents.entry(line.try_get(0)?).or_default();
        let (title, sku): (String, String) = (line.try_get(1)?, line.try_get(2)?);
        inside.items = inside.items.saturating_add(open);
        inside.grams = inside.grams.saturating_add(line.try_get::<i64, _>(3)?.saturating_mul(open));
        inside.value = inside.value.saturating_add(line.try_get::<i64, _>(5)?.saturating_mul(open));
        inside.words.push(format!("{open} × {title} ({sku})"));
    }
    Ok(contents)
}
