//! Money: whole minor units of one currency, with arithmetic that fails instead of wrapping.

use serde::{Deserialize, Serialize};

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// Currencies whose minor unit is not a hundredth (ISO 4217, table A.1).
const OTHER_EXPONENTS: [(&str, u32); 24] = [
    ("BIF", 0),
    ("CLP", 0),
    ("DJF", 0),
    ("GNF", 0),
    ("ISK", 0),
    ("JPY", 0),
    ("KMF", 0),
    ("KRW", 0),
    ("PYG", 0),
    ("RWF", 0),
    ("UGX", 0),
    ("UYI", 0),
    ("VND", 0),
    ("VUV", 0),
    ("XAF", 0),
    ("XOF", 0),
    ("XPF", 0),
    ("BHD", 3),
    ("IQD", 3),
    ("JOD", 3),
    ("KWD", 3),
    ("LYD", 3),
    ("OMR", 3),
    ("TND", 3),
];

const SIGNS: [(&str, &str); 8] = [
    ("EUR", "€"),
    ("USD", "$"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("CHF", "CHF "),
    ("DKK", "kr "),
    ("SEK", "kr "),
    ("NOK", "kr "),
];

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Reads a code of three letters, in any case.
    ///
    /// # Errors
    /// When the text is not three ASCII letters.
    pub fn parse(code: &str) -> Result<Self, MoneyError> {
        let letters: [u8; 3] = code.as_bytes().try_into().map_err(|_| MoneyError::UnknownCurrency(code.to_owned()))?;
        if letters.iter().all(u8::is_ascii_alphabetic) {
            Ok(Self(letters.map(|letter| letter.to_ascii_uppercase())))
        } else {
            Err(MoneyError::UnknownCurrency(code.to_owned()))
        }
    }

    /// The code, as "EUR".
    #[must_use]
    pub fn code(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// How many decimals the minor unit has.
    #[must_use]
    pub fn exponent(self) -> u32 {
        OTHER_EXPONENTS.iter().find(|(code, _)| *code == self.code()).map_or(2, |(_, exponent)| *exponent)
    }

    fn sign(&self) -> String {
        SIGNS
            .iter()
            .find(|(code, _)| *code == self.code())
            .map_or_else(|| format!("{} ", self.code()), |(_, sign)| (*sign).to_owned())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::parse(&code).map_err(serde::de::Error::custom)
    }
}

/// Why an amount could not be read or computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Two currencies met.
    #[error("amounts in {0} and {1} cannot be combined")]
    CurrencyMismatch(String, String),
    /// The result has no place in 64 bits.
    #[error("the amount is too large")]
    Overflow,
    /// The text is no currency code.
    #[error("{0:?} is not a currency code")]
    UnknownCurrency(String),
    /// The text is no amount.
    #[error("{0:?} is not an amount")]
    NotAnAmount(String),
}

/// An amount in whole minor units of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: cents for the euro, yen for the yen.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// `minor` units of `currency`.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in `currency`.
    #[must_use]
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::CurrencyMismatch(self.currency.code().to_owned(), other.currency.code().to_owned()))
        }
    }

    /// The sum.
    ///
    /// # Errors
    /// Two currencies, or a sum beyond 64 bits.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// The difference.
    ///
    /// # Errors
    /// Two currencies, or a difference beyond 64 bits.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// This many times the amount.
    ///
    /// # Errors
    /// A product beyond 64 bits.
    pub fn times(self, count: i64) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(count).ok_or(MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// `amount × numerator ÷ denominator`, rounded half away from zero, so that +x and −x round alike.
    ///
    /// # Errors
    /// A denominator that is not positive, or a result beyond 64 bits.
    pub fn ratio(self, numerator: i64, denominator: i64) -> Result<Self, MoneyError> {
        if denominator <= 0 {
            return Err(MoneyError::Overflow);
        }
        let product = i128::from(self.minor) * i128::from(numerator);
        let divisor = i128::from(denominator);
        let magnitude = (product.abs() * 2 + divisor) / (divisor * 2);
        let minor = i64::try_from(magnitude * product.signum()).map_err(|_| MoneyError::Overflow)?;
        Ok(Self::new(minor, self.currency))
    }

    /// The sum of all, or nothing in `currency` when there are none.
    ///
    /// # Errors
    /// As [`Money::plus`].
    pub fn sum(currency: Currency, amounts: impl IntoIterator<Item = Self>) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::plus)
    }

    /// Splits the amount in proportion to `weights` by largest remainder: the parts always add up to the whole.
    /// Weights that are all zero share evenly; an empty list has no parts.
    ///
    /// # Errors
    /// A negative weight, or weights whose sum is beyond 64 bits.
    pub fn allocate(self, weights: &[i64]) -> Result<Vec<Self>, MoneyError> {
        if weights.is_empty() {
            return Ok(Vec::new());
        }
        if weights.iter().any(|weight| *weight < 0) {
            return Err(MoneyError::Overflow);
        }
        let even = weights.iter().all(|weight| *weight == 0);
        let shares: Vec<i128> = weights.iter().map(|weight| if even { 1 } else { i128::from(*weight) }).collect();
        let total: i128 = shares.iter().sum();
        let magnitude = i128::from(self.minor).abs();
        let mut parts: Vec<(i128, i128)> =
            shares.iter().map(|share| (magnitude * share / total, magnitude * share % total)).collect();
        let mut missing = magnitude - parts.iter().map(|part| part.0).sum::<i128>();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|index| core::cmp::Reverse(parts.get(*index).map_or(0, |part| part.1)));
        for index in order {
            if missing == 0 {
                break;
            }
            if let Some(part) = parts.get_mut(index) {
                part.0 += 1;
                missing -= 1;
            }
        }
        let sign = i128::from(self.minor.signum());
        parts
            .into_iter()
            .map(|(part, _)| {
                i64::try_from(part * sign)
                    .map(|minor| Self::new(minor, self.currency))
                    .map_err(|_| MoneyError::Overflow)
            })
            .collect()
    }

    /// The amount without a currency sign, as "24.00".
    #[must_use]
    pub fn decimal(self) -> String {
        let exponent = self.currency.exponent();
        let unit = 10_u64.pow(exponent);
        let magnitude = self.minor.unsigned_abs();
        let sign = if self.minor < 0 { "-" } else { "" };
        if exponent == 0 {
            format!("{sign}{magnitude}")
        } else {
            format!("{sign}{}.{:0width$}", magnitude / unit, magnitude % unit, width = exponent as usize)
        }
    }

    /// Reads "24", "24.5", "24.50" or "24,50" as an amount of `currency`.
    ///
    /// # Errors
    /// Text that is no decimal number, has more decimals than the currency, or is too large.
    pub fn parse_decimal(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let not_an_amount = || MoneyError::NotAnAmount(text.to_owned());
        let trimmed = text.trim();
        let (negative, digits) = trimmed.strip_prefix('-').map_or((false, trimmed), |rest| (true, rest));
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let exponent = currency.exponent() as usize;
        let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty())
            || !numeric(whole)
            || !numeric(fraction)
            || fraction.len() > exponent
        {
            return Err(not_an_amount());
        }
        let joined = format!("{whole}{fraction:0<exponent$}");
        let magnitude: i64 = joined.parse().map_err(|_| MoneyError::Overflow)?;
        Ok(Self::new(if negative { -magnitude } else { magnitude }, currency))
    }
}

impl core::fmt::Display for Money {
    /// "€1,234.50", "−€5.70", "¥1,200".
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let plain = Self::new(self.minor.saturating_abs(), self.currency).decimal();
        let (whole, fraction) =
            plain.split_once('.').map_or((plain.as_str(), None), |(whole, fraction)| (whole, Some(fraction)));
        if self.minor < 0 {
            formatter.write_str("−")?;
        }
        formatter.write_str(&self.currency.sign())?;
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                formatter.write_str(",")?;
            }
            write!(formatter, "{digit}")?;
        }
        fraction.map_or(Ok(()), |fraction| write!(formatter, ".{fraction}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    #[test]
    fn amounts_are_written_with_sign_groups_and_decimals() {
        assert_eq!(eur(123_450).to_string(), "€1,234.50");
        assert_eq!(eur(-570).to_string(), "−€5.70");
        assert_eq!(Money::new(1_200, Currency::parse("JPY").unwrap()).to_string(), "¥1,200");
        assert_eq!(Money::new(1_234, Currency::parse("kwd").unwrap()).decimal(), "1.234");
    }

    #[test]
    fn decimal_text_is_read_with_point_or_comma_and_never_guessed() {
        assert_eq!(Money::parse_decimal("24", Currency::EUR), Ok(eur(2400)));
        assert_eq!(Money::parse_decimal("24,5", Currency::EUR), Ok(eur(2450)));
        assert_eq!(Money::parse_decimal(".5", Currency::EUR), Ok(eur(50)));
        for text in ["", "-", "1.234", "1e3", "NaN", "1 000", "1.2.3"] {
            assert!(Money::parse_decimal(text, Currency::EUR).is_err(), "{text}");
        }
        assert_eq!(Money::parse_decimal("99999999999999999999", Currency::EUR), Err(MoneyError::Overflow));
    }

    #[test]
    fn two_currencies_never_add_up() {
        let dollar = Money::new(1, Currency::parse("USD").unwrap());
        assert!(matches!(eur(1).plus(dollar), Err(MoneyError::CurrencyMismatch(..))));
    }

    #[test]
    fn f15_arithmetic_at_the_ends_of_the_scale_is_an_error_not_a_wrap() {
        assert_eq!(eur(i64::MAX).plus(eur(1)), Err(MoneyError::Overflow));
        assert_eq!(eur(i64::MIN).minus(eur(1)), Err(MoneyError::Overflow));
        assert_eq!(eur(i64::MAX).times(2), Err(MoneyError::Overflow));
    }

    proptest! {
        #[test]
        fn allocated_parts_always_add_up(minor in -1_000_000_000_i64..1_000_000_000, weights in prop::collection::vec(0_i64..1_000_000, 1..12)) {
            let parts = eur(minor).allocate(&weights).unwrap();
            prop_assert_eq!(parts.iter().map(|part| part.minor).sum::<i64>(), minor);
        }

        #[test]
        fn rounding_is_symmetric_around_zero(minor in 0_i64..1_000_000_000, numerator in 0_i64..100_000) {
            prop_assert_eq!(eur(minor).ratio(numerator, 10_000).unwrap().minor, -eur(-minor).ratio(numerator, 10_000).unwrap().minor);
        }
    }
}
