//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::{CardKind, CardPart, CardProblem, card_name};
use crate::{
    currency::Worth,
    kernel::{GiftCardId, Money, OrderId, Timestamp},
};

/// A card with which somebody wants to pay, in the bag and at the checkout: in words, for pages that load little.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedCard {
    /// "Gift card ••••1234".
    pub name: String,
    /// The end of its code.
    pub last_four: String,
    /// What it pays of this order.
    pub amount: Money,
    /// Why it pays nothing; empty when it pays.
    pub words: String,
}

impl From<CardPart> for AppliedCard {
    fn from(part: CardPart) -> Self {
        let CardPart { kind, last_four, amount, problem, .. } = part;
        let words = match (problem, amount.minor) {
            (Some(problem), _) => problem.words(),
            (None, 0) => "It is not needed for this order.",
            (None, _) => "",
        };
        Self { name: card_name(kind, &last_four), last_four, amount, words: words.to_owned() }
    }
}

/// What a card paid of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidCard {
    /// What it is.
    pub kind: CardKind,
    /// The end of its code.
    pub last_four: String,
    /// How much it paid.
    pub amount: Money,
    /// What of that has gone back.
    pub returned: Money,
}

impl PaidCard {
    /// "Gift card ••••1234".
    #[must_use]
    pub fn name(&self) -> String {
        card_name(self.kind, &self.last_four)
    }
}

/// Why a code that was typed in was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CodeRefusal {
    /// There is no such card.
    Unknown,
    /// Too many codes were tried.
    TooManyTries,
    /// As many cards pay as can.
    TooManyCards,
    /// The card pays nothing.
    Card(CardProblem),
}

impl CodeRefusal {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Unknown,
        Self::TooManyTries,
        Self::TooManyCards,
        Self::Card(CardProblem::OutOfUse),
        Self::Card(CardProblem::Expired),
        Self::Card(CardProblem::OtherCurrency),
        Self::Card(CardProblem::OtherAddress),
        Self::Card(CardProblem::Empty),
        Self::Card(CardProblem::OnlyCards),
    ];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::TooManyTries => "too_many_tries",
            Self::TooManyCards => "too_many_cards",
            Self::Card(CardProblem::OutOfUse) => "out_of_use",
            Self::Card(CardProblem::Expired) => "expired",
            Self::Card(CardProblem::OtherCurrency) => "other_currency",
            Self::Card(CardProblem::OtherAddress) => "other_address",
            Self::Card(CardProblem::Empty) => "empty",
            Self::Card(CardProblem::OnlyCards) => "only_cards",
        }
    }

    /// The reason with this word; `None` for any other.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }

    /// What the shopper is told.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Unknown => "We know no gift card with this code. Compare it with your mail, letter by letter.",
            Self::TooManyTries => "Too many codes were tried. Wait a quarter of an hour, then try again.",
            Self::TooManyCards => "No more than five cards can pay for one order.",
            Self::Card(problem) => problem.words(),
        }
    }
}

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
    /// What it is.
    pub kind: CardKind,
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
    /// The order that bought it, or that a credit was given for, with its number.
    pub order: Option<(OrderId, String)>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends; `None` for never.
    pub expires_at: Option<Timestamp>,
}

/// A movement of a card's money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardMovement {
    /// Below zero where it was taken off.
    pub amount: Money,
    /// What it was: "spent".
    pub reason: String,
    /// What a person wrote to it; may be empty.
    pub note: String,
    /// The order that it belongs to, with its number.
    pub order: Option<(OrderId, String)>,
    /// Who did it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

/// A card with all that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardDetail {
    /// The card.
    pub card: GiftCardRow,
    /// Its movements, newest first.
    pub movements: Vec<CardMovement>,
}

/// A page of gift cards, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiftCardRows {
    /// The rows.
    pub rows: Vec<GiftCardRow>,
    /// The mark of the next page.
    pub next: Option<GiftCardId>,
    /// What all cards that can be spent hold together: money that the shop owes.
    pub owed: Worth,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_back_from_its_word_and_says_what_is_wrong() {
        for reason in CodeRefusal::ALL {
            assert_eq!(CodeRefusal::from_key(reason.key()), Some(reason));
            assert!(reason.words().ends_with('.'));
        }
        assert_eq!(CodeRefusal::from_key(""), None);
    }
}
