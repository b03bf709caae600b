//! Invoices and credit notes: numbered without a gap, issued once, frozen.
//!
//! Not here: what they say (domain), how they are drawn (adapters). Invariants: a number is taken in the short transaction that writes
//! its document, after the money has moved and never while it does; an order has one invoice that counts, a refund one credit note; an
//! invoice of an order that was changed since is cancelled by a credit note of all of it before a new one is issued; what was issued is never changed (triggers of both databases refuse it).

mod deliver;
mod issue;
mod load;
pub mod read;
pub mod sql;

pub use deliver::DocumentHandler;
pub(crate) use deliver::{enqueue_credit_note, enqueue_invoice};
pub use issue::{issue_credit_note, issue_invoice, issue_missing};

use crate::db::{DatabaseError, WriteError};

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// There is no such document, or the link is wrong.
    #[error("there is no such document")]
    NotFound,
    /// The shop has not said who sells.
    #[error("the shop has no seller yet: set invoice.name, invoice.street and what else an invoice needs")]
    NoSeller,
    /// Nothing was paid that an invoice could be about.
    #[error("an invoice is made once the order is paid")]
    NotPaid,
    /// Amounts that do not add up.
    #[error(transparent)]
    Compose(#[from] domain::document::ComposeError),
    /// Somebody else has issued it in this moment.
    #[error("the document was issued already")]
    Issued,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<sqlx::Error> for DocumentError {
    fn from(error: sqlx::Error) -> Self {
        DatabaseError::from(error).into()
    }
}

impl WriteError for DocumentError {
    fn database(&self) -> Option<&DatabaseError> {
        match self {
            Self::Database(error) => Some(error),
            _ => None,
        }
    }
}
