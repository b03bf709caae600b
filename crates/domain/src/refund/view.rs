//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::RefundState;
use crate::kernel::{Money, PaymentId, RefundId, Timestamp};

/// A refund as the shopper and the manager see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundView {
    /// The id.
    pub id: RefundId,
    /// Where it stands.
    pub state: RefundState,
    /// How much.
    pub amount: Money,
    /// What of it goes back onto gift cards, or becomes store credit.
    pub on_cards: Money,
    /// Whether a person sends the rest, because nobody but a person moved its money.
    pub by_hand: bool,
    /// What it is for: "1 × A mug, delivery".
    pub what: String,
    /// Why; written by the manager for the shopper; may be empty.
    pub reason: String,
    /// When it was agreed.
    pub at: Timestamp,
    /// Whether it was to give the difference of a change back, and nothing else does since.
    #[serde(default)]
    pub is_difference: bool,
}

impl RefundView {
    /// What goes back in money.
    #[must_use]
    pub fn in_money(&self) -> Money {
        Money::new(self.amount.minor.saturating_sub(self.on_cards.minor), self.amount.currency)
    }
}

/// Money that came for an order and was not agreed: all that is left of it can go back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongPayment {
    /// The payment.
    pub payment: PaymentId,
    /// "Card".
    pub name: String,
    /// What is left of it.
    pub left: Money,
}
