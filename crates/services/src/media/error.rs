//! What can go wrong with a picture.

use crate::{
    db::{DatabaseError, WriteError},
    port::{FilesError, ImagesError},
};

/// Why a picture was not taken.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The content was refused; the message is for whoever sent it.
    #[error(transparent)]
    Refused(#[from] ImagesError),
    /// The files could not be kept.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// There is no such image.
    #[error("this image is not in the library any more")]
    NotFound,
    /// Pages show it.
    #[error("{uses} pages show this image; replace it there first")]
    InUse {
        /// How many.
        uses: i64,
    },
    /// Words that are too long.
    #[error("the words have more than {most} letters")]
    TooManyWords {
        /// How many they may have.
        most: usize,
    },
    /// The work was interrupted.
    #[error("the work on the picture was interrupted")]
    Interrupted,
}

impl From<sqlx::Error> for MediaError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}

impl WriteError for MediaError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
