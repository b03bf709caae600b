//! What can go wrong with a return.

use domain::returns::{InspectionError, ReturnTransitionError, WishProblem};

use crate::{
    db::{DatabaseError, WriteError},
    order::OrderError,
    refund::RefundFailure,
};

/// Why a return was not asked for, or did not go on.
#[derive(Debug, thiserror::Error)]
pub enum ReturnFailure {
    /// There is no such return or order, or the link is wrong.
    #[error("there is no such return")]
    NotFound,
    /// Somebody else decided in the meantime.
    #[error("the return has changed since you opened it")]
    Conflict,
    /// What was chosen cannot be sent back or withdrawn from.
    #[error("this cannot be sent back: {0:?}")]
    Refused(Vec<WishProblem>),
    /// A form without its key.
    #[error("the form could not be read: go back and send it again")]
    NoKey,
    /// A payment is being checked, so that nobody knows whether there is anything to pay back.
    #[error("the payment of this order is being checked: try again in a few minutes")]
    PaymentUnderWay,
    /// It is not in the state for that.
    #[error(transparent)]
    Transition(#[from] ReturnTransitionError),
    /// An answer that is missing or too long.
    #[error("the answer to the customer needs {fewest} to {most} characters")]
    Answer {
        /// How many characters there must be.
        fewest: usize,
        /// How many characters there may be.
        most: usize,
    },
    /// What was found does not fit the return.
    #[error(transparent)]
    Inspection(#[from] InspectionError),
    /// What was paid cannot go back.
    #[error(transparent)]
    Refund(RefundFailure),
    /// The order cannot be called off.
    #[error(transparent)]
    Order(OrderError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<RefundFailure> for ReturnFailure {
    fn from(error: RefundFailure) -> Self {
        match error {
            RefundFailure::Database(error) => Self::Database(error),
            other => Self::Refund(other),
        }
    }
}

impl From<OrderError> for ReturnFailure {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::Database(error) => Self::Database(error),
            OrderError::NotFound => Self::NotFound,
            OrderError::Conflict => Self::Conflict,
            OrderError::Refund(error) => Self::Refund(error),
            other => Self::Order(other),
        }
    }
}

impl From<sqlx::Error> for ReturnFailure {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for ReturnFailure {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
