//! What crosses the wire.

use serde::{Deserialize, Serialize};

use crate::kernel::{GiftCardId, Money, OrderId, Timestamp};

/// A gift card on the page of the order that bought it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedCard {
    /// The end of its code.
    pub last_four: String,
    /// What it was worth.
    pub amount: Money,
    /// Where its code was sent.
    pub sent_to: String,
}

/// A gift card in the manager's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardRow {
    /// The id.
    pub id: GiftCardId,
    /// The end of its code.
    pub last_four: String,
    /// What it was worth when it was issued.
    pub issued: Money,
    /// What is left.
    pub balance: Money,
    /// Whether it can be spent.
    pub is_active: bool,
    /// To whom it was sent.
    pub sent_to: String,
    /// The order that bought it, with its number.
    pub order: Option<(OrderId, String)>,
    /// When it was issued.
    pub issued_at: Timestamp,
}

/// A page of gift cards, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardRows {
    /// The rows.
    pub rows: Vec<GiftCardRow>,
    /// The mark of the next page.
    pub next: Option<GiftCardId>,
    /// What all cards that can be spent hold together: money that the shop owes.
    pub owed: Money,
}
