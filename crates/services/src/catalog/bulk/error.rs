//! Why many products could not be changed.

use domain::catalog::bulk::{
    RuleError,
    view::{Conflict, Refused},
};

use crate::{
    catalog::CatalogError,
    db::{DatabaseError, WriteError},
};

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum BulkError {
    /// A field of the rule cannot be read.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// No product is meant.
    #[error("no product is chosen")]
    Nothing,
    /// There is no such change.
    #[error("there is no such change")]
    NotFound,
    /// The change cannot be taken back in the state that it is in.
    #[error("this change cannot be taken back now")]
    NotNow,
    /// Somebody else has changed these values.
    #[error("somebody else has changed some of this meanwhile")]
    Conflict(Vec<Conflict>),
    /// These values cannot stay.
    #[error("some cells need another look")]
    Refused(Vec<Refused>),
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] CatalogError),
}

impl From<DatabaseError> for BulkError {
    fn from(error: DatabaseError) -> Self {
        Self::Failed(CatalogError::Database(error))
    }
}

impl From<sqlx::Error> for BulkError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for BulkError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Failed(error) => error.database(),
            _ => None,
        }
    }
}
