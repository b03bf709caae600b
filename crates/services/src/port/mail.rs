//! Sending mail.

use async_trait::async_trait;

/// A mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The same on every try, so that receivers can drop a duplicate.
    pub id: String,
    /// To whom: an address that was checked.
    pub to: String,
    /// One line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// Why a mail was not taken.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// It will never be taken.
    #[error("the mail was refused: {0}")]
    Refused(String),
    /// It may be taken later.
    #[error("the mail could not be sent now: {0}")]
    Later(String),
}

/// Sends mails.
#[async_trait]
pub trait Mail: Send + Sync {
    /// Hands the mail over.
    async fn send(&self, message: &Message) -> Result<(), MailError>;
}
