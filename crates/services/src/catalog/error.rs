//! What can go wrong in the catalogue.

use crate::{
    db::{DatabaseError, WriteError},
    media::MediaError,
    port::SearchError,
};

/// Why the catalogue could not answer.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// There is no such product, category or picture, or shoppers may not see it.
    #[error("there is no such page")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The search index failed.
    #[error(transparent)]
    Search(#[from] SearchError),
    /// The picture was refused or could not be kept.
    #[error(transparent)]
    Media(#[from] MediaError),
}

impl From<sqlx::Error> for CatalogError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}

impl WriteError for CatalogError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
