//! The fields of a zone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Wrong, name};
use crate::{
    kernel::{country, is_postcode_start, plain_postcode},
    shipping::{Places, Zone},
};

/// Beginnings of postcodes at most.
const MOST_POSTCODES: usize = 500;

/// The fields of a zone, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ZoneForm {
    /// The name, for the manager.
    pub name: String,
    /// Which places: the word of [`Places`].
    pub places: String,
    /// The countries that are ticked, by their code.
    pub countries: BTreeMap<String, String>,
    /// Beginnings of postcodes, between spaces or commas.
    pub postcodes: String,
}

impl ZoneForm {
    /// The fields of a zone.
    #[must_use]
    pub fn of(zone: &Zone) -> Self {
        let (countries, postcodes) = match &zone.places {
            Places::Countries { codes, postcodes } => {
                (codes.iter().map(|code| (code.clone(), "true".to_owned())).collect(), postcodes.join(", "))
            }
            _ => (BTreeMap::new(), String::new()),
        };
        Self { name: zone.name.clone(), places: zone.places.key().to_owned(), countries, postcodes }
    }

    /// Name and places that were meant.
    ///
    /// # Errors
    /// The fields that cannot stay, each with what to do.
    pub fn check(&self) -> Result<(String, Places), Vec<(String, String)>> {
        let mut wrong = Wrong::default();
        let name = wrong.wants("name", "Write a name of 1 to 80 characters.", name(&self.name));
        let places = match self.places.as_str() {
            "home" => Some(Places::Home),
            "union" => Some(Places::Union),
            "world" => Some(Places::World),
            "countries" => self.countries(&mut wrong),
            _ => wrong.wants("places", "Choose where it leads.", None),
        };
        match (name, places) {
            (Some(name), Some(places)) if wrong.0.is_empty() => Ok((name, places)),
            _ => Err(wrong.0),
        }
    }

    fn countries(&self, wrong: &mut Wrong) -> Option<Places> {
        let codes: Vec<String> = self.countries.keys().map(|code| code.to_uppercase()).collect();
        if codes.is_empty() || codes.iter().any(|code| country(code).is_none()) {
            wrong.refuse("countries", "Tick at least one country.");
            return None;
        }
        let separators = |letter: char| letter == ',' || letter == ';' || letter.is_whitespace();
        let starts = self.postcodes.split(separators).map(plain_postcode).filter(|start| !start.is_empty());
        let mut postcodes: Vec<String> = starts.collect();
        postcodes.sort();
        postcodes.dedup();
        if !postcodes.iter().all(|start| is_postcode_start(start)) || postcodes.len() > MOST_POSTCODES {
            wrong.refuse("postcodes", "Write beginnings of postcodes with commas between, as in 35, 38.");
            return None;
        }
        if !postcodes.is_empty() && codes.len() > 1 {
            wrong.refuse("postcodes", "Postcodes belong to one country: tick only that one, or leave this empty.");
            return None;
        }
        Some(Places::Countries { codes, postcodes })
    }
}
