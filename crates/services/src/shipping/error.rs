//! What can go wrong with the table of delivery.

use crate::db::{DatabaseError, WriteError};

/// Why the table was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ShippingError {
    /// There is no such zone or way of delivery.
    #[error("this is no longer there")]
    NotFound,
    /// Somebody changed it since it was shown.
    #[error("somebody has changed this since you opened it")]
    Conflict,
    /// Fields that cannot stay, each with what to do.
    #[error("{}", .0.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" "))]
    Fields(Vec<(String, String)>),
    /// Amounts that cannot be computed.
    #[error(transparent)]
    Money(#[from] domain::kernel::MoneyError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl ShippingError {
    pub(super) fn field(field: &str, words: &str) -> Self {
        Self::Fields(vec![(field.to_owned(), words.to_owned())])
    }
}

impl From<sqlx::Error> for ShippingError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for ShippingError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
