//! What crosses the wire to the manager.

use serde::{Deserialize, Serialize};

use super::PayoutKind;
use crate::kernel::{Date, LineProblem, Money, OrderId, PayoutId, Timestamp};

/// How a line stands beside what the shop knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It is a payment or a refund of the shop, with the same amount.
    Agrees,
    /// It is a payment or a refund of the shop, with another amount.
    Differs,
    /// The shop knows nothing of it.
    Unknown,
    /// It is the provider's own.
    Own,
}

impl Standing {
    /// Whether somebody should look.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Differs | Self::Unknown)
    }

    /// The word in the admin.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Agrees => "Agrees",
            Self::Differs => "Other amount",
            Self::Unknown => "Unknown here",
            Self::Own => "Provider",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(self, kind: PayoutKind) -> &'static str {
        match (self, kind) {
            (Self::Agrees | Self::Own, _) => "",
            (Self::Differs, PayoutKind::Refund) => {
                "Compare the refunds of the order: more or less went back at the provider than the shop says."
            }
            (Self::Differs, _) => {
                "Open the order and compare the amount at the provider: give back what is too much, or ask for what is missing."
            }
            (Self::Unknown, PayoutKind::Refund) => {
                "Somebody gave money back at the provider itself. Find the order by the provider's name for it, and note it there."
            }
            (Self::Unknown, PayoutKind::Charge) => {
                "No order of this shop has this payment. Look it up at the provider: it may be of another shop, or be given back there."
            }
            (Self::Unknown, _) => "Look it up at the provider: a dispute, a correction, or money that is held back.",
        }
    }
}

/// A payout in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutRow {
    /// The id.
    pub id: PayoutId,
    /// The provider's name for it.
    pub reference: String,
    /// When the bank got it.
    pub day: Option<Date>,
    /// What moved.
    pub gross: Money,
    /// What the provider kept.
    pub fees: Money,
    /// What the bank got.
    pub net: Money,
    /// How many lines it has.
    pub lines: i64,
    /// How many of them somebody should look at.
    pub open: i64,
    /// Who brought it here.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

/// A page of payouts, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutRows {
    /// The rows.
    pub rows: Vec<PayoutRow>,
    /// The mark of the next page.
    pub next: Option<PayoutId>,
}

/// A line of a payout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutLine {
    /// The provider's name for the movement.
    pub reference: String,
    /// Its name for what moved.
    pub source: String,
    /// What it is about.
    pub kind: PayoutKind,
    /// The provider's words.
    pub words: String,
    /// What moved.
    pub gross: Money,
    /// What the provider took of it.
    pub fee: Money,
    /// What is left.
    pub net: Money,
    /// The order that it belongs to.
    pub order: Option<(OrderId, String)>,
    /// What the shop says has moved.
    pub ours: Option<Money>,
    /// How they stand.
    pub standing: Standing,
}

/// A payout with its lines, those that somebody should look at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutSheet {
    /// The head.
    pub payout: PayoutRow,
    /// The lines.
    pub lines: Vec<PayoutLine>,
}

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReportOutcome {
    /// So many payouts are new, and so many were here already.
    Taken {
        /// New ones.
        new: usize,
        /// Those that were here.
        known: usize,
    },
    /// Nothing was taken.
    Refused(Vec<LineProblem>),
}
