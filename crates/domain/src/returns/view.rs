//! What crosses the wire.

use serde::{Deserialize, Serialize};

use super::{Condition, LineProblem, ReturnKind, ReturnReason, ReturnState};
use crate::{
    kernel::{Date, OrderId, OrderLineId, RefundId, ReturnId, Timestamp},
    order::OrderNumber,
};

/// A return as the shopper and the manager see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnView {
    /// The id.
    pub id: ReturnId,
    /// What people call it: "M-10017-R1".
    pub reference: String,
    /// The right on which it rests.
    pub kind: ReturnKind,
    /// Where it stands.
    pub state: ReturnState,
    /// Its lines.
    pub lines: Vec<ReturnLineView>,
    /// What the shopper said; may be empty.
    pub words: String,
    /// What the shop said at last; may be empty.
    pub answer: String,
    /// The refund that it came to.
    pub refund: Option<RefundId>,
    /// When it was asked for.
    pub at: Timestamp,
}

/// A line of a return.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnLineView {
    /// The line of the order.
    pub line: OrderLineId,
    /// Its name with the option values.
    pub name: String,
    /// How many items.
    pub quantity: i64,
    /// How many of them have to come back: things that had been sent.
    pub comes: i64,
    /// Why.
    pub reason: Option<ReturnReason>,
    /// How many are paid back.
    pub accepted: i64,
    /// In which state they came; `None` before somebody looked.
    pub condition: Option<Condition>,
}

impl ReturnView {
    /// Whether anything has to be sent back.
    #[must_use]
    pub fn comes(&self) -> bool {
        self.lines.iter().any(|line| line.comes > 0)
    }

    /// Whether somebody said of all lines why, and that something is wrong with them.
    #[must_use]
    pub fn is_fault(&self) -> bool {
        self.lines.iter().all(|line| line.reason.is_some_and(ReturnReason::is_fault))
    }

    /// "2 × A mug, 1 × A tin".
    #[must_use]
    pub fn what(&self) -> String {
        let lines = self.lines.iter().map(|line| format!("{} × {}", line.quantity, line.name));
        lines.collect::<Vec<_>>().join(", ")
    }
}

/// What a shopper is shown before they choose what to send back, or to withdraw from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnOffer {
    /// For which right.
    pub kind: ReturnKind,
    /// Whether the order was called off: then there is nothing to choose.
    pub is_called_off: bool,
    /// Whether only all of it can be chosen.
    pub is_whole_only: bool,
    /// The last day; `None` while it has none.
    pub until: Option<Date>,
    /// The lines.
    pub lines: Vec<OfferedLine>,
}

/// A line that can be chosen, or the reason why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedLine {
    /// The line.
    pub line: OrderLineId,
    /// Its name with the option values.
    pub name: String,
    /// How many at most.
    pub most: i64,
    /// Why none.
    pub problem: Option<LineProblem>,
    /// Whether only those with a fault are taken back.
    pub faults_only: bool,
}

impl ReturnOffer {
    /// Whether anything can be chosen.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.is_called_off && self.lines.iter().any(|line| line.most > 0)
    }
}

/// The tabs of the list of returns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReturnTab {
    /// Those with which something is to be done.
    #[default]
    Open,
    /// To be decided.
    Requested,
    /// To come, or to be paid back at once.
    Approved,
    /// To be looked at.
    Received,
    /// Done.
    Closed,
    /// Refused, or called off by the shopper.
    Refused,
    /// Every one.
    All,
}

impl ReturnTab {
    /// Every tab, in order.
    pub const ALL: [Self; 7] =
        [Self::Open, Self::Requested, Self::Approved, Self::Received, Self::Closed, Self::Refused, Self::All];

    /// The word in the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Requested => "requested",
            Self::Approved => "approved",
            Self::Received => "received",
            Self::Closed => "closed",
            Self::Refused => "refused",
            Self::All => "all",
        }
    }

    /// The tab with this word; the first for any other.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.key() == key).unwrap_or_default()
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Requested => "To decide",
            Self::Approved => "To come",
            Self::Received => "To inspect",
            Self::Closed => "Closed",
            Self::Refused => "Refused",
            Self::All => "All",
        }
    }

    /// The states of its returns.
    #[must_use]
    pub fn states(self) -> &'static [ReturnState] {
        match self {
            Self::Open => &[ReturnState::Requested, ReturnState::Approved, ReturnState::Received],
            Self::Requested => &[ReturnState::Requested],
            Self::Approved => &[ReturnState::Approved],
            Self::Received => &[ReturnState::Received],
            Self::Closed => &[ReturnState::Closed],
            Self::Refused => &[ReturnState::Refused, ReturnState::Cancelled],
            Self::All => &ReturnState::ALL,
        }
    }
}

/// A return in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnRow {
    /// The id.
    pub id: ReturnId,
    /// Its order.
    pub order: OrderId,
    /// The order's number.
    pub number: OrderNumber,
    /// What people call it.
    pub reference: String,
    /// The customer's name.
    pub customer_name: String,
    /// The right on which it rests.
    pub kind: ReturnKind,
    /// Where it stands.
    pub state: ReturnState,
    /// How many items.
    pub items: i64,
    /// When it was asked for.
    pub at: Timestamp,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnRows {
    /// The rows, newest first.
    pub rows: Vec<ReturnRow>,
    /// The mark after which the next page starts; `None` on the last page.
    pub next: Option<ReturnId>,
    /// How many returns there are in each state of which there are any.
    pub counts: Vec<(ReturnState, i64)>,
}

impl ReturnRows {
    /// How many returns a tab has.
    #[must_use]
    pub fn count(&self, tab: ReturnTab) -> i64 {
        let counts = self.counts.iter().filter(|(state, _)| tab.states().contains(state));
        counts.fold(0_i64, |sum, (_, count)| sum.saturating_add(*count))
    }
}
