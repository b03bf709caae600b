//! What can go wrong with an import in the browser.

use domain::importer::kind::OtherKind;

use crate::db::{DatabaseError, WriteError};

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// There is no such import.
    #[error("there is no such import")]
    NotFound,
    /// It is busy, or at a place where this makes no sense.
    #[error("this import cannot do that now")]
    NotNow,
    /// No file, or too many.
    #[error("choose one to {most} files")]
    Files {
        /// How many it may be.
        most: usize,
    },
    /// A file that holds no table.
    #[error("“{name}”: {}", kind.words())]
    OtherKind {
        /// What it is called.
        name: String,
        /// What it is.
        kind: OtherKind,
    },
    /// A mapping that names no field.
    #[error("{0}")]
    Mapping(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for TaskError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}

impl WriteError for TaskError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
