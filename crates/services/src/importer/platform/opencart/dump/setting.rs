//! What the shop was set to: language, currency, group of customers.

use domain::kernel::Currency;

use crate::importer::{
    file::{FileError, NamedRow, Tables},
    notes::Notes,
};

/// The group that every shop begins with.
const FIRST_GROUP: &str = "1";

/// The settings that matter to products.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    /// The id of the shop's language.
    pub language: String,
    currency: String,
    customer_group: String,
}

impl Settings {
    /// Reads the settings of the first store; where they are missing the first language counts.
    pub fn read(tables: &mut Tables, prefix: &str) -> Result<Self, FileError> {
        let rows = tables.all(&format!("{prefix}setting"))?;
        let languages = tables.all(&format!("{prefix}language"))?;
        let find = |key: &str| {
            let own = rows.iter().find(|row| row.get("key") == key && matches!(row.get("store_id"), "0" | ""));
            own.map_or("", |row| row.get("value"))
        };
        let code = find("config_language");
        let order = |row: &&NamedRow| row.get("sort_order").parse::<i64>().unwrap_or(i64::MAX);
        let language = languages
            .iter()
            .find(|row| !code.is_empty() && row.get("code") == code)
            .or_else(|| languages.iter().min_by_key(order));
        let group = find("config_customer_group_id");
        Ok(Self {
            language: language.map_or("1", |row| row.get("language_id")).to_owned(),
            currency: find("config_currency").to_owned(),
            customer_group: if group.is_empty() { FIRST_GROUP } else { group }.to_owned(),
        })
    }

    /// Tells when the shop's prices are in another currency.
    pub fn check_currency(&self, currency: Currency, notes: &mut Notes) {
        if !self.currency.is_empty() && self.currency != currency.code() {
            let reason = format!("the prices are in another currency; their numbers are taken as {}", currency.code());
            notes.warn(1, "config_currency", &self.currency, reason);
        }
    }

    /// Whether a row is in the shop's language, or in none.
    pub fn speaks(&self, row: &NamedRow) -> bool {
        matches!(row.get("language_id"), "" | "0") || row.get("language_id") == self.language
    }

    /// The row in the shop's language; where it is missing the first.
    pub fn in_language<'r>(&self, rows: &'r [NamedRow]) -> Option<&'r NamedRow> {
        rows.iter().find(|row| self.speaks(row)).or(rows.first())
    }

    /// Whether prices of this group of customers are everybody's.
    pub fn is_for_everybody(&self, group: &str) -> bool {
        matches!(group, "" | "0") || group == self.customer_group
    }
}
