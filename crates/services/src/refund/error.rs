//! What can go wrong with a refund.

use domain::refund::RefundError;

use crate::db::{DatabaseError, WriteError};

/// Why nothing was given back.
#[derive(Debug, thiserror::Error)]
pub enum RefundFailure {
    /// There is no such order, payment or refund.
    #[error("there is no such order")]
    NotFound,
    /// Somebody changed the order since it was shown.
    #[error("the order has changed since you opened it")]
    Conflict,
    /// Nothing was paid that could go back.
    #[error("nothing was paid for this order that could go back")]
    NotPaid,
    /// More than was paid, or something that was never bought.
    #[error(transparent)]
    Refused(#[from] RefundError),
    /// Items are in a return that is open.
    #[error("the others of this line are in a return: close that instead; {left} can go back here")]
    InReturn {
        /// How many are in none.
        left: i64,
    },
    /// What a change of the order made it cost more is still to be paid.
    #[error("a difference of this order is still to be paid: wait for it, or take it back first")]
    Awaited,
    /// Money of a gift card was spent, so it cannot be taken back.
    #[error("a gift card of this line was spent or put out of use: its money cannot be taken back")]
    CardSpent,
    /// A reason that is too long or has several lines.
    #[error("the reason has at most {most} characters on one line")]
    Reason {
        /// How many characters there may be.
        most: usize,
    },
    /// A provider gives this back by itself, or it is done.
    #[error("this refund waits for nobody to send it")]
    NotByHand,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for RefundFailure {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for RefundFailure {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
