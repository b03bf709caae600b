//! The life of an order as a whole. Payment and fulfilment have lives of their own.

use serde::{Deserialize, Serialize};

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OrderState {
    /// Placed; the money has not come yet. Stock is held.
    PendingPayment,
    /// Paid, or to be paid by a promise that the shop trusts; to be sent.
    Confirmed,
    /// The money that came is not the money that was agreed: a person must look. Never sent.
    NeedsReview,
    /// Everything was sent.
    Completed,
    /// Called off; stock is free again.
    Cancelled,
}

/// What happens to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderEvent {
    /// The agreed sum is there.
    Paid,
    /// The shopper pays on arrival, and the shop trusts them.
    Promised,
    /// The parcel came back because nobody paid for it.
    ComeBack,
    /// Another sum or currency came.
    PaidWrongly,
    /// Everything was sent.
    AllSent,
    /// Somebody called it off, or nobody paid in time.
    Cancelled,
}

/// An event that does not fit the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an order that is {state:?} cannot be {event:?}")]
pub struct TransitionError {
    /// Where it stands.
    pub state: OrderState,
    /// What should happen.
    pub event: OrderEvent,
}

impl OrderState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::PendingPayment, Self::Confirmed, Self::NeedsReview, Self::Completed, Self::Cancelled];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::PendingPayment => "pending_payment",
            Self::Confirmed => "confirmed",
            Self::NeedsReview => "needs_review",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// The state after the event.
    ///
    /// # Errors
    /// An event that does not fit. Hearing of the payment again is no error: the state stays.
    pub fn after(self, event: OrderEvent) -> Result<Self, TransitionError> {
        match (self, event) {
            (Self::PendingPayment, OrderEvent::Paid | OrderEvent::Promised) => Ok(Self::Confirmed),
            (Self::Confirmed | Self::Completed, OrderEvent::Paid) => Ok(self),
            (Self::PendingPayment | Self::NeedsReview, OrderEvent::PaidWrongly) => Ok(Self::NeedsReview),
            (Self::Cancelled, OrderEvent::Paid | OrderEvent::PaidWrongly) => Ok(Self::NeedsReview),
            (Self::Confirmed, OrderEvent::AllSent) => Ok(Self::Completed),
            (Self::PendingPayment | Self::Confirmed | Self::NeedsReview, OrderEvent::Cancelled)
            | (Self::Completed, OrderEvent::ComeBack) => Ok(Self::Cancelled),
            _ => Err(TransitionError { state: self, event }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_order_states_allows_exactly_these_steps() {
        use OrderEvent as E;
        use OrderState as S;
        let allowed = [
            (S::PendingPayment, E::Paid, S::Confirmed),
            (S::PendingPayment, E::Promised, S::Confirmed),
            (S::PendingPayment, E::PaidWrongly, S::NeedsReview),
            (S::PendingPayment, E::Cancelled, S::Cancelled),
            (S::Confirmed, E::Paid, S::Confirmed),
            (S::Confirmed, E::AllSent, S::Completed),
            (S::Confirmed, E::Cancelled, S::Cancelled),
            (S::NeedsReview, E::PaidWrongly, S::NeedsReview),
            (S::NeedsReview, E::Cancelled, S::Cancelled),
            (S::Completed, E::Paid, S::Completed),
            (S::Completed, E::ComeBack, S::Cancelled),
            (S::Cancelled, E::Paid, S::NeedsReview),
            (S::Cancelled, E::PaidWrongly, S::NeedsReview),
        ];
        for state in S::ALL {
            for event in [E::Paid, E::Promised, E::PaidWrongly, E::AllSent, E::ComeBack, E::Cancelled] {
                let expected = allowed.iter().find(|row| row.0 == state && row.1 == event).map(|row| row.2);
                assert_eq!(state.after(event).ok(), expected, "{state:?} {event:?}");
            }
        }
    }
}
