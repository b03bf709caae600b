//! The life of a refund.

use serde::{Deserialize, Serialize};

/// Where a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RefundState {
    /// Agreed; the provider is asked, or somebody sends it.
    Pending,
    /// The provider has not answered: it is asked again under the same key.
    Unknown,
    /// It has gone back.
    Done,
    /// The provider will not do it; nothing has gone back.
    Refused,
}

impl RefundState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Unknown, Self::Done, Self::Refused];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Unknown => "unknown",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}
