//! An order that was placed at another shop: history.

use domain::kernel::{Currency, Email, Timestamp};
use serde::Serialize;

use super::customer::ImportedAddress;

/// An order to take over. Amounts are minor units of its own currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedOrder {
    /// The key on the other platform.
    pub key: String,
    /// The line of its first row.
    #[serde(skip)]
    pub line: u64,
    /// The number that people knew it by.
    pub number: String,
    /// Where mails went, when it is known.
    pub email: Option<Email>,
    /// Where it went.
    pub address: ImportedAddress,
    /// The currency.
    pub currency: Currency,
    /// The goods together.
    pub goods: i64,
    /// What was taken off, not negative.
    pub discount: i64,
    /// The delivery.
    pub shipping: i64,
    /// The taxes.
    pub tax: i64,
    /// What was to be paid.
    pub total: i64,
    /// What was given back.
    pub refunded: i64,
    /// Where it stood, in the other shop's words.
    pub state: String,
    /// Where the payment stood, in the other shop's words.
    pub payment_state: String,
    /// The way of payment.
    pub payment_name: String,
    /// The way of delivery.
    pub shipping_name: String,
    /// What was noted.
    pub note: String,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// What was bought.
    pub lines: Vec<ImportedOrderLine>,
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedOrderLine {
    /// The name of what was bought.
    pub title: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// How many.
    pub quantity: i64,
    /// The price of one, in minor units.
    pub unit_price: i64,
}
