//! The report of an import.

use serde::{Deserialize, Serialize};

/// A cell or row that could not be taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedRow {
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
    /// The platform that the file comes from.
    pub platform: String,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Data rows read.
    pub rows: u64,
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
    /// Rows that were not taken over.
    pub failed: Vec<FailedRow>,
    /// Things to know that were no failure.
    pub warnings: Vec<FailedRow>,
}
