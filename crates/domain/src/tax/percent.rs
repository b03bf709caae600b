//! How much tax there is on something, as a number of its own: so its unit can never be mistaken.

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::kernel::{Money, MoneyError};

/// A percentage of tax from 0 to 50, in millionths of the whole: exact, with four decimals. 8.875 % is 88 750.
///
/// As JSON it is a text, "8.875". What was written before there were finer ones is a number of basis points, and is read as that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxPercent(i64);

/// The text, or the number in the database, is no percentage of tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a percentage from 0 to 50 with at most four decimals, as in 19 or 8.875")]
pub struct TaxPercentError;

impl TaxPercent {
    /// No tax.
    pub const ZERO: Self = Self(0);
    /// Millionths of the whole.
    const WHOLE: i64 = 1_000_000;
    /// The highest that is no typing error.
    const MOST: i64 = 500_000;
    /// Millionths of one percent.
    const PERCENT: i64 = 10_000;
    /// Millionths of a hundredth of one percent.
    const BASIS_POINT: i64 = 100;
    const DECIMALS: usize = 4;

    /// A percentage as the database keeps it.
    ///
    /// # Errors
    /// A number that is none.
    pub const fn new(millionths: i64) -> Result<Self, TaxPercentError> {
        if millionths >= 0 && millionths <= Self::MOST { Ok(Self(millionths)) } else { Err(TaxPercentError) }
    }

    /// As the database keeps it.
    #[must_use]
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// So many hundredths of a percent: 1900 is 19 %. More than the highest is the highest.
    #[must_use]
    pub const fn of_basis_points(points: u16) -> Self {
        let millionths = points as i64 * Self::BASIS_POINT;
        if millionths > Self::MOST { Self(Self::MOST) } else { Self(millionths) }
    }

    /// What was kept in hundredths of a percent.
    ///
    /// # Errors
    /// A number that is no percentage.
    pub fn from_basis_points(points: i64) -> Result<Self, TaxPercentError> {
        points.checked_mul(Self::BASIS_POINT).ok_or(TaxPercentError).and_then(Self::new)
    }

    /// In hundredths of a percent; `None` where it is finer.
    #[must_use]
    pub fn basis_points(self) -> Option<i64> {
        (self.0 % Self::BASIS_POINT == 0).then_some(self.0 / Self::BASIS_POINT)
    }

    /// Reads "19", "25,5" or "8.875 %".
    ///
    /// # Errors
    /// Text that is no percentage from 0 to 50, or has more than four decimals.
    pub fn parse(text: &str) -> Result<Self, TaxPercentError> {
        let text = text.trim().trim_end_matches('%').trim_end();
        let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !is_number(whole) || !is_number(fraction) || fraction.len() > Self::DECIMALS {
            return Err(TaxPercentError);
        }
        let digits = format!("{whole}{fraction:0<width$}", width = Self::DECIMALS);
        digits.parse().map_err(|_| TaxPercentError).and_then(Self::new)
    }

    /// As it is read, with this sign before its decimals, of which it has as many as it needs, and at least so many.
    #[must_use]
    pub fn written(self, point: char, least: usize) -> String {
        let (whole, rest) = (self.0 / Self::PERCENT, self.0 % Self::PERCENT);
        let fraction = format!("{rest:0width$}", width = Self::DECIMALS);
        let needed = fraction.trim_end_matches('0').len().max(least.min(Self::DECIMALS));
        match fraction.get(..needed) {
            None | Some("") => whole.to_string(),
            Some(fraction) => format!("{whole}{point}{fraction}"),
        }
    }

    /// The tax in an amount that includes it.
    ///
    /// # Errors
    /// An amount beyond 64 bits.
    pub fn in_gross(self, gross: Money) -> Result<Money, MoneyError> {
        gross.ratio(self.0, self.with_tax())
    }

    /// The tax that is added to an amount.
    ///
    /// # Errors
    /// An amount beyond 64 bits.
    pub fn on_net(self, net: Money) -> Result<Money, MoneyError> {
        net.ratio(self.0, Self::WHOLE)
    }

    /// What is left of an amount without the tax in it: where half a cent would go to both, the tax has it.
    ///
    /// # Errors
    /// An amount beyond 64 bits.
    pub fn without(self, gross: Money) -> Result<Money, MoneyError> {
        gross.minus(self.in_gross(gross)?)
    }

    /// What an amount would be without tax, rounded by itself: where half a cent would go to both, the net has it.
    ///
    /// # Errors
    /// An amount beyond 64 bits.
    pub fn net_of(self, gross: Money) -> Result<Money, MoneyError> {
        gross.ratio(Self::WHOLE, self.with_tax())
    }

    /// The whole with the tax, which is one and a half of it at most.
    const fn with_tax(self) -> i64 {
        Self::WHOLE.saturating_add(self.0)
    }
}

impl fmt::Display for TaxPercent {
    /// "19", "25.5", "8.875".
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.written('.', 0))
    }
}

impl Serialize for TaxPercent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TaxPercent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl de::Visitor<'_> for Reader {
    type Value = TaxPercent;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a percentage of tax as text, or its basis points")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<TaxPercent, E> {
        TaxPercent::parse(text).map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, points: i64) -> Result<TaxPercent, E> {
        TaxPercent::from_basis_points(points).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, points: u64) -> Result<TaxPercent, E> {
        i64::try_from(points).map_err(E::custom).and_then(|points| self.visit_i64(points))
    }
}

#[cfg(test)]
#[path = "percent_tests.rs"]
mod tests;
