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
    /// Whether a person sends it, because nobody but a person moved its money.
    pub by_hand: bool,
    /// What it is for: "1 × A mug, delivery".
    pub what: String,
    /// Why; written by the manager for the shopper; may be empty.
    pub reason: String,
    /// When it was agreed.
    pub at: Timestamp,
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
