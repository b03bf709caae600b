//! The tabs of the order list.

use serde::{Deserialize, Serialize};

/// The tabs of the order list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OrderTab {
    /// Every order.
    #[default]
    All,
    /// Paid and not sent.
    ToSend,
    /// Not paid.
    Unpaid,
    /// A person must look.
    NeedsReview,
    /// Sent.
    Sent,
    /// Called off.
    Cancelled,
}

impl OrderTab {
    /// Every tab, in order.
    pub const ALL: [Self; 6] = [Self::All, Self::ToSend, Self::Unpaid, Self::NeedsReview, Self::Sent, Self::Cancelled];

    /// The word in the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::ToSend => "to-send",
            Self::Unpaid => "unpaid",
            Self::NeedsReview => "needs-review",
            Self::Sent => "sent",
            Self::Cancelled => "cancelled",
        }
    }

    /// The tab with this word; the first for any other.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.key() == key).unwrap_or_default()
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::ToSend => "To send",
            Self::Unpaid => "Unpaid",
            Self::NeedsReview => "Needs review",
            Self::Sent => "Sent",
            Self::Cancelled => "Cancelled",
        }
    }
}
