//! The life of a return.

use serde::{Deserialize, Serialize};

/// Where a return stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReturnState {
    /// The shopper asks; somebody of the shop decides.
    Requested,
    /// The shopper may send it back, or has withdrawn; what was not sent yet is only paid back.
    Approved,
    /// The shop does not take it back.
    Refused,
    /// The shopper called it off before anybody decided.
    Cancelled,
    /// The parcel is there; somebody looks into it.
    Received,
    /// Looked at, and what is paid back is agreed.
    Closed,
}

/// What happens to a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReturnEvent {
    /// The shop takes it back.
    Approved,
    /// The shop does not.
    Refused,
    /// The shopper keeps it.
    Cancelled,
    /// The parcel has come.
    Received,
    /// Somebody looked at what came, or nothing has to come.
    Closed,
}

/// An event that does not fit the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a return that is {} cannot be {}", .state.label().to_lowercase(), .event.label())]
pub struct ReturnTransitionError {
    /// Where it stands.
    pub state: ReturnState,
    /// What should happen.
    pub event: ReturnEvent,
}

impl ReturnState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Requested, Self::Approved, Self::Refused, Self::Cancelled, Self::Received, Self::Closed];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::Received => "received",
            Self::Closed => "closed",
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
            Self::Requested => "Requested",
            Self::Approved => "Approved",
            Self::Refused => "Refused",
            Self::Cancelled => "Cancelled",
            Self::Received => "Received",
            Self::Closed => "Closed",
        }
    }

    /// Whether anything is still to happen: its items are spoken for.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Approved | Self::Received)
    }

    /// The state after the event.
    ///
    /// # Errors
    /// An event that does not fit.
    pub fn after(self, event: ReturnEvent) -> Result<Self, ReturnTransitionError> {
        match (self, event) {
            (Self::Requested, ReturnEvent::Approved) => Ok(Self::Approved),
            (Self::Requested, ReturnEvent::Refused) => Ok(Self::Refused),
            (Self::Requested, ReturnEvent::Cancelled) => Ok(Self::Cancelled),
            (Self::Approved, ReturnEvent::Received) => Ok(Self::Received),
            (Self::Approved | Self::Received, ReturnEvent::Closed) => Ok(Self::Closed),
            _ => Err(ReturnTransitionError { state: self, event }),
        }
    }
}

impl ReturnEvent {
    /// Every event.
    pub const ALL: [Self; 5] = [Self::Approved, Self::Refused, Self::Cancelled, Self::Received, Self::Closed];

    fn label(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::Received => "received",
            Self::Closed => "closed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_states_of_a_return_allows_exactly_these_steps() {
        use ReturnEvent as E;
        use ReturnState as S;
        let allowed = [
            (S::Requested, E::Approved, S::Approved),
            (S::Requested, E::Refused, S::Refused),
            (S::Requested, E::Cancelled, S::Cancelled),
            (S::Approved, E::Received, S::Received),
            (S::Approved, E::Closed, S::Closed),
            (S::Received, E::Closed, S::Closed),
        ];
        for state in S::ALL {
            for event in E::ALL {
                let expected = allowed.iter().find(|row| row.0 == state && row.1 == event).map(|row| row.2);
                assert_eq!(state.after(event).ok(), expected, "{state:?} {event:?}");
            }
            let goes_on = allowed.iter().any(|row| row.0 == state);
            assert_eq!(state.is_open(), goes_on, "{state:?} is open exactly when something can still happen");
            assert_eq!(S::from_key(state.key()), Some(state));
        }
    }
}
