//! Where amounts of another currency end.

use serde::{Deserialize, Serialize};

use crate::kernel::Currency;

/// A rule of rounding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rounding {
    /// To the smallest unit: $21.67.
    #[default]
    Smallest,
    /// To five hundredths: 21.65.
    FiveHundredths,
    /// So that it ends with 95: 21.95.
    NinetyFive,
    /// So that it ends with 99: 21.99.
    NinetyNine,
    /// To whole units: 22.
    Whole,
    /// To tens: 20.
    Tens,
    /// To hundreds: 3,500.
    Hundreds,
}

impl Rounding {
    /// Every rule.
    pub const ALL: [Self; 7] = [
        Self::Smallest,
        Self::FiveHundredths,
        Self::NinetyFive,
        Self::NinetyNine,
        Self::Whole,
        Self::Tens,
        Self::Hundreds,
    ];

    /// The word in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Smallest => "smallest",
            Self::FiveHundredths => "05",
            Self::NinetyFive => "95",
            Self::NinetyNine => "99",
            Self::Whole => "whole",
            Self::Tens => "tens",
            Self::Hundreds => "hundreds",
        }
    }

    /// The rule with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.key() == key)
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Smallest => "To the smallest unit",
            Self::FiveHundredths => "To .05",
            Self::NinetyFive => "Ending with .95",
            Self::NinetyNine => "Ending with .99",
            Self::Whole => "To whole units",
            Self::Tens => "To tens",
            Self::Hundreds => "To hundreds",
        }
    }

    /// Whether a currency has such amounts: the yen has no hundredths.
    #[must_use]
    pub fn suits(self, currency: Currency) -> bool {
        match self {
            Self::FiveHundredths | Self::NinetyFive | Self::NinetyNine => currency.exponent() >= 2,
            Self::Smallest | Self::Whole | Self::Tens | Self::Hundreds => true,
        }
    }

    /// The distance between two amounts that it allows, and the smallest of them, in minor units.
    fn grid(self, currency: Currency) -> (i128, i128) {
        let unit = 10_i128.pow(currency.exponent());
        match self {
            Self::Smallest => (1, 0),
            Self::FiveHundredths => ((unit / 20).max(1), 0),
            Self::NinetyFive => (unit, unit * 95 / 100),
            Self::NinetyNine => (unit, unit * 99 / 100),
            Self::Whole => (unit, 0),
            Self::Tens => (unit * 10, 0),
            Self::Hundreds => (unit * 100, 0),
        }
    }

    /// The allowed amount that is nearest to `numerator ÷ denominator` minor units, both above 0; the higher one of two that are equally
    /// near, and never nothing. `None` beyond 128 bits.
    pub(super) fn nearest(self, (numerator, denominator): (i128, i128), currency: Currency) -> Option<i128> {
        let (step, first) = self.grid(currency);
        let beyond = numerator.checked_sub(first.checked_mul(denominator)?)?;
        let distance = step.checked_mul(denominator)?;
        let steps = beyond.checked_mul(2)?.checked_add(distance)?.div_euclid(distance.checked_mul(2)?);
        let fewest = i128::from(first == 0);
        steps.max(fewest).checked_mul(step)?.checked_add(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_rounds_as_the_table_says() {
        // In hundredths of a minor unit, so that halves can be told.
        let rows = [
            (Rounding::Smallest, "USD", 216_749, 2_167),
            (Rounding::Smallest, "USD", 216_750, 2_168),
            (Rounding::Smallest, "USD", 1, 1),
            (Rounding::Smallest, "JPY", 352_150, 3_522),
            (Rounding::Smallest, "KWD", 666_649, 6_666),
            (Rounding::FiveHundredths, "CHF", 216_700, 2_165),
            (Rounding::FiveHundredths, "CHF", 216_750, 2_170),
            (Rounding::FiveHundredths, "CHF", 100, 5),
            (Rounding::FiveHundredths, "KWD", 667_600, 6_700),
            (Rounding::NinetyFive, "USD", 216_700, 2_195),
            (Rounding::NinetyFive, "USD", 214_400, 2_095),
            (Rounding::NinetyFive, "USD", 214_500, 2_195),
            (Rounding::NinetyFive, "USD", 100, 95),
            (Rounding::NinetyFive, "KWD", 666_600, 6_950),
            (Rounding::NinetyNine, "USD", 216_700, 2_199),
            (Rounding::NinetyNine, "USD", 214_899, 2_099),
            (Rounding::NinetyNine, "KWD", 40, 990),
            (Rounding::Whole, "USD", 214_999, 2_100),
            (Rounding::Whole, "USD", 215_000, 2_200),
            (Rounding::Whole, "USD", 300, 100),
            (Rounding::Whole, "JPY", 352_150, 3_522),
            (Rounding::Tens, "JPY", 352_400, 3_520),
            (Rounding::Tens, "USD", 250_000, 3_000),
            (Rounding::Hundreds, "JPY", 355_000, 3_600),
            (Rounding::Hundreds, "JPY", 100, 100),
        ];
        for (rule, code, hundredths, wanted) in rows {
            let currency = Currency::parse(code).unwrap();
            assert_eq!(rule.nearest((hundredths, 100), currency), Some(wanted), "{rule:?} {code} {hundredths}");
        }
    }

    #[test]
    fn a_rule_has_its_own_word_and_a_currency_without_hundredths_no_rule_of_them() {
        for rule in Rounding::ALL {
            assert_eq!(Rounding::from_key(rule.key()), Some(rule));
            assert!(rule.suits(Currency::EUR));
        }
        let yen = Currency::parse("JPY").unwrap();
        let suiting: Vec<&str> = Rounding::ALL.into_iter().filter(|rule| rule.suits(yen)).map(Rounding::key).collect();
        assert_eq!(suiting, ["smallest", "whole", "tens", "hundreds"]);
    }
}
