//! The result of pricing.

use serde::{Deserialize, Serialize};

use crate::{
    kernel::{Money, MoneyError},
    tax::TaxPercent,
};

/// What an adjustment is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AdjustmentKind {
    /// A reduction of the goods.
    Discount,
    /// The delivery.
    Shipping,
    /// A reduction of the delivery.
    ShippingDiscount,
}

/// Something added to, or taken from, the sum of the lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// What it is for.
    pub kind: AdjustmentKind,
    /// The words for it.
    pub label: String,
    /// The amount; negative for a reduction.
    pub amount: Money,
}

/// A line with all its prices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PricedLine {
    /// The price of one as it is said: tax included, or without where it is added.
    pub unit_price: Money,
    /// How many.
    pub quantity: i64,
    /// Unit price times quantity, and the tax where it is added.
    pub line_total: Money,
    /// This line's share of the discounts of the whole; zero or negative.
    pub prorated_discount: Money,
    /// The rate of the tax.
    pub tax_rate: TaxPercent,
}

impl PricedLine {
    /// How much of the line is tax that is not in its price.
    ///
    /// # Errors
    /// A price beyond 64 bits.
    pub fn added_tax(&self) -> Result<Money, MoneyError> {
        self.line_total.minus(self.unit_price.times(self.quantity)?)
    }
}

/// The tax of one rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxSummary {
    /// The rate.
    pub rate: TaxPercent,
    /// The gross amount that it is part of.
    pub gross: Money,
    /// The tax in it. Rounded per rate; the net is gross minus tax.
    pub tax: Money,
}

/// The sums of a cart or an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// The lines.
    pub goods: Money,
    /// The reductions; zero or negative.
    pub discount: Money,
    /// What is paid for the delivery.
    pub shipping: Money,
    /// What was taken off the delivery before; zero or negative.
    pub shipping_discount: Money,
    /// The tax by rate, included in the total.
    pub taxes: Vec<TaxSummary>,
    /// What is to be paid.
    pub total: Money,
    /// What people read where the tax is added to prices: the sums without it. `None` where prices include it.
    pub net: Option<NetTotals>,
}

/// Sums without tax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetTotals {
    /// The lines.
    pub goods: Money,
    /// The reductions; zero or negative.
    pub discount: Money,
    /// What is paid for the delivery.
    pub shipping: Money,
    /// What was taken off the delivery before; zero or negative.
    pub shipping_discount: Money,
}

/// The sums as people read them, one below the other: with the tax in them, or with the tax as a sum of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownTotals {
    /// The lines.
    pub goods: Money,
    /// The reductions; zero or negative.
    pub discount: Money,
    /// The delivery without its reduction.
    pub shipping_before: Money,
    /// What is taken off the delivery; zero or negative.
    pub shipping_discount: Money,
    /// The tax that is added; `None` where it is in the others.
    pub added_tax: Option<Money>,
}

impl Totals {
    /// What the delivery would cost without its reduction.
    #[must_use]
    pub fn shipping_before(&self) -> Money {
        let minor = self.shipping.minor.saturating_sub(self.shipping_discount.minor);
        Money::new(minor, self.total.currency)
    }

    /// The sums as people read them.
    #[must_use]
    pub fn shown(&self) -> ShownTotals {
        let (goods, discount, shipping, shipping_discount) = match &self.net {
            Some(net) => (net.goods, net.discount, net.shipping, net.shipping_discount),
            None => (self.goods, self.discount, self.shipping, self.shipping_discount),
        };
        let before = Money::new(shipping.minor.saturating_sub(shipping_discount.minor), shipping.currency);
        let added_tax = self.net.is_some().then(|| self.tax());
        ShownTotals { goods, discount, shipping_before: before, shipping_discount, added_tax }
    }

    /// The tax over all rates.
    #[must_use]
    pub fn tax(&self) -> Money {
        let minor = self.taxes.iter().fold(0_i64, |sum, tax| sum.saturating_add(tax.tax.minor));
        Money::new(minor, self.total.currency)
    }
}
