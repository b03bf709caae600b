//! What the report will say about cells and rows, collected while they are read.

use std::collections::HashSet;

use domain::importer::report::FailedRow;

use crate::db::DatabaseError;

/// So much of a cell is quoted in a report.
const QUOTED: usize = 80;

/// Failures and warnings.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Rows that are not taken over.
    pub failed: Vec<FailedRow>,
    /// Things to know that are no failure.
    pub warnings: Vec<FailedRow>,
    told: HashSet<String>,
}

/// Why the database refused something, for the report: a broken rule by its name. Anything else is private: it is logged.
pub(super) fn told(error: &DatabaseError) -> String {
    match error {
        DatabaseError::Constraint { name } => {
            format!("it breaks a rule of the shop: {}", name.replace(['_', '.'], " "))
        }
        error => {
            tracing::error!(%error, "the database refused a part of an import");
            "the database refused it".to_owned()
        }
    }
}

/// A note on a cell.
pub(super) fn note(line: u64, column: &str, value: &str, reason: impl Into<String>) -> FailedRow {
    let value = match value.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    };
    FailedRow { file: String::new(), line, column: column.to_owned(), reason: reason.into(), value }
}

impl Notes {
    /// A row that is not taken over.
    pub fn fail(&mut self, line: u64, column: &str, value: &str, reason: impl Into<String>) {
        self.failed.push(note(line, column, value, reason));
    }

    /// A product of which nothing is left, unless a failure since `told` says why.
    pub fn fail_unless_told(&mut self, told: usize, line: u64, column: &str, value: &str, reason: &str) {
        if self.failed.len() == told {
            self.fail(line, column, value, reason);
        }
    }

    /// Something to know.
    pub fn warn(&mut self, line: u64, column: &str, value: &str, reason: impl Into<String>) {
        self.warnings.push(note(line, column, value, reason));
    }

    /// Something to know about a whole column or file: said where it is first met.
    pub fn warn_once(&mut self, line: u64, column: &str, value: &str, reason: &str) {
        if self.told.insert(format!("{column}\u{1f}{reason}")) {
            self.warn(line, column, value, reason);
        }
    }
}
