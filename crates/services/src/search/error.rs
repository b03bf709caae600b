//! Why the manager's word on the search was refused.

use crate::db::{DatabaseError, WriteError};

/// Why the manager's word on the search was refused.
#[derive(Debug, thiserror::Error)]
pub enum SearchRuleError {
    /// No product is called so.
    #[error("no product has the name, SKU or barcode {0:?}")]
    NoProduct(String),
    /// Nothing to do it with.
    #[error("choose a product or a category")]
    NoSubject,
    /// Only a product can stand first.
    #[error("a whole category cannot be pinned; raise it instead")]
    PinnedCategory,
    /// One word means nothing but itself.
    #[error("write two or more words of at most {most} letters together, with commas between: mug, cup, beaker")]
    FewWords {
        /// How long the group may be.
        most: usize,
    },
    /// The group is there.
    #[error("these words are there already")]
    KnownWords,
    /// More rules than a search can look at.
    #[error("there are {most} already; remove some that are no longer needed")]
    TooMany {
        /// How many there may be.
        most: i64,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl WriteError for SearchRuleError {
    fn database(&self) -> Option<&DatabaseError> {
        if let Self::Database(error) = self { Some(error) } else { None }
    }
}

impl From<sqlx::Error> for SearchRuleError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}
