//! What can go wrong with a gift card.

use crate::db::{DatabaseError, WriteError};

/// Why a gift card was not spent or changed.
#[derive(Debug, thiserror::Error)]
pub enum GiftCardError {
    /// There is no such card, or it was put out of use.
    #[error("there is no gift card with this code that can be spent")]
    Unknown,
    /// It holds less than that, or money of another currency.
    #[error("this gift card does not hold that much")]
    NotEnough,
    /// With that it would hold more than it was issued with.
    #[error("this gift card was not worth that much")]
    TooMuch,
    /// An amount of nothing or less.
    #[error("this is no amount")]
    NoAmount,
    /// With that it would hold more than any card may.
    #[error("no card may hold that much")]
    Full,
    /// Fields that cannot stay, each with what to do.
    #[error("{}", .0.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" "))]
    Fields(Vec<(String, String)>),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for GiftCardError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for GiftCardError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
