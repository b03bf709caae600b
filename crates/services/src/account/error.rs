//! What can go wrong with people and their sessions.

use domain::{account::Permission, kernel::TextError};

use super::PasswordError;
use crate::db::{DatabaseError, WriteError};

/// Why somebody was not let in, or a change to a person was refused.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// No session, or one that has ended.
    #[error("please sign in")]
    NotSignedIn,
    /// Signed in, without this right.
    #[error("this needs the permission “{}”", .permission.label())]
    NotAllowed {
        /// The right that is missing.
        permission: Permission,
    },
    /// Address and password do not belong together. It is never said which of them is wrong.
    #[error("the e-mail address or the password is wrong")]
    WrongCredentials,
    /// Too many tries in a short time.
    #[error("too many tries; wait {} and try again", minutes(*.seconds))]
    TooManyAttempts {
        /// How long to wait.
        seconds: i64,
    },
    /// More sign-ins wait than the machine can check.
    #[error("many people are signing in right now; try again in a few seconds")]
    Busy,
    /// The link was used, has expired or never existed.
    #[error("this link has been used or has expired; ask for a new one")]
    InvitationInvalid,
    /// The password cannot be taken.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The address is no e-mail address.
    #[error("write the e-mail address like name@example.org")]
    Email(TextError),
    /// The name is empty or too long.
    #[error("write a name of at most 100 characters")]
    Name,
    /// Somebody else has this address.
    #[error("somebody else uses this e-mail address")]
    EmailTaken,
    /// The name of a view is empty or too long.
    #[error("give the view a name of at most {most} characters")]
    ViewName {
        /// So many fit.
        most: usize,
    },
    /// The person keeps another view under this name.
    #[error("you have a view with this name already")]
    ViewNameTaken,
    /// The person keeps as many views as they may.
    #[error("{most} views are kept at most; delete one first")]
    TooManyViews {
        /// So many.
        most: usize,
    },
    /// The person keeps no such view.
    #[error("this view is not there any more")]
    NoSuchView,
    /// What is to be kept is too long.
    #[error("this is longer than the {most} characters that can be kept")]
    TooLong {
        /// So many.
        most: usize,
    },
    /// The hash could not be made or read.
    #[error("the password could not be checked: {0}")]
    Hashing(String),
    /// The database failed.
    #[error(transparent)]
    Database(DatabaseError),
}

impl From<DatabaseError> for AccountError {
    fn from(error: DatabaseError) -> Self {
        match error.constraint() {
            Some("staff_email_unique") => Self::EmailTaken,
            Some("saved_view_name_unique") => Self::ViewNameTaken,
            _ => Self::Database(error),
        }
    }
}

impl From<sqlx::Error> for AccountError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for AccountError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}

fn minutes(seconds: i64) -> String {
    match seconds.max(0).saturating_add(59) / 60 {
        0 | 1 => "a minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}
