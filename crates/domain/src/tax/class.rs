//! What kind of rate a thing has, wherever it goes.

use serde::{Deserialize, Serialize};

use super::rate::{is_member_state, reduced_rate, standard_rate};
use crate::kernel::Date;

/// A class of rates: which one of a country's rates holds for a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TaxClass {
    /// The rate of everything that has no other.
    #[default]
    Standard,
    /// The reduced rate, where the country has one.
    Reduced,
    /// No tax.
    Zero,
}

impl TaxClass {
    /// Every class, in the order in which it is offered.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Reduced, Self::Zero];

    /// The word in the database, in forms and in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Reduced => "reduced",
            Self::Zero => "zero",
        }
    }

    /// The class of this word. A word that nobody knows is of the standard rate, so that never too little tax is told.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let word = word.trim().to_lowercase();
        Self::ALL.into_iter().find(|class| class.key() == word).unwrap_or_default()
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Standard => "Standard rate",
            Self::Reduced => "Reduced rate",
            Self::Zero => "No tax",
        }
    }

    /// The rate, in basis points, of a sale that is delivered to `country` on `on`; 0 for what leaves the European Union.
    #[must_use]
    pub fn rate(self, country: &str, on: Date) -> i64 {
        match self {
            Self::Zero => 0,
            _ if !is_member_state(country) => 0,
            Self::Standard => standard_rate(country, on),
            Self::Reduced => reduced_rate(country, on).unwrap_or_else(|| standard_rate(country, on)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_has_its_rate_where_the_thing_goes() {
        let today = Date { year: 2026, month: 11, day: 27 };
        let table = [
            ("DE", 1900, 700),
            ("FR", 2000, 1000),
            ("NL", 2100, 900),
            ("SK", 2300, 1900),
            // Denmark has no reduced rate.
            ("DK", 2500, 2500),
            ("CH", 0, 0),
            ("XX", 0, 0),
        ];
        for (country, standard, reduced) in table {
            let rates = TaxClass::ALL.map(|class| class.rate(country, today));
            assert_eq!(rates, [standard, reduced, 0], "{country}");
        }
        let before = Date { year: 2024, month: 12, day: 31 };
        assert_eq!(TaxClass::Reduced.rate("SK", before), 1000);
    }

    #[test]
    fn a_reduced_rate_is_below_the_standard_rate() {
        let today = Date { year: 2026, month: 11, day: 27 };
        for country in crate::kernel::COUNTRIES.iter().filter(|country| is_member_state(country.code)) {
            let (reduced, standard) = (reduced_rate(country.code, today), standard_rate(country.code, today));
            assert!(reduced.is_none_or(|reduced| reduced > 0 && reduced < standard), "{}", country.code);
        }
    }

    #[test]
    fn a_word_that_nobody_knows_is_of_the_standard_rate() {
        for class in TaxClass::ALL {
            assert_eq!(TaxClass::of(&class.key().to_uppercase()), class);
        }
        assert_eq!(TaxClass::of("luxury"), TaxClass::Standard);
        assert_eq!(TaxClass::of(""), TaxClass::Standard);
    }
}
