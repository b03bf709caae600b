//! What can go wrong at the checkout, apart from what the shopper can mend there.

use domain::pricing::PricingError;

use crate::{
    cart::CartError,
    db::{DatabaseError, WriteError},
};

/// Why the checkout failed.
#[derive(Debug, thiserror::Error)]
pub enum CheckoutError {
    /// The cart could not be read.
    #[error(transparent)]
    Cart(#[from] CartError),
    /// It cannot be priced.
    #[error(transparent)]
    Pricing(#[from] PricingError),
    /// What was typed could not be kept.
    #[error("the form could not be kept: {0}")]
    Form(#[from] serde_json::Error),
    /// The payment could not be begun.
    #[error(transparent)]
    Payment(#[from] crate::payment::PaymentError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for CheckoutError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for CheckoutError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            Self::Cart(error) => error.database(),
            Self::Payment(error) => error.database(),
            _ => None,
        }
    }
}
