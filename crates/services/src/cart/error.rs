//! What can go wrong with a cart.

use domain::{kernel::QuantityError, pricing::PricingError};

use crate::db::{DatabaseError, WriteError};

/// Why a cart was not changed or read.
#[derive(Debug, thiserror::Error)]
pub enum CartError {
    /// Nothing with this stock-keeping unit is for sale.
    #[error("this item is not for sale")]
    NotForSale,
    /// It would be one line too many.
    #[error(
        "your bag holds {most} different items, which is as many as one order takes: order those first, or take one out"
    )]
    Full {
        /// How many lines a cart may have.
        most: i64,
    },
    /// None are left.
    #[error("this item is sold out")]
    SoldOut,
    /// All that are left are in the cart already.
    #[error("only {left} left, and you have {left} in your bag")]
    NoMore {
        /// How many there are.
        left: i64,
    },
    /// Fields of what is made to order need another look, each in words for the shopper.
    #[error("{}", .0.join(" "))]
    Personalisation(Vec<String>),
    /// An attached file could not be kept.
    #[error(transparent)]
    Files(crate::port::FilesError),
    /// No quantity.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// The cart has no such line.
    #[error("this line is not in the cart")]
    UnknownLine,
    /// There is no such cart, or it was ordered.
    #[error("this cart is gone")]
    UnknownCart,
    /// It cannot be priced.
    #[error(transparent)]
    Pricing(#[from] PricingError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for CartError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for CartError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
