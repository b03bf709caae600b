//! Where money and orders do not agree, as the manager sees it.

use serde::{Deserialize, Serialize};

use crate::kernel::{Money, OrderId, Timestamp};

/// What does not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DiscrepancyKind {
    /// An order counts as paid, and what came is not its total.
    NotPaid,
    /// Money that was not agreed: another amount, a second payment, an order that was called off.
    NotAgreed,
    /// The provider has not said what became of a payment.
    Unanswered,
    /// The provider has not said what became of a refund.
    RefundUnanswered,
    /// The provider has refused a refund.
    RefundRefused,
    /// A refund that somebody has to send.
    RefundToSend,
    /// A parcel that left long ago, and nobody has noted the cash for it.
    CashMissing,
    /// A mail, refund or document that was tried for days and given up.
    EffectGivenUp,
}

impl DiscrepancyKind {
    /// All of them, the gravest first.
    pub const ALL: [Self; 8] = [
        Self::NotPaid,
        Self::NotAgreed,
        Self::Unanswered,
        Self::RefundUnanswered,
        Self::RefundRefused,
        Self::RefundToSend,
        Self::CashMissing,
        Self::EffectGivenUp,
    ];

    /// The word in the database's answers.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotPaid => "not_paid",
            Self::NotAgreed => "not_agreed",
            Self::Unanswered => "unanswered",
            Self::RefundUnanswered => "refund_unanswered",
            Self::RefundRefused => "refund_refused",
            Self::RefundToSend => "refund_to_send",
            Self::CashMissing => "cash_missing",
            Self::EffectGivenUp => "effect_given_up",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What it is, as a heading.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::NotPaid => "Paid orders without their money",
            Self::NotAgreed => "Money that nobody agreed to",
            Self::Unanswered => "Payments without an answer",
            Self::RefundUnanswered => "Refunds without an answer",
            Self::RefundRefused => "Refused refunds",
            Self::RefundToSend => "Refunds to send yourself",
            Self::CashMissing => "Cash on delivery that has not come",
            Self::EffectGivenUp => "Given up",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Self::NotPaid => "Do not send these before you have seen the money.",
            Self::NotAgreed => {
                "Another amount, a second payment, or an order that was called off. Give it back on the order's page."
            }
            Self::Unanswered => {
                "The shop asks again by itself. Ask now, or look at the provider's own page before you do anything else."
            }
            Self::RefundUnanswered => {
                "The shop asks again by itself, under the same key, so that nothing goes back twice."
            }
            Self::RefundRefused => {
                "The provider says no. Send the money another way, or try once more on the order's page."
            }
            Self::RefundToSend => "Send them by bank or in cash, then say so on the order's page.",
            Self::CashMissing => {
                "Sent more than two weeks ago. Ask the carrier; then note the money on the order's page, or cancel the order when its parcel came back."
            }
            Self::EffectGivenUp => "Tried for days without success. When the reason is gone, try again.",
        }
    }
}

/// Something that does not agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// What.
    pub kind: DiscrepancyKind,
    /// What can be tried again: a payment or an effect.
    pub subject: i64,
    /// The order that it is about, with its number.
    pub order: Option<(OrderId, String)>,
    /// What should have moved.
    pub agreed: Option<Money>,
    /// What moved.
    pub moved: Option<Money>,
    /// The way of payment, or why something was given up.
    pub detail: String,
    /// Since when.
    pub since: Timestamp,
}

/// Money that moved in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyMoved {
    /// How many payments brought money.
    pub payments: i64,
    /// What came.
    pub came: Money,
    /// What went back.
    pub went_back: Money,
}

/// The page: everything that does not agree, and what moved lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReconcileView {
    /// The gravest first, then the oldest.
    pub discrepancies: Vec<Discrepancy>,
    /// There are more than are shown.
    pub has_more: bool,
    /// What moved in the last 30 days.
    pub moved: Vec<MoneyMoved>,
}

#[cfg(test)]
mod tests {
    use super::DiscrepancyKind;

    #[test]
    fn each_kind_is_found_again_by_its_word() {
        for kind in DiscrepancyKind::ALL {
            assert_eq!(DiscrepancyKind::from_key(kind.key()), Some(kind));
        }
        assert_eq!(DiscrepancyKind::from_key("paid"), None);
    }
}
