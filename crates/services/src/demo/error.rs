//! Why a shop could not be filled.

use domain::{kernel::MoneyError, pricing::PricingError};

use crate::db::{DatabaseError, WriteError};

/// Why a shop could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// There is already something for sale.
    #[error("the shop already has {products} products and {orders} orders; the demo shop only fills an empty one")]
    NotEmpty {
        /// How many products there are.
        products: i64,
        /// How many orders there are.
        orders: i64,
    },
    /// An earlier seeding was cut off, but something else was added since.
    #[error(
        "an earlier seeding was cut off, and other things were added since; please start with an empty data directory"
    )]
    CutOff,
    /// An order whose sums cannot be computed.
    #[error("an order could not be priced: {0}")]
    Pricing(#[from] PricingError),
    /// An order names something that is not for sale.
    #[error("the input names {0}, which is not in it")]
    Unknown(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<MoneyError> for DemoError {
    fn from(error: MoneyError) -> Self {
        Self::Pricing(error.into())
    }
}

impl From<sqlx::Error> for DemoError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}

impl WriteError for DemoError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
