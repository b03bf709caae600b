//! The currency that somebody is sold in, with all that prices in it depend on.

use serde::{Deserialize, Serialize};

use super::{OwnPrice, Rate, Rounding};
use crate::kernel::{Currency, Money, MoneyError};

/// A currency, how to get there from the base, and of which revision that is. Whoever has taken it keeps one and the same for all that
/// it reckons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selling {
    /// The shop's own currency, in which its prices are kept.
    pub base: Currency,
    /// The currency that is paid in.
    pub currency: Currency,
    /// How much of it one unit of the base is.
    pub rate: Rate,
    /// Where its amounts end.
    pub rounding: Rounding,
    /// The revision of the table that it was taken from; 0 in the base where there is no other.
    pub revision: i64,
}

impl Selling {
    /// The base itself: nothing is converted.
    #[must_use]
    pub const fn base(currency: Currency, revision: i64) -> Self {
        Self { base: currency, currency, rate: Rate::ONE, rounding: Rounding::Smallest, revision }
    }

    /// Whether nothing is converted.
    #[must_use]
    pub fn is_base(&self) -> bool {
        self.base == self.currency
    }

    /// The currency, when it is not the base.
    #[must_use]
    pub fn foreign(&self) -> Option<Currency> {
        (!self.is_base()).then_some(self.currency)
    }

    /// An amount of the base as it is here. An amount that is of this currency already stays.
    ///
    /// # Errors
    /// An amount of a third currency, or beyond 64 bits.
    pub fn convert(&self, amount: Money) -> Result<Money, MoneyError> {
        if amount.currency == self.currency {
            return Ok(amount);
        }
        self.of_base(amount)?;
        if amount.minor == 0 {
            return Ok(Money::zero(self.currency));
        }
        let magnitude = i128::from(amount.minor).abs();
        let value = self.scaled(magnitude, i128::from(self.rate.parts())).ok_or(MoneyError::Overflow)?;
        let rounded = self.rounding.nearest(value, self.currency).ok_or(MoneyError::Overflow)?;
        let minor = i64::try_from(rounded * i128::from(amount.minor.signum())).map_err(|_| MoneyError::Overflow)?;
        Ok(Money::new(minor, self.currency))
    }

    /// What an amount of this currency is worth in the base, for sums of what was sold: to the unit, by no other rule.
    ///
    /// # Errors
    /// An amount of another currency, or beyond 64 bits.
    pub fn worth_in_base(&self, amount: Money) -> Result<Money, MoneyError> {
        if amount.currency != self.currency {
            return Err(mismatch(amount.currency, self.currency));
        }
        if self.is_base() {
            return Ok(amount);
        }
        let (from, to) = (self.currency.exponent(), self.base.exponent());
        let magnitude = i128::from(amount.minor).abs().checked_mul(i128::from(Rate::SCALE));
        let up = 10_i128.pow(to.saturating_sub(from));
        let numerator = magnitude.and_then(|value| value.checked_mul(up)).ok_or(MoneyError::Overflow)?;
        let denominator = i128::from(self.rate.parts()) * 10_i128.pow(from.saturating_sub(to));
        let doubled = numerator.checked_mul(2).and_then(|value| value.checked_add(denominator));
        let rounded = doubled.ok_or(MoneyError::Overflow)? / (denominator * 2);
        let minor = i64::try_from(rounded * i128::from(amount.minor.signum())).map_err(|_| MoneyError::Overflow)?;
        Ok(Money::new(minor, self.base))
    }

    /// The price and the former price of something: its own ones in this currency, or else what those of the base become. A former price
    /// that is no higher is none.
    ///
    /// # Errors
    /// As [`Selling::convert`].
    pub fn price(
        &self,
        own: Option<OwnPrice>,
        (price, compare_at): (Money, Option<Money>),
    ) -> Result<(Money, Option<Money>), MoneyError> {
        let (price, former) = match own.filter(|_| !self.is_base()) {
            Some(own) => {
                let money = |minor: i64| Money::new(minor, self.currency);
                (money(own.price), own.compare_at.map(money))
            }
            None => (self.convert(price)?, compare_at.map(|former| self.convert(former)).transpose()?),
        };
        Ok((price, former.filter(|former| former.minor > price.minor)))
    }

    fn of_base(&self, amount: Money) -> Result<(), MoneyError> {
        if amount.currency == self.base { Ok(()) } else { Err(mismatch(amount.currency, self.base)) }
    }

    /// `magnitude × rate` in minor units of this currency, as a fraction; `None` beyond 128 bits.
    fn scaled(&self, magnitude: i128, rate: i128) -> Option<(i128, i128)> {
        let (from, to) = (self.base.exponent(), self.currency.exponent());
        let numerator = magnitude.checked_mul(rate)?.checked_mul(10_i128.pow(to.saturating_sub(from)))?;
        let denominator = i128::from(Rate::SCALE) * 10_i128.pow(from.saturating_sub(to));
        Some((numerator, denominator))
    }
}

fn mismatch(one: Currency, other: Currency) -> MoneyError {
    MoneyError::CurrencyMismatch(one.code().to_owned(), other.code().to_owned())
}

#[cfg(test)]
#[path = "selling_tests.rs"]
mod tests;
