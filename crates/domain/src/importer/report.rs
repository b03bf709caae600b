//! The report of an import.

use serde::{Deserialize, Serialize};

/// A cell or row that could not be taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedRow {
    /// The file, when several were imported at once.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// The line in the file, from 1.
    pub line: u64,
    /// The column, when it is one column's fault.
    pub column: String,
    /// What is wrong with it.
    pub reason: String,
    /// What stood there.
    pub value: String,
}

/// What an import did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// The platform that the files come from.
    pub platform: String,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Data rows read.
    pub rows: u64,
    /// Products that are in the shop now: new, changed and unchanged.
    pub products: u64,
    /// Products that are new.
    pub products_new: u64,
    /// Products that changed.
    pub products_changed: u64,
    /// Products that were as they are.
    pub products_unchanged: u64,
    /// Variants read.
    pub variants: u64,
    /// Pictures read.
    pub images: u64,
    /// Pictures that could not be fetched; never fatal.
    pub images_failed: Vec<FailedRow>,
    /// Categories read.
    pub categories: u64,
    /// Customers that are in the shop now: new, changed and unchanged.
    pub customers: u64,
    /// Orders that are in the shop now: new, changed and unchanged.
    pub orders: u64,
    /// Products, customers and orders that were as they are.
    pub unchanged: u64,
    /// Whether the files are of a kind that tells of customers or orders, even when none could be taken over.
    #[serde(default)]
    pub tells_of_people: bool,
    /// Rows that were not taken over.
    pub failed: Vec<FailedRow>,
    /// Things to know that were no failure.
    pub warnings: Vec<FailedRow>,
}

impl ImportReport {
    /// Whether there is anything in it that only those may see who may see orders.
    #[must_use]
    pub fn holds_people(&self) -> bool {
        self.tells_of_people || self.customers > 0 || self.orders > 0
    }

    /// Adds the report of one of several files, whose notes then name it.
    pub fn add(&mut self, file: &str, other: Self) {
        if !self.platform.split(", ").any(|known| known == other.platform) {
            let comma = if self.platform.is_empty() { "" } else { ", " };
            self.platform = format!("{}{comma}{}", self.platform, other.platform);
        }
        self.tells_of_people |= other.tells_of_people;
        for (sum, part) in [
            (&mut self.rows, other.rows),
            (&mut self.products, other.products),
            (&mut self.products_new, other.products_new),
            (&mut self.products_changed, other.products_changed),
            (&mut self.products_unchanged, other.products_unchanged),
            (&mut self.variants, other.variants),
            (&mut self.images, other.images),
            (&mut self.customers, other.customers),
            (&mut self.orders, other.orders),
            (&mut self.unchanged, other.unchanged),
        ] {
            *sum = sum.saturating_add(part);
        }
        for (all, mut part) in [
            (&mut self.images_failed, other.images_failed),
            (&mut self.failed, other.failed),
            (&mut self.warnings, other.warnings),
        ] {
            part.sort_by_key(|row| row.line);
            all.extend(part.into_iter().map(|row| FailedRow { file: file.to_owned(), ..row }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_several_files_are_summed_and_their_notes_name_the_file() {
        let row = |line| FailedRow {
            file: String::new(),
            line,
            column: "Price".to_owned(),
            reason: "is no amount".to_owned(),
            value: "ten".to_owned(),
        };
        let part = |platform: &str| ImportReport {
            platform: platform.to_owned(),
            rows: 2,
            failed: vec![row(3), row(2)],
            ..ImportReport::default()
        };
        let mut all = ImportReport::default();
        for (file, platform) in [("a.csv", "shopify"), ("b.csv", "shopify"), ("c.csv", "magento")] {
            all.add(file, part(platform));
        }
        assert_eq!((all.platform.as_str(), all.rows), ("shopify, magento", 6));
        let told: Vec<(&str, u64)> = all.failed.iter().map(|row| (row.file.as_str(), row.line)).collect();
        assert_eq!(told, [("a.csv", 2), ("a.csv", 3), ("b.csv", 2), ("b.csv", 3), ("c.csv", 2), ("c.csv", 3)]);
    }
}
