//! What SQLite says when a statement fails, in the form in which every database says it.

use std::{borrow::Cow, error::Error};

use rusqlite::{
    Error as FileError,
    ffi::{
        SQLITE_CONSTRAINT_CHECK, SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_NOTNULL, SQLITE_CONSTRAINT_PRIMARYKEY,
        SQLITE_CONSTRAINT_UNIQUE,
    },
};
use sqlx::error::{DatabaseError, ErrorKind};

/// A refusal with its extended code.
#[derive(Debug, thiserror::Error)]
#[error("{message} (SQLite's code {code})")]
struct Refused {
    code: i32,
    message: String,
}

/// As the rooms know it.
pub(super) fn readable(error: FileError) -> sqlx::Error {
    match error {
        FileError::SqliteFailure(told, message) => {
            let message = message.unwrap_or_else(|| told.to_string());
            sqlx::Error::Database(Box::new(Refused { code: told.extended_code, message }))
        }
        other => sqlx::Error::AnyDriverError(Box::new(other)),
    }
}

impl DatabaseError for Refused {
    fn message(&self) -> &str {
        &self.message
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        Some(self.code.to_string().into())
    }

    fn as_error(&self) -> &(dyn Error + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn Error + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn Error + Send + Sync + 'static> {
        self
    }

    fn kind(&self) -> ErrorKind {
        match self.code {
            SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY => ErrorKind::UniqueViolation,
            SQLITE_CONSTRAINT_FOREIGNKEY => ErrorKind::ForeignKeyViolation,
            SQLITE_CONSTRAINT_NOTNULL => ErrorKind::NotNullViolation,
            SQLITE_CONSTRAINT_CHECK => ErrorKind::CheckViolation,
            _ => ErrorKind::Other,
        }
    }
}
