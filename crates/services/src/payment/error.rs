//! What can go wrong with a payment.

use crate::{
    db::{DatabaseError, WriteError},
    order::OrderError,
    port::{ProviderError, WebhookError},
};

/// Why a payment was not begun or confirmed.
#[derive(Debug, thiserror::Error)]
pub enum PaymentError {
    /// Nothing is known under this reference.
    #[error("there is no such payment")]
    UnknownReference,
    /// The shop has no such way of payment.
    #[error("this way of payment is not offered")]
    NotOffered,
    /// The order needs no payment any more.
    #[error("this order cannot be paid any more")]
    NotPayable,
    /// A payment is under way, or we do not know: paying again could cost twice.
    #[error("a payment for this order is still being checked")]
    UnderWay,
    /// A message of a provider that was not believed.
    #[error(transparent)]
    Webhook(#[from] WebhookError),
    /// The provider could not be asked.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// Others changed the payment at the same time, again and again.
    #[error("the payment is changing; try again")]
    Conflict,
    /// The order could not be changed.
    #[error(transparent)]
    Order(OrderError),
    /// As many orders of this address or network wait for their money as may.
    #[error(
        "several orders from you or your network still wait for their money: pay one of them first, or choose another way to pay"
    )]
    TooManyUnpaid,
    /// The order holds more of something than one may that waits for its money.
    #[error("this order holds more of something than we keep for who pays later: choose a way to pay at once")]
    TooMuchUnpaid,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<OrderError> for PaymentError {
    fn from(error: OrderError) -> Self {
        match error {
            OrderError::Database(error) => Self::Database(error),
            OrderError::Conflict => Self::Conflict,
            other => Self::Order(other),
        }
    }
}

impl From<sqlx::Error> for PaymentError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for PaymentError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
