//! What can go wrong with customers and their accounts.

use crate::{
    account::{AccountError, PasswordError},
    db::{DatabaseError, WriteError},
};
use domain::checkout::FieldError;

/// Why a customer was not let in, or a change was refused.
#[derive(Debug, thiserror::Error)]
pub enum CustomerError {
    /// No session, or one that has ended.
    #[error("please sign in")]
    NotSignedIn,
    /// There is no such thing, or it is somebody else's.
    #[error("this is not here any more")]
    NotFound,
    /// Address and password do not belong together. It is never said which of them is wrong.
    #[error("the e-mail address or the password is wrong")]
    WrongCredentials,
    /// The password so far is another.
    #[error("the current password is wrong")]
    WrongPassword,
    /// Too many tries in a short time.
    #[error("that was too often; try again in a few minutes")]
    TooMany,
    /// The link was used, has expired or never existed.
    #[error("this link has been used or has expired; ask for a new one")]
    LinkOver,
    /// The password cannot be taken.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The address is no e-mail address.
    #[error("write the e-mail address like name@example.org")]
    Email,
    /// Another account has this address; told only to who has proven it.
    #[error("there is another account with this address")]
    EmailTaken,
    /// The name is empty or too long.
    #[error("write a name in one line")]
    Name,
    /// The fields of an address that are wrong.
    #[error("the address has {} fields to look at again", .0.len())]
    Fields(Vec<FieldError>),
    /// As many addresses as fit.
    #[error("delete an address first")]
    TooManyAddresses,
    /// The note is empty or too long.
    #[error("write a note of at most {most} characters")]
    Note {
        /// So many fit.
        most: usize,
    },
    /// The order's page could not be read for the export.
    #[error(transparent)]
    Order(#[from] crate::order::OrderError),
    /// The document could not be written.
    #[error("the data could not be written: {0}")]
    Data(serde_json::Error),
    /// The hash could not be made or read.
    #[error("the password could not be checked: {0}")]
    Hashing(String),
    /// The database failed.
    #[error(transparent)]
    Database(DatabaseError),
}

impl From<DatabaseError> for CustomerError {
    fn from(error: DatabaseError) -> Self {
        match error.constraint() {
            Some("customer_email_unique") => Self::EmailTaken,
            _ => Self::Database(error),
        }
    }
}

impl From<sqlx::Error> for CustomerError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl From<AccountError> for CustomerError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::TooManyAttempts { .. } | AccountError::Busy => Self::TooMany,
            AccountError::Password(error) => Self::Password(error),
            AccountError::Database(error) => error.into(),
            other => Self::Hashing(other.to_string()),
        }
    }
}

impl WriteError for CustomerError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
