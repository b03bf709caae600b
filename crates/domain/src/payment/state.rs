//! The life of a payment: what we hold × what the provider says → what we hold then, and what follows.

use serde::{Deserialize, Serialize};

/// A way of payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PaymentMethod {
    /// The shopper sends money to the shop's account.
    Transfer,
    /// The built-in test provider: a payment page on the same server.
    Test,
    /// Stripe: a payment page of theirs, with cards and whatever else the shop's account there takes.
    Stripe,
    /// The shopper pays who brings the parcel: the order is sent before it is paid.
    CashOnDelivery,
}

impl PaymentMethod {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::Stripe, Self::Test, Self::Transfer, Self::CashOnDelivery];

    /// The word in forms and the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Transfer => "transfer",
            Self::Test => "test",
            Self::Stripe => "stripe",
            Self::CashOnDelivery => "cash_on_delivery",
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
            Self::Stripe => "Card or wallet",
            Self::CashOnDelivery => "Cash on delivery",
        }
    }

    /// Whether people move its money, and say when it has come or gone back. Nobody can be asked about it, and an order holds its
    /// items for days without a cent having been moved.
    #[must_use]
    pub fn is_by_hand(self) -> bool {
        matches!(self, Self::Transfer | Self::CashOnDelivery)
    }

    /// Whether an order is sent before its money has come.
    #[must_use]
    pub fn is_paid_on_arrival(self) -> bool {
        self == Self::CashOnDelivery
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
    fn every_way_of_payment_is_read_back_from_its_word_and_has_a_name_of_its_own() {
        for (index, method) in PaymentMethod::ALL.into_iter().enumerate() {
            assert_eq!(PaymentMethod::from_key(method.key()), Some(method));
            let same = |other: &PaymentMethod| other.label() == method.label();
            assert_eq!(PaymentMethod::ALL.iter().position(same), Some(index), "{method:?}");
        }
        assert_eq!(PaymentMethod::from_key("cash"), None);
    }

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
