//! Asking whether a number for value added tax was given to somebody.

use async_trait::async_trait;
use domain::tax::VatNumber;

/// What is known of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VatAnswer {
    /// Whether somebody has it who may use it for trade between member states.
    pub is_valid: bool,
    /// Whose it is; empty where the member state does not say so.
    pub name: String,
    /// The number of the inquiry; empty where there is none.
    pub inquiry: String,
}

/// Nobody could say.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a number for value added tax could not be checked: {0}")]
pub struct VatUnavailable(pub String);

/// Somebody who knows which numbers there are.
#[async_trait]
pub trait VatNumbers: Send + Sync {
    /// What is known of `number`. `asker` is the shop's own number: with it, an inquiry gets a number that proves it.
    ///
    /// # Errors
    /// When nobody could say.
    async fn check(&self, number: &VatNumber, asker: Option<&VatNumber>) -> Result<VatAnswer, VatUnavailable>;
}
