//! Where goods lie: what a manager types, and what a desk shows.

use serde::{Deserialize, Serialize};

use super::view::StockedVariant;
use crate::kernel::{LocationId, country};

/// Characters of a name or a line of an address at most.
const LONGEST: usize = 120;

/// A location, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationForm {
    /// The name.
    #[serde(default)]
    pub name: String,
    /// Street and number.
    #[serde(default)]
    pub street: String,
    /// What else the address needs.
    #[serde(default)]
    pub extra: String,
    /// The postcode.
    #[serde(default)]
    pub postcode: String,
    /// The town.
    #[serde(default)]
    pub town: String,
    /// The country's code, or nothing.
    #[serde(default)]
    pub country: String,
    /// Whether shoppers can buy what lies there.
    #[serde(default)]
    pub sells_online: bool,
}

impl LocationForm {
    /// The location that was meant: without spaces around its words.
    ///
    /// # Errors
    /// The fields that cannot stay, each with what to do.
    pub fn check(&self) -> Result<Self, Vec<(String, String)>> {
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let form = Self {
            name: tidy(&self.name),
            street: tidy(&self.street),
            extra: tidy(&self.extra),
            postcode: tidy(&self.postcode),
            town: tidy(&self.town),
            country: tidy(&self.country).to_uppercase(),
            sells_online: self.sells_online,
        };
        let mut wrong = Vec::new();
        if form.name.is_empty() || form.name.chars().count() > LONGEST {
            wrong.push(("name".to_owned(), "Write a name of up to 120 characters.".to_owned()));
        }
        let lines =
            [("street", &form.street), ("extra", &form.extra), ("postcode", &form.postcode), ("town", &form.town)];
        for (field, text) in lines {
            if text.chars().count() > LONGEST {
                wrong.push((field.to_owned(), "Write up to 120 characters.".to_owned()));
            }
        }
        if !form.country.is_empty() && country(&form.country).is_none() {
            wrong.push(("country".to_owned(), "Write a country’s two letters, like DE, or nothing.".to_owned()));
        }
        if wrong.is_empty() { Ok(form) } else { Err(wrong) }
    }

    /// The address in one line; empty where none is known.
    #[must_use]
    pub fn address(&self) -> String {
        let town = format!("{} {}", self.postcode, self.town);
        let parts = [self.street.as_str(), self.extra.as_str(), town.trim(), self.country.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// A location with what lies there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationRow {
    /// Which.
    pub id: LocationId,
    /// What is known of it.
    pub form: LocationForm,
    /// Whether it was closed.
    pub is_closed: bool,
    /// Of how many variants something lies there.
    pub variants: i64,
    /// How many items do.
    pub on_hand: i64,
    /// How many of them are held for orders.
    pub reserved: i64,
}

/// A location with its goods, and where they could go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationSheet {
    /// The location.
    pub row: LocationRow,
    /// What lies there with how many and how many of those are held, a hundred variants at most.
    pub goods: Vec<(StockedVariant, i64, i64)>,
    /// The other locations that are open.
    pub others: Vec<(LocationId, String)>,
    /// The key of a transfer of everything.
    pub key: String,
}

/// What lies of a variant in a location.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationStock {
    /// Which location.
    pub location: LocationId,
    /// Its name.
    pub name: String,
    /// Whether shoppers can buy it.
    pub sells_online: bool,
    /// Whether it was closed.
    pub is_closed: bool,
    /// How many.
    pub on_hand: i64,
    /// How many of them are held for orders.
    pub reserved: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_needs_a_name_and_a_country_that_exists() {
        let form = LocationForm { name: " The  barn ".to_owned(), country: "de".to_owned(), ..LocationForm::default() };
        let checked = form.check().unwrap();
        assert_eq!((checked.name.as_str(), checked.country.as_str()), ("The barn", "DE"));
        let wrong = LocationForm { country: "xx".to_owned(), town: "x".repeat(121), ..LocationForm::default() };
        let fields: Vec<String> = wrong.check().unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "town", "country"]);
    }

    #[test]
    fn an_address_has_no_gaps() {
        let form = LocationForm {
            street: "Hafen 1".to_owned(),
            postcode: "20354".to_owned(),
            country: "DE".to_owned(),
            ..LocationForm::default()
        };
        assert_eq!(form.address(), "Hafen 1, 20354, DE");
        assert_eq!(LocationForm::default().address(), "");
    }
}
