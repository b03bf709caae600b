//! Why a save changed nothing.

use domain::catalog::view::ProductForm;

use crate::{
    catalog::CatalogError,
    db::{DatabaseError, WriteError},
};

/// Why a save changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Somebody else saved meanwhile: this is what stands there now.
    #[error("somebody else has changed this product meanwhile")]
    Conflict(Box<ProductForm>),
    /// These fields, by name, cannot stay as they are. The fields of a variant are named `variants.0.price`.
    #[error("some fields need another look")]
    Fields(Vec<(String, String)>),
    /// There is no such product.
    #[error("there is no such product")]
    NotFound,
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] CatalogError),
}

impl SaveError {
    /// One field with its message.
    pub(super) fn field(name: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Fields(vec![(name.into(), message.into())])
    }
}

impl From<DatabaseError> for SaveError {
    fn from(error: DatabaseError) -> Self {
        Self::Failed(CatalogError::Database(error))
    }
}

impl From<sqlx::Error> for SaveError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for SaveError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Failed(error) => error.database(),
            _ => None,
        }
    }
}
