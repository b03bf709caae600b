//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::DocumentKind;
use crate::kernel::{Date, DocumentId, Money};

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentView {
    /// The id.
    pub id: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// Its number.
    pub number: String,
    /// When it was issued.
    pub issued_on: Date,
    /// What it comes to.
    pub total: Money,
}
