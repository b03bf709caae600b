//! A search as it is compared, and as it may be remembered.

use super::{compact, words};
use crate::catalog::check_barcode;

/// A longer search is not one that many people ask.
const LONGEST: usize = 60;
/// So many digits are a telephone's, a card's or an order's number, unless they are a barcode.
const MANY_DIGITS: usize = 9;

/// A search as rules are found by it: one form for one and many, without case and accents.
#[must_use]
pub fn key(text: &str) -> String {
    words(text).join(" ")
}

/// A search as it may be written down: in lower case, with one blank between words. `None` for what may say something of a person.
#[must_use]
pub fn noted_as(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_code = check_barcode(&compact(&text)).is_ok();
    let is_personal = text.contains('@') || (digits >= MANY_DIGITS && !is_code);
    let is_usual = (2..=LONGEST).contains(&text.chars().count()) && text.chars().any(char::is_alphanumeric);
    (is_usual && !is_personal && !text.chars().any(char::is_control)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_found_by_one_and_many() {
        assert_eq!(key("  Blue MUGS "), key("blue mug"));
        assert_eq!(key("?!"), "");
    }

    #[test]
    fn what_may_say_something_of_a_person_is_not_written_down() {
        for text in ["maren@example.org", "+49 151 1234567", "4111 1111 1111 1111", "x", "  ", "?!", &"a".repeat(61)] {
            assert_eq!(noted_as(text), None, "{text}");
        }
        assert_eq!(noted_as(" Blue   MUG ").as_deref(), Some("blue mug"));
        assert_eq!(noted_as("4006381333931").as_deref(), Some("4006381333931"), "a barcode");
    }
}
