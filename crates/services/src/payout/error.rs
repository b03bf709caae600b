//! What can go wrong with payouts.

use domain::kernel::LineProblem;

use crate::db::{DatabaseError, WriteError};

/// Why a payout was not shown or taken.
#[derive(Debug, thiserror::Error)]
pub enum PayoutError {
    /// There is no such payout.
    #[error("this is no longer there")]
    NotFound,
    /// Lines of a report that cannot be read.
    #[error("{}", .0.first().map(|problem| problem.words.as_str()).unwrap_or_default())]
    Report(Vec<LineProblem>),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for PayoutError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for PayoutError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
