//! What can go wrong with a coupon.

use crate::db::{DatabaseError, WriteError};

/// Why a coupon was not changed.
#[derive(Debug, thiserror::Error)]
pub enum CouponError {
    /// There is no such coupon.
    #[error("there is no such coupon")]
    NotFound,
    /// Somebody changed it since it was shown.
    #[error("the coupon has changed since you opened it")]
    Conflict,
    /// An order has used it, so it stays.
    #[error("an order has used this code: switch it off instead")]
    WasUsed,
    /// Fields that cannot stay, each with what to do.
    #[error("{}", .0.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" "))]
    Fields(Vec<(String, String)>),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl CouponError {
    pub(super) fn field(field: &str, words: &str) -> Self {
        Self::Fields(vec![(field.to_owned(), words.to_owned())])
    }
}

impl From<sqlx::Error> for CouponError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for CouponError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
