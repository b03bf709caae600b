//! The life of a payment: what we hold × what the provider says → what we hold then, and what follows.

use serde::{Deserialize, Serialize};

/// A way of payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PaymentMethod {
    /// The shopper sends money to the shop's account.
    Transfer,
    /// The built-in test provider: a payment page on the same server.
    Test,
}

impl PaymentMethod {
    /// Every way.
    pub const ALL: [Self; 2] = [Self::Test, Self::Transfer];

    /// The word in forms and the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Test => "test",
        }
    }

    /// The way with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.key() == key)
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Transfer => "Bank transfer",
            Self::Test => "Card",
        }
    }
}

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PaymentState {
    /// Nothing has come yet.
    Pending,
    /// The provider is at it, or we do not know: never offer to pay again blindly.
    Unknown,
    /// Refused; another try is possible.
    Declined,
    /// The money is ours.
    Captured,
    /// The money came, but not as agreed.
    Mismatched,
    /// Called off.
    Cancelled,
    /// All of it went back.
    Refunded,
}

impl PaymentState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Pending,
        Self::Unknown,
        Self::Declined,
        Self::Captured,
        Self::Mismatched,
        Self::Cancelled,
        Self::Refunded,
    ];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Unknown => "unknown",
            Self::Declined => "declined",
            Self::Captured => "captured",
            Self::Mismatched => "mismatched",
            Self::Cancelled => "cancelled",
            Self::Refunded => "refunded",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// What the provider says about a payment, when asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Observed {
    /// It waits for the shopper.
    Open,
    /// It works on it.
    Processing,
    /// It has taken this much.
    Captured {
        /// Whether amount, currency and order are those that were agreed.
        as_agreed: bool,
    },
    /// It refused.
    Declined,
    /// It was called off.
    Cancelled,
}

/// What follows from an observation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing new.
    Stay,
    /// Remember the new state; nothing else follows.
    Remember(PaymentState),
    /// The order is paid: commit its stock, confirm it, tell the customer.
    Settle,
    /// The order needs review.
    Review,
}

/// What to do with a payment in `state` when its provider says `observed`. Events may come late, twice and in any order;
/// money that was captured is never forgotten.
#[must_use]
pub fn apply(state: PaymentState, observed: Observed) -> Step {
    use PaymentState as S;
    match (state, observed) {
        (S::Captured | S::Mismatched | S::Refunded, _) => Step::Stay,
        (_, Observed::Captured { as_agreed: true }) => Step::Settle,
        (_, Observed::Captured { as_agreed: false }) => Step::Review,
        (S::Pending | S::Unknown | S::Declined, Observed::Processing) if state != S::Unknown => {
            Step::Remember(S::Unknown)
        }
        (S::Pending | S::Unknown, Observed::Declined) => Step::Remember(S::Declined),
        (S::Pending | S::Unknown | S::Declined, Observed::Cancelled) => Step::Remember(S::Cancelled),
        (S::Unknown, Observed::Open) => Step::Remember(S::Pending),
        _ => Step::Stay,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captured_money_is_never_forgotten_whatever_comes_after() {
        for state in [PaymentState::Captured, PaymentState::Mismatched, PaymentState::Refunded] {
            for observed in [
                Observed::Open,
                Observed::Processing,
                Observed::Declined,
                Observed::Cancelled,
                Observed::Captured { as_agreed: true },
            ] {
                assert_eq!(apply(state, observed), Step::Stay);
            }
        }
    }

    #[test]
    fn a_capture_settles_from_every_state_in_which_the_money_was_not_ours() {
        for state in [PaymentState::Pending, PaymentState::Unknown, PaymentState::Declined, PaymentState::Cancelled] {
            assert_eq!(apply(state, Observed::Captured { as_agreed: true }), Step::Settle);
            assert_eq!(apply(state, Observed::Captured { as_agreed: false }), Step::Review);
        }
    }

    #[test]
    fn hearing_the_same_again_changes_nothing() {
        assert_eq!(apply(PaymentState::Declined, Observed::Declined), Step::Stay);
        assert_eq!(apply(PaymentState::Unknown, Observed::Processing), Step::Stay);
        assert_eq!(apply(PaymentState::Pending, Observed::Open), Step::Stay);
        assert_eq!(apply(PaymentState::Cancelled, Observed::Cancelled), Step::Stay);
    }
}
