//! Bringing an order to the shopper.
//!
//! The state of an order's delivery is derived from its lines, never stored twice. An order may go in several parcels.

mod parcel;
pub mod view;

use serde::{Deserialize, Serialize};

pub use parcel::{ParcelError, ParcelForm, ParcelFormLine, ParcelPlan, SendableLine, plan};

/// How much of an order was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FulfilmentState {
    /// Nothing.
    Unfulfilled,
    /// Some.
    Partial,
    /// Everything.
    Fulfilled,
}

impl FulfilmentState {
    /// The state that follows from how many items were ordered and how many were sent.
    #[must_use]
    pub fn derive(ordered: i64, sent: i64) -> Self {
        if sent <= 0 {
            Self::Unfulfilled
        } else if sent < ordered {
            Self::Partial
        } else {
            Self::Fulfilled
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_follows_from_the_counts() {
        assert_eq!(FulfilmentState::derive(4, 0), FulfilmentState::Unfulfilled);
        assert_eq!(FulfilmentState::derive(4, 3), FulfilmentState::Partial);
        assert_eq!(FulfilmentState::derive(4, 4), FulfilmentState::Fulfilled);
    }
}
