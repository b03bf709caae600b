//! What of an order falls on which rate of tax.

use serde::{Deserialize, Serialize};

use crate::{
    kernel::{Money, MoneyError},
    pricing::TaxSummary,
    tax::TaxPercent,
};

/// A line as the books see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SoldLine {
    /// The rate.
    pub rate: TaxPercent,
    /// What was paid for it: its total less its share of reductions, tax included.
    pub gross: Money,
    /// Whether it is a gift card: money, not goods.
    pub is_gift_card: bool,
}

/// What falls on one rate of tax; all but the tax are gross amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateShare {
    /// The rate.
    pub rate: TaxPercent,
    /// Goods.
    pub goods: Money,
    /// Gift cards.
    pub gift_cards: Money,
    /// Delivery.
    pub shipping: Money,
    /// The tax in all of it.
    pub tax: Money,
}

impl RateShare {
    /// All of it, tax included.
    ///
    /// # Errors
    /// A sum beyond 64 bits.
    pub fn gross(&self) -> Result<Money, MoneyError> {
        self.goods.plus(self.gift_cards)?.plus(self.shipping)
    }
}

/// Splits an order by its rates: what of a rate's gross is no line is delivery.
///
/// # Errors
/// Sums beyond 64 bits, or of two currencies.
pub fn shares_by_rate(lines: &[SoldLine], taxes: &[TaxSummary]) -> Result<Vec<RateShare>, MoneyError> {
    taxes
        .iter()
        .map(|tax| {
            let sum = |is_gift_card: bool| {
                let of_rate = lines.iter().filter(|line| line.rate == tax.rate && line.is_gift_card == is_gift_card);
                Money::sum(tax.gross.currency, of_rate.map(|line| line.gross))
            };
            let (goods, gift_cards) = (sum(false)?, sum(true)?);
            let shipping = tax.gross.minus(goods)?.minus(gift_cards)?;
            Ok(RateShare { rate: tax.rate, goods, gift_cards, shipping, tax: tax.tax })
        })
        .collect()
}
