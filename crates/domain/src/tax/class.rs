//! What kind of rate a thing has, wherever it goes.

use serde::{Deserialize, Serialize};

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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_nobody_knows_is_of_the_standard_rate() {
        for class in TaxClass::ALL {
            assert_eq!(TaxClass::of(&class.key().to_uppercase()), class);
        }
        assert_eq!(TaxClass::of("luxury"), TaxClass::Standard);
        assert_eq!(TaxClass::of(""), TaxClass::Standard);
    }
}
