//! How cards pay for an order: each at most what it holds, one after the other, and the rest is due.

use serde::{Deserialize, Serialize};

use crate::kernel::{Currency, GiftCardId, Money, MoneyError, Timestamp};

/// What a card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CardKind {
    /// Money of whoever has the code.
    Card,
    /// Money of one e-mail address: the shop gave it, and only orders of that address can be paid with it.
    Credit,
}

impl CardKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Card, Self::Credit];

    /// The word in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Credit => "credit",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Card => "Gift card",
            Self::Credit => "Store credit",
        }
    }
}

/// "Gift card ••••1234": how people tell cards apart, for the code is a secret.
#[must_use]
pub fn card_name(kind: CardKind, last_four: &str) -> String {
    format!("{} ••••{last_four}", kind.label())
}

/// A card that somebody wants to pay with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayingCard {
    /// The card.
    pub id: GiftCardId,
    /// What it is.
    pub kind: CardKind,
    /// The end of its code.
    pub last_four: String,
    /// What it holds.
    pub balance: Money,
    /// Whether it was not put out of use.
    pub is_active: bool,
    /// When it ends; `None` for never.
    pub expires_at: Option<Timestamp>,
    /// The address whose orders a credit pays for.
    pub owner: String,
}

/// Why a card pays nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CardProblem {
    /// The shop has put it out of use.
    OutOfUse,
    /// Its time is over.
    Expired,
    /// It holds money of another currency.
    OtherCurrency,
    /// It is the credit of another address.
    OtherAddress,
    /// It is spent.
    Empty,
    /// Nothing is bought but gift cards.
    OnlyCards,
}

impl CardProblem {
    /// What the shopper is told.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::OutOfUse => "This card was put out of use.",
            Self::Expired => "This card has expired.",
            Self::OtherCurrency => "This card holds money of another currency.",
            Self::OtherAddress => "This credit belongs to another e-mail address.",
            Self::Empty => "This card is spent.",
            Self::OnlyCards => "Gift cards cannot be paid with gift cards.",
        }
    }
}

impl PayingCard {
    /// Why it pays nothing for an order in this currency, of this address, now. An address that was not typed yet is no reason.
    #[must_use]
    pub fn problem(&self, currency: Currency, email: &str, now: Timestamp) -> Option<CardProblem> {
        if !self.is_active {
            Some(CardProblem::OutOfUse)
        } else if self.expires_at.is_some_and(|end| end <= now) {
            Some(CardProblem::Expired)
        } else if self.balance.currency != currency {
            Some(CardProblem::OtherCurrency)
        } else if self.kind == CardKind::Credit && !email.is_empty() && email != self.owner {
            Some(CardProblem::OtherAddress)
        } else if self.balance.minor <= 0 {
            Some(CardProblem::Empty)
        } else {
            None
        }
    }
}

/// What a card pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPart {
    /// The card.
    pub card: GiftCardId,
    /// What it is.
    pub kind: CardKind,
    /// The end of its code.
    pub last_four: String,
    /// How much of the order it pays; nothing where there is a problem, or where the cards before it pay all.
    pub amount: Money,
    /// Why it pays nothing.
    pub problem: Option<CardProblem>,
}

/// How an order is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// What each card pays, in the order in which they were given.
    pub parts: Vec<CardPart>,
    /// What is left to pay in another way.
    pub due: Money,
}

impl Coverage {
    /// An order that no card pays for.
    #[must_use]
    pub fn none(total: Money) -> Self {
        Self { parts: Vec::new(), due: total }
    }

    /// The parts that pay anything.
    pub fn paying(&self) -> impl Iterator<Item = &CardPart> {
        self.parts.iter().filter(|part| part.amount.minor > 0)
    }

    /// What all cards pay together.
    ///
    /// # Errors
    /// A sum that has no place in 64 bits.
    pub fn on_cards(&self) -> Result<Money, MoneyError> {
        Money::sum(self.due.currency, self.parts.iter().map(|part| part.amount))
    }
}

/// Shares a total out to cards, in their order. A card that is given twice counts once. `bought` is what of the total gift cards cost that
/// are bought with it: no card pays for another, so that credit which is bound to an address, or ends, cannot become money that is not.
///
/// # Errors
/// Amounts that cannot be computed.
pub fn cover(
    (total, bought): (Money, Money),
    cards: &[PayingCard],
    email: &str,
    now: Timestamp,
) -> Result<Coverage, MoneyError> {
    let mut coverage = Coverage::none(total);
    let mut room = total.minus(bought)?;
    for card in cards {
        if coverage.parts.iter().any(|part| part.card == card.id) {
            continue;
        }
        let problem = card.problem(total.currency, email, now);
        let problem = problem.or((bought.minor > 0 && bought == total).then_some(CardProblem::OnlyCards));
        let most = if problem.is_some() { 0 } else { card.balance.minor };
        let amount = Money::new(room.minor.clamp(0, most.max(0)), total.currency);
        (coverage.due, room) = (coverage.due.minus(amount)?, room.minus(amount)?);
        let (kind, last_four) = (card.kind, card.last_four.clone());
        coverage.parts.push(CardPart { card: card.id, kind, last_four, amount, problem });
    }
    Ok(coverage)
}

#[cfg(test)]
#[path = "cover_tests.rs"]
mod tests;
