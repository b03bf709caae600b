//! What can go wrong with currencies.

use domain::kernel::MoneyError;

use crate::db::{DatabaseError, WriteError};

/// Why the currencies were not changed.
#[derive(Debug, thiserror::Error)]
pub enum CurrencyError {
    /// There is no such currency, product or rate.
    #[error("this is no longer there")]
    NotFound,
    /// Somebody changed it since it was shown.
    #[error("somebody has changed this since you opened it")]
    Conflict,
    /// Fields that cannot stay, each with what to do.
    #[error("{}", .0.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" "))]
    Fields(Vec<(String, String)>),
    /// Orders were placed in it.
    #[error("orders were placed in this currency: close it instead of removing it")]
    HasOrders,
    /// Amounts that cannot be told in it.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl CurrencyError {
    pub(super) fn field(field: &str, words: &str) -> Self {
        Self::Fields(vec![(field.to_owned(), words.to_owned())])
    }
}

impl From<sqlx::Error> for CurrencyError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for CurrencyError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
