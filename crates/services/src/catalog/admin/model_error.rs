//! Why a change of a product type, an attribute, a brand or a collection was refused.

use crate::{
    catalog::CatalogError,
    db::{DatabaseError, WriteError},
};

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// Somebody else saved meanwhile.
    #[error("somebody else has changed this meanwhile")]
    Conflict,
    /// These fields, by name, cannot stay as they are.
    #[error("some fields need another look")]
    Fields(Vec<(String, String)>),
    /// Something else needs it; the words say what, and what to do.
    #[error("{0}")]
    InUse(String),
    /// There is no such thing.
    #[error("there is no such thing")]
    NotFound,
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] CatalogError),
}

impl ModelError {
    /// One field with its message.
    pub(super) fn field(name: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Fields(vec![(name.into(), message.into())])
    }

    /// A broken unique rule is a field's error; anything else is the database's.
    pub(super) fn taken(error: sqlx::Error, rule: &str, field: &str, message: &str) -> Self {
        let error = DatabaseError::from(error);
        if error.constraint() == Some(rule) { Self::field(field, message) } else { error.into() }
    }
}

impl From<DatabaseError> for ModelError {
    fn from(error: DatabaseError) -> Self {
        Self::Failed(CatalogError::Database(error))
    }
}

impl From<sqlx::Error> for ModelError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for ModelError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Failed(error) => error.database(),
            _ => None,
        }
    }
}

/// Collects what is wrong with the fields of a form.
#[derive(Debug, Default)]
pub(super) struct Wrong(Vec<(String, String)>);

impl Wrong {
    /// Says what is wrong with a field.
    pub fn say(&mut self, field: &str, words: impl Into<String>) {
        self.0.push((field.to_owned(), words.into()));
    }

    /// A text must have from `least` to `most` letters.
    pub fn text(&mut self, field: &str, text: &str, least: usize, most: usize) {
        let length = text.trim().chars().count();
        if length < least {
            self.say(field, "This cannot be empty.");
        } else if length > most {
            self.say(field, format!("This has {length} characters; {most} fit."));
        }
    }

    /// Everything that was said, if anything was.
    pub fn finish(self) -> Result<(), ModelError> {
        if self.0.is_empty() { Ok(()) } else { Err(ModelError::Fields(self.0)) }
    }
}
