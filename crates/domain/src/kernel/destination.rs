//! Where something goes, as far as prices and rates depend on it.

use super::{check_postcode, country};

/// Country and postcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Destination<'a> {
    /// ISO 3166-1 alpha-2.
    pub country: &'a str,
    /// The postcode as it was typed; empty while it is not known.
    pub postcode: &'a str,
}

impl<'a> Destination<'a> {
    /// A country of which nothing more is known.
    #[must_use]
    pub fn country(country: &'a str) -> Self {
        Self { country, postcode: "" }
    }

    /// How many characters of the postcode the longest of these beginnings has in common with it; `None` when it begins with none
    /// of them.
    #[must_use]
    pub fn closest(&self, beginnings: &[String]) -> Option<usize> {
        closest(&self.compared(), beginnings)
    }

    /// The postcode as beginnings are compared with it.
    #[must_use]
    pub fn compared(&self) -> String {
        let written = country(self.country).and_then(|country| check_postcode(country, self.postcode).ok());
        plain_postcode(written.as_deref().unwrap_or(self.postcode))
    }
}

/// As [`Destination::closest`], of a postcode that was made ready by [`Destination::compared`]: for who has many beginnings.
#[must_use]
pub fn closest(postcode: &str, beginnings: &[String]) -> Option<usize> {
    beginnings.iter().filter(|start| postcode.starts_with(start.as_str())).map(String::len).max()
}

/// A postcode without spaces and hyphens, in capitals: as its beginnings are compared.
#[must_use]
pub fn plain_postcode(text: &str) -> String {
    text.chars().filter(|letter| *letter != ' ' && *letter != '-').map(|letter| letter.to_ascii_uppercase()).collect()
}

/// Whether this can be the beginning of a postcode.
#[must_use]
pub fn is_postcode_start(text: &str) -> bool {
    (1..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_of_a_postcode_counts_however_it_was_typed() {
        let starts = ["35".to_owned(), "3802".to_owned(), "LV10".to_owned(), "SW1A".to_owned()];
        let closest = |country, postcode| Destination { country, postcode }.closest(&starts);
        assert_eq!(closest("ES", "35 001"), Some(2));
        assert_eq!(closest("ES", "38020"), Some(4));
        assert_eq!(closest("ES", "28001"), None);
        assert_eq!(closest("LV", "1010"), Some(4), "the letters may be left out");
        assert_eq!(closest("GB", "sw1a1aa"), Some(4));
        assert_eq!(Destination::country("ES").closest(&starts), None);
    }
}
