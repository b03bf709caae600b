//! What can go wrong with the rates of tax.

use domain::kernel::LineProblem;

use crate::db::{DatabaseError, WriteError};

/// Why the rates were not changed.
#[derive(Debug, thiserror::Error)]
pub enum TaxError {
    /// There is no such rate.
    #[error("this is no longer there")]
    NotFound,
    /// Somebody changed it since it was shown.
    #[error("somebody has changed this since you opened it")]
    Conflict,
    /// Fields that cannot stay, each with what to do.
    #[error("{}", .0.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" "))]
    Fields(Vec<(String, String)>),
    /// Lines of a file that cannot be read.
    #[error("{}", .0.iter().map(|problem| format!("Line {}: {}", problem.line, problem.words)).collect::<Vec<_>>().join(" "))]
    File(Vec<LineProblem>),
    /// Orders were priced by it, so it stays.
    #[error("this rate has begun: make the one that follows it instead of deleting it")]
    HasBegun,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl TaxError {
    pub(super) fn field(field: &str, words: &str) -> Self {
        Self::Fields(vec![(field.to_owned(), words.to_owned())])
    }
}

impl From<sqlx::Error> for TaxError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for TaxError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
