//! What can go wrong with a draft.

use domain::pricing::PricingError;

use crate::{
    checkout::CheckoutError,
    db::{DatabaseError, WriteError},
    order::OrderError,
    payment::PaymentError,
};

/// Why a draft was not shown or changed.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// There is no such draft, or the link is wrong or was replaced.
    #[error("there is no such draft")]
    NotFound,
    /// Somebody changed it since it was shown.
    #[error("the draft has changed since you opened it")]
    Conflict,
    /// It has become an order.
    #[error("this draft was ordered: change its order instead")]
    Ordered,
    /// It is not in the state for that.
    #[error("{0}")]
    NotNow(&'static str),
    /// Fields that cannot stay, each with what to do.
    #[error("{}", .0.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" "))]
    Fields(Vec<(String, String)>),
    /// It cannot be priced.
    #[error(transparent)]
    Pricing(#[from] PricingError),
    /// Its page failed.
    #[error(transparent)]
    Checkout(#[from] CheckoutError),
    /// Its items could not be read.
    #[error(transparent)]
    Order(#[from] OrderError),
    /// Its payment could not be begun.
    #[error(transparent)]
    Payment(#[from] PaymentError),
    /// What was typed could not be kept.
    #[error("the form could not be kept: {0}")]
    Form(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl DraftError {
    pub(super) fn field(field: impl Into<String>, words: impl Into<String>) -> Self {
        Self::Fields(vec![(field.into(), words.into())])
    }
}

impl From<sqlx::Error> for DraftError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for DraftError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            Self::Checkout(error) => error.database(),
            Self::Order(error) => error.database(),
            Self::Payment(error) => error.database(),
            _ => None,
        }
    }
}
