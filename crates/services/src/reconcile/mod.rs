//! Where money and orders do not agree, and what the manager can do about it.
//!
//! Not here: the shop's own asking (payment::job) and the rules that must always hold (maintenance::invariant). Invariants: looking
//! changes nothing; asking again never moves money a second time, because payments and refunds keep their keys.

pub mod read;
pub mod sql;
pub mod write;

use crate::{
    db::{DatabaseError, WriteError},
    payment::PaymentError,
};

/// Why it could not be looked at or tried again.
#[derive(Debug, thiserror::Error)]
pub enum ReconcileError {
    /// It is settled, or there is no such thing.
    #[error("there is nothing to try again: it may be settled by now")]
    Settled,
    /// The payment could not be asked about.
    #[error(transparent)]
    Payment(#[from] PaymentError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for ReconcileError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for ReconcileError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
