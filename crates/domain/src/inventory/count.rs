//! Counting what is there.
//!
//! A count's line remembers what was on hand by the books when its counting began ("seen"): at its first scan, or when a whole number was
//! typed. What it corrects is the difference to that, applied to whatever is on hand in the end: what is sold, received or sent back
//! meanwhile is neither lost nor counted twice.

use serde::{Deserialize, Serialize};

/// The most of one variant that can be counted.
pub const MOST_COUNTED: i64 = 1_000_000;

/// Where a count stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CountState {
    /// People count.
    Open,
    /// The stock was corrected.
    Finished,
    /// Nothing was changed.
    Cancelled,
}

impl CountState {
    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Open, Self::Finished, Self::Cancelled].into_iter().find(|state| state.key() == key)
    }

    /// The word in the admin.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Counting",
            Self::Finished => "Finished",
            Self::Cancelled => "Cancelled",
        }
    }
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CountScope {
    /// Everything.
    All,
    /// What is in a category or below it, by its id.
    Category(i64),
    /// What is of a brand, by its name.
    Brand(String),
}

impl CountScope {
    /// The scope as a form sends it: "all", "category:17", "brand:Dune".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None if text == "all" => Some(Self::All),
            Some(("category", id)) => id.parse().ok().map(Self::Category),
            Some(("brand", name)) if !name.trim().is_empty() => Some(Self::Brand(name.trim().to_owned())),
            _ => None,
        }
    }

    /// The word in the database, and what belongs to it.
    #[must_use]
    pub fn key(&self) -> (&'static str, String) {
        match self {
            Self::All => ("all", String::new()),
            Self::Category(id) => ("category", id.to_string()),
            Self::Brand(name) => ("brand", name.clone()),
        }
    }
}

/// What a line of text in the field of a count says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanned {
    /// A code: one more of it.
    Code(String),
    /// A code and how many there are in all: "MUG-1 = 12".
    Quantity(String, i64),
}

/// Reads a line of the field; `None` when there is nothing in it or no such number.
#[must_use]
pub fn scanned(code: &str, quantity: &str) -> Option<Scanned> {
    let code: String = code.trim().chars().filter(|character| !character.is_control()).collect();
    if code.is_empty() || code.len() > 100 {
        return None;
    }
    match quantity.trim() {
        "" => Some(Scanned::Code(code)),
        text => text
            .parse()
            .ok()
            .filter(|number| (0..=MOST_COUNTED).contains(number))
            .map(|number| Scanned::Quantity(code, number)),
    }
}

/// The forms in which a barcode may have been written down: the 12 digits of a UPC are a GTIN of 13 or 14 with zeros before them.
#[must_use]
pub fn code_forms(code: &str) -> [String; 4] {
    let is_number = (8..=14).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        return core::array::from_fn(|_| code.to_owned());
    }
    let plain = code.trim_start_matches('0');
    [code.to_owned(), format!("{plain:0>12}"), format!("{plain:0>13}"), format!("{plain:0>14}")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_read_as_it_is_sent() {
        assert_eq!(CountScope::parse("all"), Some(CountScope::All));
        assert_eq!(CountScope::parse("category:7"), Some(CountScope::Category(7)));
        assert_eq!(CountScope::parse("brand:A: B"), Some(CountScope::Brand("A: B".to_owned())));
        for wrong in ["", "category:x", "brand: ", "shelf:1", "allx"] {
            assert_eq!(CountScope::parse(wrong), None, "{wrong}");
        }
        assert_eq!(CountScope::Category(7).key(), ("category", "7".to_owned()));
    }

    #[test]
    fn a_scan_is_one_more_and_a_number_is_all_of_them() {
        assert_eq!(scanned(" MUG-1\r", ""), Some(Scanned::Code("MUG-1".to_owned())));
        assert_eq!(scanned("MUG-1", " 12 "), Some(Scanned::Quantity("MUG-1".to_owned(), 12)));
        assert_eq!(scanned("MUG-1", "0"), Some(Scanned::Quantity("MUG-1".to_owned(), 0)));
        for (code, quantity) in [("", ""), ("\r\n", ""), ("MUG-1", "-1"), ("MUG-1", "1000001"), ("MUG-1", "1.5")] {
            assert_eq!(scanned(code, quantity), None, "{code:?} {quantity:?}");
        }
        assert_eq!(scanned(&"x".repeat(101), ""), None);
    }

    #[test]
    fn a_barcode_is_found_however_many_zeros_stand_before_it() {
        assert!(code_forms("012345678905").contains(&"0012345678905".to_owned()));
        assert!(code_forms("4006381333931").contains(&"04006381333931".to_owned()));
        assert!(code_forms("0012345678905").contains(&"012345678905".to_owned()));
        assert_eq!(code_forms("MUG-1")[2], "MUG-1");
    }

    #[test]
    fn every_state_is_read_back_from_its_word() {
        for state in [CountState::Open, CountState::Finished, CountState::Cancelled] {
            assert_eq!(CountState::from_key(state.key()), Some(state));
        }
        assert_eq!(CountState::from_key(""), None);
    }
}
