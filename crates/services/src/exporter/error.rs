//! Why a list could not be written.

use crate::{catalog::CatalogError, db::DatabaseError};

/// Why a list could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] DatabaseError),
    /// The list could not be found.
    #[error(transparent)]
    Find(#[from] CatalogError),
    /// More than a workbook holds.
    #[error("a workbook has at most 1,048,576 rows; export a CSV file instead")]
    TooManyRows,
    /// A workbook that could not be written.
    #[error("the workbook could not be written: {0}")]
    Workbook(String),
    /// The disk.
    #[error("the file could not be written: {0}")]
    File(#[from] std::io::Error),
}
