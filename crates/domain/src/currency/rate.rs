//! How much of another currency one unit of the base is.

use core::fmt;

use serde::{Deserialize, Serialize};

/// Units of another currency for one of the base, in ten thousand millionths: exact, with ten decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rate(i64);

/// The text, or the number in the database, is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rate is a decimal number above 0, at most 1000000, with at most ten decimals")]
pub struct RateError;

impl Rate {
    /// Parts of one.
    pub const SCALE: i64 = 10_000_000_000;
    /// One for one.
    pub const ONE: Self = Self(Self::SCALE);
    /// The highest rate that is no typing error.
    const MOST: i64 = 1_000_000 * Self::SCALE;
    const DECIMALS: usize = 10;

    /// A rate as the database keeps it.
    ///
    /// # Errors
    /// A number that is no rate.
    pub fn new(parts: i64) -> Result<Self, RateError> {
        if (1..=Self::MOST).contains(&parts) { Ok(Self(parts)) } else { Err(RateError) }
    }

    /// As the database keeps it.
    #[must_use]
    pub fn parts(self) -> i64 {
        self.0
    }

    /// Reads "1.0837", "163,5" or ".33".
    ///
    /// # Errors
    /// Text that is no rate.
    pub fn parse(text: &str) -> Result<Self, RateError> {
        let text = text.trim();
        let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let is_empty = whole.is_empty() && fraction.is_empty();
        if is_empty || !is_number(whole) || !is_number(fraction) || fraction.len() > Self::DECIMALS {
            return Err(RateError);
        }
        let parts = format!("{whole}{fraction:0<width$}", width = Self::DECIMALS);
        parts.parse().map_err(|_| RateError).and_then(Self::new)
    }
}

impl fmt::Display for Rate {
    /// "1.0837", "163.5", "1".
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / Self::SCALE, self.0 % Self::SCALE);
        if rest == 0 {
            return write!(formatter, "{whole}");
        }
        let fraction = format!("{rest:0width$}", width = Self::DECIMALS);
        write!(formatter, "{whole}.{}", fraction.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_rate_is_read_with_point_or_comma_and_never_guessed() {
        for (text, written) in
            [("1.0837", "1.0837"), ("163,5", "163.5"), (".33", "0.33"), ("1", "1"), (" 0.0000000001 ", "0.0000000001")]
        {
            assert_eq!(Rate::parse(text).map(|rate| rate.to_string()).as_deref(), Ok(written), "{text}");
        }
        for text in
            ["", ".", "0", "0.00000000001", "-1", "1e3", "1.2.3", "1000000.1", "99999999999999999999", "NaN", "+1"]
        {
            assert_eq!(Rate::parse(text), Err(RateError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_rate_is_written_as_it_is_read(parts in 1_i64..Rate::MOST) {
            let rate = Rate::new(parts).unwrap();
            prop_assert_eq!(Rate::parse(&rate.to_string()), Ok(rate));
        }
    }
}
