//! A sum of amounts that may be of several currencies.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::Selling;
use crate::kernel::{Currency, Money, MoneyError};

/// What amounts come to in the shop's own currency, each by the rate that it was agreed by; beside it stands what no rate to that is known of.
/// Amounts of two currencies are never added as if they were one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worth {
    /// In the shop's own currency.
    pub base: Money,
    /// One sum for each other currency.
    pub beside: Vec<Money>,
}

impl Worth {
    /// Nothing.
    #[must_use]
    pub fn nothing(base: Currency) -> Self {
        Self { base: Money::zero(base), beside: Vec::new() }
    }

    /// Adds an amount that was agreed by this rate; `None` where no rate is known.
    ///
    /// # Errors
    /// A sum beyond 64 bits.
    pub fn add(&mut self, amount: Money, agreed: Option<&Selling>) -> Result<(), MoneyError> {
        let known = agreed.filter(|selling| selling.base == self.base.currency && selling.currency == amount.currency);
        let amount = known.map_or(Ok(amount), |selling| selling.worth_in_base(amount))?;
        if amount.currency == self.base.currency {
            self.base = self.base.plus(amount)?;
            return Ok(());
        }
        match self.beside.iter_mut().find(|sum| sum.currency == amount.currency) {
            Some(sum) => *sum = sum.plus(amount)?,
            None => self.beside.push(amount),
        }
        Ok(())
    }
}

impl fmt::Display for Worth {
    /// "€24.00", "€24.00 and $10.00".
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.base)?;
        self.beside.iter().filter(|sum| sum.minor != 0).try_for_each(|sum| write!(formatter, " and {sum}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::currency::{Rate, Rounding};

    #[test]
    fn amounts_come_to_what_their_own_rates_say_and_never_to_a_mixture() {
        let (dollar, yen) = (Currency::parse("USD").unwrap(), Currency::parse("JPY").unwrap());
        let at = |rate: &str, base| Selling {
            base,
            currency: dollar,
            rate: Rate::parse(rate).unwrap(),
            rounding: Rounding::NinetyFive,
            revision: 1,
        };
        let mut worth = Worth::nothing(Currency::EUR);
        worth.add(Money::new(1_000, Currency::EUR), None).unwrap();
        worth.add(Money::new(1_100, dollar), Some(&at("1.1", Currency::EUR))).unwrap();
        worth.add(Money::new(1_000, dollar), Some(&at("1.25", Currency::EUR))).unwrap();
        assert_eq!((worth.base.minor, worth.to_string().as_str()), (2_800, "€28.00"));
        // Of a base that is no longer the shop's, and without any rate.
        worth.add(Money::new(500, dollar), Some(&at("1.1", yen))).unwrap();
        worth.add(Money::new(500, dollar), None).unwrap();
        worth.add(Money::new(700, yen), None).unwrap();
        assert_eq!(worth.to_string(), "€28.00 and $10.00 and ¥700");
        assert_eq!(worth.add(Money::new(i64::MAX, Currency::EUR), None), Err(MoneyError::Overflow));
    }
}
