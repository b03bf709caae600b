//! A business's number for value added tax, and what it says of itself.
//!
//! Not here: whether it was really given to somebody; only the member state knows, and a port asks it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The forms of numbers of the member states, as VIES takes them (FAQ, question 11): country, prefix, forms. In a form `9` stands for a
/// digit, `A` for a letter, `*` for either; everything else for itself.
const FORMS: [(&str, &str, &[&str]); 27] = [
    ("AT", "AT", &["U99999999"]),
    ("BE", "BE", &["0999999999", "1999999999"]),
    ("BG", "BG", &["999999999", "9999999999"]),
    ("CY", "CY", &["99999999A"]),
    ("CZ", "CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", "DE", &["999999999"]),
    ("DK", "DK", &["99999999"]),
    ("EE", "EE", &["999999999"]),
    ("ES", "ES", &["A99999999", "99999999A", "A9999999A"]),
    ("FI", "FI", &["99999999"]),
    ("FR", "FR", &["**999999999"]),
    ("GR", "EL", &["999999999"]),
    ("HR", "HR", &["99999999999"]),
    ("HU", "HU", &["99999999"]),
    ("IE", "IE", &["9*99999A", "9999999AA"]),
    ("IT", "IT", &["99999999999"]),
    ("LT", "LT", &["999999999", "999999999999"]),
    ("LU", "LU", &["99999999"]),
    ("LV", "LV", &["99999999999"]),
    ("MT", "MT", &["99999999"]),
    ("NL", "NL", &["*********B99"]),
    ("PL", "PL", &["9999999999"]),
    ("PT", "PT", &["999999999"]),
    ("RO", "RO", &["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"]),
    ("SE", "SE", &["999999999999"]),
    ("SI", "SI", &["99999999"]),
    ("SK", "SK", &["9999999999"]),
];

/// A number that has the form of one of a member state.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct VatNumber {
    country: String,
    prefix: String,
    rest: String,
}

/// Why a text is no such number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VatNumberError {
    /// It begins with no member state.
    #[error("begins with the country, as in FR12345678901")]
    NoCountry,
    /// The member state's have another form.
    #[error("of that country looks like {example}")]
    Form {
        /// A number of that form.
        example: String,
    },
}

impl VatNumber {
    /// Reads a number; spaces, dots and dashes between its parts do not count, nor whether letters are large.
    ///
    /// # Errors
    /// Anything else.
    pub fn parse(text: &str) -> Result<Self, VatNumberError> {
        let is_noise = |letter: &char| letter.is_whitespace() || matches!(letter, '.' | '-' | '/');
        let plain: String = text.chars().filter(|letter| !is_noise(letter)).collect::<String>().to_uppercase();
        let of_prefix = |(_, prefix, _): &&(&str, &str, &[&str])| plain.starts_with(prefix);
        let Some((country, prefix, forms)) = FORMS.iter().find(of_prefix) else {
            return Err(VatNumberError::NoCountry);
        };
        let rest = plain.strip_prefix(prefix).unwrap_or_default();
        if forms.iter().any(|form| fits(rest, form)) {
            Ok(Self { country: (*country).to_owned(), prefix: (*prefix).to_owned(), rest: rest.to_owned() })
        } else {
            Err(VatNumberError::Form { example: example(prefix, forms) })
        }
    }

    /// ISO 3166-1 alpha-2 of the member state that gave it.
    #[must_use]
    pub fn country(&self) -> &str {
        &self.country
    }

    /// Its first two letters: those of the country, but EL for Greece.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// What follows them.
    #[must_use]
    pub fn rest(&self) -> &str {
        &self.rest
    }
}

impl fmt::Display for VatNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.prefix, self.rest)
    }
}

fn fits(text: &str, form: &str) -> bool {
    text.chars().count() == form.chars().count()
        && text.chars().zip(form.chars()).all(|(letter, wanted)| match wanted {
            '9' => letter.is_ascii_digit(),
            'A' => letter.is_ascii_uppercase(),
            '*' => letter.is_ascii_digit() || letter.is_ascii_uppercase(),
            exact => letter == exact,
        })
}

/// A number of the first form: the digits count on, so that it reads as an example.
fn example(prefix: &str, forms: &[&str]) -> String {
    let form = forms.last().copied().unwrap_or_default();
    let digits = "1234567890".chars().cycle();
    let letters = form.chars().zip(digits).map(|(wanted, digit)| match wanted {
        '9' | '*' => digit,
        'A' => 'X',
        exact => exact,
    });
    format!("{prefix}{}", letters.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tax::is_member_state;

    #[test]
    fn every_member_state_has_a_form_and_its_example_fits() {
        for (country, prefix, forms) in FORMS {
            assert!(is_member_state(country), "{country}");
            let text = example(prefix, forms);
            let number = VatNumber::parse(&text).unwrap();
            assert_eq!((number.country(), number.to_string()), (country, text));
        }
        assert_eq!(FORMS.map(|(country, ..)| country).len(), 27);
    }

    #[test]
    fn a_number_is_read_however_it_is_spaced() {
        for text in ["FR40 303 265 045", " fr40-303.265.045 ", "FR40303265045"] {
            assert_eq!(VatNumber::parse(text).unwrap().to_string(), "FR40303265045", "{text}");
        }
        let greek = VatNumber::parse("el 094259216").unwrap();
        assert_eq!((greek.country(), greek.prefix(), greek.rest()), ("GR", "EL", "094259216"));
        for text in ["NL004495445B01", "IE1Z23456A", "IE1234567FA", "ESX1234567R", "CY12345678X", "ATU12345675", "RO12"]
        {
            assert!(VatNumber::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn v01_what_is_no_number_is_refused_with_what_one_looks_like() {
        for text in ["", "123456789", "GB123456789", "US12", "äöü", "🦀🦀🦀", "D"] {
            assert_eq!(VatNumber::parse(text), Err(VatNumberError::NoCountry), "{text}");
        }
        for text in ["DE12345678", "DE1234567890", "DEABCDEFGHI", "DE١٢٣٤٥٦٧٨٩", "DE123456789' OR 1=1", "ATU1234567"]
        {
            assert!(matches!(VatNumber::parse(text), Err(VatNumberError::Form { .. })), "{text}");
        }
        let words = VatNumber::parse("AT12345678").unwrap_err().to_string();
        assert_eq!(words, "of that country looks like ATU23456789");
    }
}
