//! Why a redirect was refused.

use domain::redirect::NotAPath;

use crate::db::{DatabaseError, WriteError};

/// Why a redirect was refused.
#[derive(Debug, thiserror::Error)]
pub enum RedirectError {
    /// The old address is none.
    #[error("the old address is not one of this shop: {0}")]
    Path(NotAPath),
    /// The new address is none.
    #[error("the new address is not one of this shop: {0}")]
    Target(NotAPath),
    /// It leads to itself.
    #[error("this address would lead back to itself")]
    Circle,
    /// There is a page at the old address.
    #[error("there is a page at {0}; an address that shows something cannot lead elsewhere")]
    IsAPage(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl RedirectError {
    /// Its word in an address, where a form that was sent without a script comes back to.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Path(_) => "path",
            Self::Target(_) => "target",
            Self::Circle => "circle",
            Self::IsAPage(_) => "page",
            Self::Database(_) => "failed",
        }
    }
}

impl WriteError for RedirectError {
    fn database(&self) -> Option<&DatabaseError> {
        if let Self::Database(error) = self { Some(error) } else { None }
    }
}

impl From<sqlx::Error> for RedirectError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error.into())
    }
}
