//! What a manager types in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{TaxClass, TaxPercent, TaxRate, TaxSettings, is_member_state};
use crate::kernel::{Date, TaxRateId, country, is_postcode_start, plain_postcode};

/// Beginnings of postcodes at most.
const MOST_POSTCODES: usize = 500;

/// The fields of a rate, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaxRateForm {
    /// The word of a [`TaxClass`].
    pub class: String,
    /// The code of the country.
    pub country: String,
    /// The name of a region; empty for the whole country.
    pub region: String,
    /// Beginnings of its postcodes, between spaces or commas.
    pub postcodes: String,
    /// Percent, as in "19" or "8.875".
    pub percent: String,
    /// The first day, as "2026-12-01".
    pub from: String,
    /// The last day; empty while there is none.
    pub until: String,
}

impl TaxRateForm {
    /// The fields of a rate.
    #[must_use]
    pub fn of(rate: &TaxRate) -> Self {
        Self {
            class: rate.class.key().to_owned(),
            country: rate.country.clone(),
            region: rate.region.clone(),
            postcodes: rate.postcodes.join(", "),
            percent: rate.rate.to_string(),
            from: rate.from.iso(),
            until: rate.until.map(Date::iso).unwrap_or_default(),
        }
    }

    /// The rate that was meant, under this id and version.
    ///
    /// # Errors
    /// The fields that cannot stay, each with what to do.
    pub fn check(&self, id: TaxRateId, version: i64) -> Result<TaxRate, Vec<(String, String)>> {
        let mut wrong: Vec<(String, String)> = Vec::new();
        let mut refuse = |field: &str, words: &str| wrong.push((field.to_owned(), words.to_owned()));
        let class = [TaxClass::Standard, TaxClass::Reduced].into_iter().find(|class| class.key() == self.class);
        if class.is_none() {
            refuse("class", "Choose the class of the rate.");
        }
        let place = country(&self.country);
        if place.is_none() {
            refuse("country", "Choose a country.");
        }
        let region = self.region.trim();
        if region.chars().count() > 60 || region.chars().any(char::is_control) {
            refuse("region", "Write a name of at most 60 characters.");
        }
        let postcodes = postcodes(&self.postcodes);
        match &postcodes {
            None => refuse("postcodes", "Write beginnings of postcodes with commas between, as in 35, 38."),
            Some(starts) if starts.is_empty() != region.is_empty() => {
                refuse("postcodes", "A region has a name and postcodes; a whole country has neither.");
            }
            Some(_) => {}
        }
        let rate = TaxPercent::parse(&self.percent).ok();
        if rate.is_none() {
            refuse("percent", "Write a percentage from 0 to 50 with at most four decimals, as in 19 or 8.875.");
        }
        let from = Date::parse(self.from.trim());
        if from.is_none() {
            refuse("from", "Write a day as in 2026-12-01.");
        }
        let until = match self.until.trim() {
            "" => Some(None),
            text => Date::parse(text).map(Some),
        };
        match (from, until) {
            (_, None) => refuse("until", "Write a day as in 2026-12-31, or nothing."),
            (Some(from), Some(Some(until))) if until < from => refuse("until", "The last day lies before the first."),
            _ => {}
        }
        match (class, place, postcodes, rate, from, until) {
            (Some(class), Some(place), Some(postcodes), Some(rate), Some(from), Some(until)) if wrong.is_empty() => {
                let (country, region) = (place.code.to_owned(), region.to_owned());
                Ok(TaxRate { id, version, class, country, region, postcodes, rate, from, until })
            }
            _ => Err(wrong),
        }
    }
}

fn postcodes(text: &str) -> Option<Vec<String>> {
    let separators = |letter: char| letter == ',' || letter == ';' || letter.is_whitespace();
    let starts = text.split(separators).map(plain_postcode).filter(|start| !start.is_empty());
    let mut starts: Vec<String> = starts.collect();
    starts.sort();
    starts.dedup();
    (starts.iter().all(|start| is_postcode_start(start)) && starts.len() <= MOST_POSTCODES).then_some(starts)
}

/// The fields of the settings, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaxSettingsForm {
    /// Whether the shop takes part in the One Stop Shop.
    pub oss: bool,
    /// Whether prices are without tax.
    pub adds_tax: bool,
    /// The countries that are ticked, by their code.
    pub registered: BTreeMap<String, String>,
}

impl TaxSettingsForm {
    /// The fields of the settings.
    #[must_use]
    pub fn of(settings: &TaxSettings) -> Self {
        let registered = settings.registered.iter().map(|code| (code.clone(), "true".to_owned()));
        Self { oss: settings.is_oss, adds_tax: settings.adds_tax, registered: registered.collect() }
    }

    /// The settings of a shop in `home` that were meant. Countries for which nothing follows from a tick are left out.
    #[must_use]
    pub fn check(&self, home: &str, version: i64) -> TaxSettings {
        let matters = |code: &&String| {
            let is_within = is_member_state(home) && is_member_state(code);
            country(code).is_some() && code.as_str() != home && !is_within
        };
        let registered = self.registered.keys().filter(matters).cloned().collect();
        TaxSettings { version, is_oss: self.oss, adds_tax: self.adds_tax, registered }
    }
}

#[cfg(test)]
#[path = "form_tests.rs"]
mod tests;
