//! The number that people read to each other: short, and with a check digit.

use serde::{Deserialize, Serialize};

/// An order's number, as "M-10017": a rising number whose last digit is a Luhn check digit (ISO/IEC 7812-1, annex B).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderNumber(String);

impl OrderNumber {
    /// The number of the `sequence`-th order.
    #[must_use]
    pub fn from_sequence(sequence: i64) -> Self {
        Self(format!("M-{sequence}{}", check_digit(sequence)))
    }

    /// Reads a number, forgiving letter case, blanks and a missing prefix; `None` when the check digit is wrong.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let (sequence, digit) = digits.split_at_checked(digits.len().checked_sub(1)?)?;
        let sequence: i64 = sequence.parse().ok()?;
        (check_digit(sequence).to_string() == digit).then(|| Self::from_sequence(sequence))
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl core::fmt::Display for OrderNumber {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn check_digit(mut number: i64) -> i64 {
    let mut sum = 0;
    let mut doubled = true;
    while number > 0 {
        let digit = number % 10;
        sum += match (doubled, digit) {
            (true, 5..) => digit * 2 - 9,
            (true, _) => digit * 2,
            (false, _) => digit,
        };
        doubled = !doubled;
        number /= 10;
    }
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_back_however_it_is_typed() {
        let number = OrderNumber::from_sequence(1001);
        assert_eq!(number.as_str(), "M-10017");
        assert_eq!(OrderNumber::parse(" m 1001 7"), Some(number));
    }

    #[test]
    fn one_wrong_digit_or_two_swapped_neighbours_are_noticed() {
        assert_eq!(OrderNumber::parse("M-10016"), None);
        assert_eq!(OrderNumber::parse("M-10107"), None);
        assert_eq!(OrderNumber::parse(""), None);
    }
}
