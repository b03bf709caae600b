//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::{CurrencyTable, OwnPrice, Rate, Rounding, Selling, SellingCurrency};
use crate::kernel::{Currency, Money, Timestamp, VariantId};

/// The currencies as the manager edits them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencyDesk {
    /// The currency of all prices.
    pub base: Currency,
    /// The others.
    pub table: CurrencyTable,
    /// What a few things of the shop cost, to see what a rate does to them.
    pub samples: Vec<PriceSample>,
}

/// A thing and its price in the base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceSample {
    /// What it is called.
    pub title: String,
    /// What it costs.
    pub price: Money,
}

/// A currency as the manager edits it, with what it was before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencySheet {
    /// The currency.
    pub currency: SellingCurrency,
    /// The shop's own currency.
    pub base: Currency,
    /// The revision of the table.
    pub revision: i64,
    /// Its rates so far, newest first.
    pub past: Vec<PastRate>,
    /// How many orders were placed in it: one that has any is closed, not removed.
    pub orders: i64,
    /// How many variants have a price of their own in it.
    pub own_prices: i64,
    /// What a few things of the shop cost.
    pub samples: Vec<PriceSample>,
}

/// A rate that a currency had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastRate {
    /// The revision that it came with; orders keep it.
    pub revision: i64,
    /// The rate.
    pub rate: Rate,
    /// The rule.
    pub rounding: Rounding,
    /// Since when.
    pub since: Timestamp,
    /// Who typed it in.
    pub actor: String,
}

/// What the variants of a product cost in the other currencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductPrices {
    /// What the product is called.
    pub title: String,
    /// The currencies beside the base, open or not.
    pub currencies: Vec<Selling>,
    /// The variants.
    pub variants: Vec<VariantPrices>,
}

/// What a variant costs in the other currencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantPrices {
    /// The variant.
    pub id: VariantId,
    /// What it is called beside the others.
    pub title: String,
    /// Its unit.
    pub sku: String,
    /// What it costs in the base.
    pub price: Money,
    /// What it cost before.
    pub compare_at: Option<Money>,
    /// Its own prices, by currency.
    pub own: Vec<(Currency, OwnPrice)>,
}

impl VariantPrices {
    /// Its own price in a currency.
    #[must_use]
    pub fn own_in(&self, currency: Currency) -> Option<OwnPrice> {
        self.own.iter().find(|(known, _)| *known == currency).map(|(_, own)| *own)
    }
}

/// A currency that a shopper can choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencyChoice {
    /// ISO 4217.
    pub code: String,
    /// Whether it is the one that is shown.
    pub is_current: bool,
}
