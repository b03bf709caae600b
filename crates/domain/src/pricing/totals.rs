//! The result of pricing.

use serde::{Deserialize, Serialize};

use crate::kernel::Money;

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
    /// The price of one, tax included.
    pub unit_price: Money,
    /// How many.
    pub quantity: i64,
    /// Unit price times quantity.
    pub line_total: Money,
    /// This line's share of the discounts of the whole; zero or negative.
    pub prorated_discount: Money,
    /// The rate of the tax in basis points: 1900 is 19 %.
    pub tax_rate: i64,
}

/// The tax of one rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxSummary {
    /// The rate in basis points.
    pub rate: i64,
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
}

impl Totals {
    /// What the delivery would cost without its reduction.
    #[must_use]
    pub fn shipping_before(&self) -> Money {
        let minor = self.shipping.minor.saturating_sub(self.shipping_discount.minor);
        Money::new(minor, self.total.currency)
    }

    /// The tax over all rates.
    #[must_use]
    pub fn tax(&self) -> Money {
        let minor = self.taxes.iter().fold(0_i64, |sum, tax| sum.saturating_add(tax.tax.minor));
        Money::new(minor, self.total.currency)
    }
}
