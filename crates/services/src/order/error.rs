//! What can go wrong with an order.

use domain::{
    fulfilment::ParcelError,
    order::{TransitionError, edit::EditError},
};

use crate::{
    db::{DatabaseError, WriteError},
    refund::RefundFailure,
};

/// Why an order was not shown or changed.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    /// There is no such order, or the link is wrong.
    #[error("there is no such order")]
    NotFound,
    /// Somebody changed it since it was shown.
    #[error("the order has changed since you opened it")]
    Conflict,
    /// It is not in the state for that.
    #[error(transparent)]
    Transition(#[from] TransitionError),
    /// It does not go into a parcel like that.
    #[error(transparent)]
    Parcel(#[from] ParcelError),
    /// What is paid when it arrives comes in one parcel.
    #[error("this order is paid when it arrives: send all of it in one parcel")]
    WholeOnly,
    /// A part of it is on its way.
    #[error("a part of this order was sent: refund what was not, then it is closed")]
    PartlySent,
    /// It waits for no money that people move.
    #[error("this order waits for no bank transfer and no cash")]
    NothingAwaited,
    /// The shopper has withdrawn from items that were not sent yet.
    #[error("the customer has withdrawn from items of this order: pay them back first")]
    Withdrawn,
    /// A text is empty or too long.
    #[error("{what} needs 1 to {most} characters on one line")]
    Text {
        /// The field.
        what: &'static str,
        /// How many characters there may be.
        most: usize,
    },
    /// It cannot be changed, or not like that.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// What was paid cannot go back.
    #[error(transparent)]
    Refund(RefundFailure),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<RefundFailure> for OrderError {
    fn from(error: RefundFailure) -> Self {
        match error {
            RefundFailure::Database(error) => Self::Database(error),
            other => Self::Refund(other),
        }
    }
}

impl From<sqlx::Error> for OrderError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for OrderError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
