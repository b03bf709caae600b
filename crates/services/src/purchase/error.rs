//! What can go wrong with suppliers and purchase orders.

use domain::purchase::PurchaseTransitionError;

use crate::{
    db::{DatabaseError, WriteError},
    inventory::InventoryError,
};

/// Why a supplier or a purchase order was not shown or changed.
#[derive(Debug, thiserror::Error)]
pub enum PurchaseError {
    /// There is no such thing.
    #[error("this is no longer there")]
    NotFound,
    /// Somebody changed it since it was shown.
    #[error("somebody has changed this since you opened it")]
    Conflict,
    /// A purchase order names the supplier, so it stays.
    #[error("a purchase order names this supplier, so it stays")]
    IsNamed,
    /// A step that does not fit.
    #[error(transparent)]
    Transition(#[from] PurchaseTransitionError),
    /// Fields that cannot stay, each with what to do.
    #[error("{}", .0.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" "))]
    Fields(Vec<(String, String)>),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl PurchaseError {
    pub(super) fn field(field: &str, words: &str) -> Self {
        Self::Fields(vec![(field.to_owned(), words.to_owned())])
    }
}

impl From<sqlx::Error> for PurchaseError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl From<InventoryError> for PurchaseError {
    fn from(error: InventoryError) -> Self {
        match error {
            InventoryError::NotFound => Self::NotFound,
            InventoryError::Database(error) => Self::Database(error),
            refused => Self::field("add", &refused.to_string()),
        }
    }
}

impl WriteError for PurchaseError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
