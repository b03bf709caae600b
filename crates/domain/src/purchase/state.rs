//! The life of a purchase order.

use serde::{Deserialize, Serialize};

/// Where a purchase order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PurchaseState {
    /// It is being written.
    Draft,
    /// The supplier has it.
    Ordered,
    /// Some of it came.
    Partly,
    /// All of it came, or what is missing will not come.
    Received,
    /// It was given up before anything came.
    Cancelled,
}

/// What happens to a purchase order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PurchaseEvent {
    /// It was sent to the supplier.
    Ordered,
    /// Goods came, and some are missing yet.
    CamePartly,
    /// Goods came, and nothing is missing.
    CameWholly,
    /// What is missing will not come.
    Closed,
    /// It is given up.
    Cancelled,
}

/// An event that does not fit the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a purchase order that is {} cannot be {}", .state.label().to_lowercase(), .event.label())]
pub struct PurchaseTransitionError {
    /// Where it stands.
    pub state: PurchaseState,
    /// What should happen.
    pub event: PurchaseEvent,
}

impl PurchaseState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Ordered, Self::Partly, Self::Received, Self::Cancelled];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ordered => "ordered",
            Self::Partly => "partly",
            Self::Received => "received",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// The word in the admin.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Ordered => "Ordered",
            Self::Partly => "Partly received",
            Self::Received => "Received",
            Self::Cancelled => "Cancelled",
        }
    }

    /// Whether goods are on their way.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Ordered | Self::Partly)
    }

    /// Whether its supplier and lines can still be changed.
    #[must_use]
    pub fn is_draft(self) -> bool {
        self == Self::Draft
    }

    /// The state after the event.
    ///
    /// # Errors
    /// An event that does not fit.
    pub fn after(self, event: PurchaseEvent) -> Result<Self, PurchaseTransitionError> {
        match (self, event) {
            (Self::Draft, PurchaseEvent::Ordered) => Ok(Self::Ordered),
            (Self::Ordered | Self::Partly, PurchaseEvent::CamePartly) => Ok(Self::Partly),
            (Self::Ordered | Self::Partly, PurchaseEvent::CameWholly) | (Self::Partly, PurchaseEvent::Closed) => {
                Ok(Self::Received)
            }
            (Self::Draft | Self::Ordered, PurchaseEvent::Cancelled) => Ok(Self::Cancelled),
            _ => Err(PurchaseTransitionError { state: self, event }),
        }
    }
}

impl PurchaseEvent {
    /// Every event.
    pub const ALL: [Self; 5] = [Self::Ordered, Self::CamePartly, Self::CameWholly, Self::Closed, Self::Cancelled];

    fn label(self) -> &'static str {
        match self {
            Self::Ordered => "ordered",
            Self::CamePartly | Self::CameWholly => "received",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purchase_order_is_ordered_comes_in_parts_and_is_given_up_only_before() {
        let after = |state: PurchaseState, event| state.after(event).ok();
        assert_eq!(after(PurchaseState::Draft, PurchaseEvent::Ordered), Some(PurchaseState::Ordered));
        assert_eq!(after(PurchaseState::Ordered, PurchaseEvent::CamePartly), Some(PurchaseState::Partly));
        assert_eq!(after(PurchaseState::Partly, PurchaseEvent::CamePartly), Some(PurchaseState::Partly));
        assert_eq!(after(PurchaseState::Partly, PurchaseEvent::CameWholly), Some(PurchaseState::Received));
        assert_eq!(after(PurchaseState::Partly, PurchaseEvent::Closed), Some(PurchaseState::Received));
        assert_eq!(after(PurchaseState::Ordered, PurchaseEvent::Cancelled), Some(PurchaseState::Cancelled));
        assert_eq!(after(PurchaseState::Partly, PurchaseEvent::Cancelled), None);
        assert_eq!(after(PurchaseState::Draft, PurchaseEvent::CameWholly), None);
    }

    #[test]
    fn nothing_follows_an_end_and_every_state_is_read_back_from_its_word() {
        for state in PurchaseState::ALL {
            assert_eq!(PurchaseState::from_key(state.key()), Some(state));
            for event in PurchaseEvent::ALL {
                if matches!(state, PurchaseState::Received | PurchaseState::Cancelled) {
                    let refused = state.after(event).unwrap_err();
                    assert!(refused.to_string().contains("cannot be"), "{refused}");
                }
            }
        }
        assert_eq!(PurchaseState::from_key("gone"), None);
    }
}
