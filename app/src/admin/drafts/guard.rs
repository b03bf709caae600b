//! What refused drafts say on the wire.

use services::draft::DraftError;

use crate::{
    admin::{
        guard::{self, sentence},
        parts::form::Outcome,
    },
    context,
    error::AppError,
};

/// What a refused use case of drafts says on the wire, where no form is at hand.
#[must_use]
pub fn draft(error: DraftError) -> AppError {
    match error {
        DraftError::NotFound => AppError::NotFound,
        DraftError::Conflict => AppError::Conflict,
        DraftError::Fields(_) => AppError::Invalid(error.to_string()),
        DraftError::Ordered | DraftError::NotNow(_) => AppError::Invalid(sentence(&error.to_string())),
        DraftError::Order(error) => guard::order(error),
        failed => context::failed(failed),
    }
}

/// What became of a draft's form: an answer for our own code, an error for a form that a browser sent by itself.
///
/// # Errors
/// A save that failed, or, for a plain form, one that was refused.
pub fn draft_outcome<T>(saved: Result<T, DraftError>) -> Result<Outcome, AppError> {
    match saved {
        Ok(_) => Ok(Outcome::Saved),
        Err(error) if context::is_plain_form() => Err(draft(error)),
        Err(DraftError::Conflict) => Ok(Outcome::Conflict),
        Err(DraftError::Fields(fields)) => Ok(Outcome::Refused(fields)),
        Err(error) => Err(draft(error)),
    }
}
