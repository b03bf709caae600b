//! Writes customers and the orders that have happened, with everything that hangs on them.

use std::collections::HashMap;

use domain::kernel::ImageId;

use super::{
    DemoError,
    catalogue::write,
    input::{CustomerInput, OrderInput, ProductInput},
    order_rows::OrderRows,
    rows::{Rows, row},
    sql,
};
use crate::{
    Shop,
    db::Database,
    order::{FIRST_NUMBER, SERIES},
};

/// Orders of one transaction.
const BATCH: usize = 500;

/// How many of a variant the history takes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Taken {
    /// Paid for.
    pub(super) sold: i64,
    /// Held for an order that is not paid yet.
    pub(super) held: i64,
    named: bool,
}

impl Taken {
    pub(super) fn any(self) -> bool {
        self.named
    }
}

/// What a history takes from the stock, by stock-keeping unit.
#[derive(Clone, Debug, Default)]
pub struct Outflow(HashMap<String, Taken>);

impl Outflow {
    /// Counts the lines of all orders.
    #[must_use]
    pub fn new(orders: &[OrderInput]) -> Self {
        let mut outflow: HashMap<String, Taken> = HashMap::new();
        for order in orders {
            for (sku, quantity) in &order.lines {
                let taken = outflow.entry(sku.clone()).or_default();
                taken.named = true;
                if order.outcome.is_paid() {
                    taken.sold = taken.sold.saturating_add(*quantity);
                } else if order.outcome.is_awaiting() {
                    taken.held = taken.held.saturating_add(*quantity);
                }
            }
        }
        Self(outflow)
    }

    pub(super) fn of(&self, sku: &str) -> Taken {
        self.0.get(sku).copied().unwrap_or_default()
    }
}

/// What an order line needs to know of a variant.
#[derive(Clone, Debug)]
pub(super) struct SoldVariant {
    pub id: i64,
    pub product_id: i64,
    pub location: i64,
    pub image: Option<i64>,
    pub product_title: String,
    pub title: String,
    pub price: i64,
}

/// The variants that a history names.
#[derive(Clone, Debug, Default)]
pub struct Sold(HashMap<String, SoldVariant>);

impl Sold {
    pub(super) fn remember(
        &mut self,
        sku: &str,
        id: i64,
        (product_id, product): (i64, &ProductInput),
        (title, price): (String, i64),
        image: Option<&(ImageId, String)>,
        location: i64,
    ) {
        let image = image.map(|(image, _)| image.0);
        let product_title = product.title.clone();
        let variant = SoldVariant { id, product_id, location, image, product_title, title, price };
        self.0.insert(sku.to_owned(), variant);
    }

    pub(super) fn get(&self, sku: &str) -> Result<&SoldVariant, DemoError> {
        self.0.get(sku).ok_or_else(|| DemoError::Unknown(sku.to_owned()))
    }
}

/// Writes customers and orders, oldest first. Tells after each transaction how many orders are written.
///
/// # Errors
/// An order that names a variant or customer that is not given, sums that cannot be computed, or a database that failed.
pub async fn write_history(
    shop: &Shop,
    customers: &[CustomerInput],
    orders: &[OrderInput],
    sold: &Sold,
    mut progress: impl FnMut(usize),
) -> Result<(), DemoError> {
    let database = &shop.database;
    let ids = write_customers(database, customers, orders).await?;
    let mut number = FIRST_NUMBER;
    let mut written = 0_usize;
    for part in orders.chunks(BATCH) {
        let mut rows = OrderRows::new(shop, sold);
        for order in part {
            let customer = customers.get(order.customer).zip(ids.get(&order.customer).copied());
            let customer = customer.ok_or_else(|| DemoError::Unknown(format!("customer {}", order.customer)))?;
            rows.add(order, number, customer)?;
            number += 1;
        }
        write(database, rows.into_rows()).await?;
        written += part.len();
        progress(written);
    }
    set_series(database, number).await
}

/// Writes the customers who have ordered, each from the day of the first order; gives their ids by position.
async fn write_customers(
    database: &Database,
    customers: &[CustomerInput],
    orders: &[OrderInput],
) -> Result<HashMap<usize, i64>, DemoError> {
    let mut ids = HashMap::new();
    let mut rows = Rows::new(sql::ADD_CUSTOMER);
    for order in orders {
        if ids.contains_key(&order.customer) {
            continue;
        }
        let Some(customer) = customers.get(order.customer) else { continue };
        let id = database.next_id();
        ids.insert(order.customer, id);
        rows.add(row![id, customer.email.clone(), customer.full_name.clone(), order.placed_at.0]);
    }
    write(database, vec![rows]).await?;
    Ok(ids)
}

/// The next order that a shopper places goes on with this number.
async fn set_series(database: &Database, next: i64) -> Result<(), DemoError> {
    let mut rows = Rows::new(sql::ADD_SERIES);
    rows.add(row![SERIES, next]);
    write(database, vec![rows]).await
}
