//! What can go wrong with stock.

use crate::db::{DatabaseError, WriteError};

/// Why stock was not shown, changed or counted.
#[derive(Debug, thiserror::Error)]
pub enum InventoryError {
    /// There is no such variant or count.
    #[error("this is no longer there")]
    NotFound,
    /// Somebody ended the count meanwhile.
    #[error("this count has ended: nothing more can be counted in it")]
    Ended,
    /// It cannot be done, and why.
    #[error("{0}")]
    Refused(String),
    /// Fields that cannot stay, each with what to do.
    #[error("{}", .0.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" "))]
    Fields(Vec<(String, String)>),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl InventoryError {
    pub(crate) fn field(field: &str, words: &str) -> Self {
        Self::Fields(vec![(field.to_owned(), words.to_owned())])
    }
}

impl From<sqlx::Error> for InventoryError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for InventoryError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
