//! What of an order can be sent back or withdrawn from, and whether a wish fits.

use super::{ReturnKind, ReturnReason, ReturnWish, deadline, view};
use crate::{
    kernel::{Date, OrderLineId},
    order::OrderState,
};

/// A line of an order with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnableLine {
    /// The line.
    pub line: OrderLineId,
    /// Its name with the option values.
    pub name: String,
    /// How many were bought.
    pub quantity: i64,
    /// How many were sent, or handed over without a parcel.
    pub sent: i64,
    /// How many have gone back: for which the money did or is on its way, and which a return took back without any.
    pub refunded: i64,
    /// How many are in returns that are open.
    pub returning: i64,
    /// How many of those were not sent when they were withdrawn from.
    pub returning_unsent: i64,
    /// Whether a parcel brings it.
    pub is_delivered: bool,
    /// Whether it is made to what the shopper said.
    pub is_made_to_order: bool,
    /// Whether it bought gift cards.
    pub is_gift_card: bool,
    /// Whether any of its files was fetched.
    pub is_fetched: bool,
}

impl ReturnableLine {
    /// How many are neither paid back nor spoken for.
    #[must_use]
    pub fn left(&self) -> i64 {
        self.quantity.saturating_sub(self.refunded).saturating_sub(self.returning).max(0)
    }

    /// How many of those are still with the shop.
    #[must_use]
    pub fn unsent(&self) -> i64 {
        let open = self.quantity.saturating_sub(self.refunded).saturating_sub(self.sent);
        open.saturating_sub(self.returning_unsent).clamp(0, self.left())
    }

    /// How many of those a parcel brought.
    fn arrived(&self) -> i64 {
        let back = self.returning.saturating_sub(self.returning_unsent);
        self.sent.saturating_sub(back).clamp(0, self.left())
    }
}

/// Why nothing of a line can be sent back or withdrawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineProblem {
    /// Made to what the shopper said: Directive 2011/83/EU, Article 16(c).
    MadeToOrder,
    /// A file that was fetched, with the consent that the checkout asks for: Article 16(m).
    Fetched,
    /// Gift cards are money; a person has to look whether anybody spent from them.
    GiftCard,
    /// It never was a thing.
    NothingToSend,
    /// It was not sent yet.
    NotSent,
    /// The time is over.
    Over {
        /// The last day.
        until: Date,
    },
    /// All of it is in a return.
    UnderWay,
    /// All of it was paid back.
    GoneBack,
}

/// What is wrong with a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WishProblem {
    /// The order was called off.
    CalledOff,
    /// Nothing was chosen.
    Nothing,
    /// A line of another order.
    UnknownLine,
    /// An order that is not paid as agreed can be withdrawn from as a whole only.
    WholeOnly,
    /// A text that is no number of items.
    NotANumber {
        /// The line.
        line: OrderLineId,
        /// What was typed.
        text: String,
    },
    /// More than can be sent back.
    TooMany {
        /// The line.
        line: OrderLineId,
        /// How many can be.
        most: i64,
    },
    /// Nothing of a line can be.
    Line {
        /// The line.
        line: OrderLineId,
        /// Why.
        problem: LineProblem,
    },
    /// A line without a reason.
    NoReason {
        /// The line.
        line: OrderLineId,
    },
    /// What was made to order is taken back only when something is wrong with it.
    FaultsOnly {
        /// The line.
        line: OrderLineId,
    },
    /// Too many words.
    TooLong {
        /// How many characters there may be.
        most: usize,
    },
}

impl WishProblem {
    /// The line that it is about.
    #[must_use]
    pub fn line(&self) -> Option<OrderLineId> {
        match self {
            Self::NotANumber { line, .. }
            | Self::TooMany { line, .. }
            | Self::Line { line, .. }
            | Self::NoReason { line }
            | Self::FaultsOnly { line } => Some(*line),
            Self::CalledOff | Self::Nothing | Self::UnknownLine | Self::WholeOnly | Self::TooLong { .. } => None,
        }
    }
}

/// What is to be written of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedReturnLine {
    /// The line.
    pub line: OrderLineId,
    /// So many items.
    pub quantity: i64,
    /// So many of them never left the shop: they have not to come back.
    pub unsent: i64,
    /// Why; a withdrawal needs no reason.
    pub reason: Option<ReturnReason>,
}

/// An order with all that decides about its returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returnable {
    /// Its lines.
    pub lines: Vec<ReturnableLine>,
    /// Where it stands.
    pub state: OrderState,
    /// Whether it is to be paid in cash to whoever brings it, and is not.
    pub is_cash_due: bool,
    /// When it was placed.
    pub placed_on: Date,
    /// The last day for which it was promised.
    pub arrives_to: Date,
    /// When its last parcel left.
    pub last_sent_on: Option<Date>,
    /// The day.
    pub today: Date,
}

impl Returnable {
    /// Whether it is paid as agreed. Before that it can be withdrawn from as a whole only, and nothing is excepted: nothing was begun.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        matches!(self.state, OrderState::Confirmed | OrderState::Completed) && !self.is_unpaid()
    }

    /// Whether nothing was paid and nothing sent: a withdrawal calls the order off at once.
    #[must_use]
    pub fn is_unpaid(&self) -> bool {
        let is_unsent = self.lines.iter().all(|line| line.sent == 0);
        self.state == OrderState::PendingPayment || self.state == OrderState::Confirmed && self.is_cash_due && is_unsent
    }

    /// The last day for a line; `None` while nothing of it was sent, which needs no date.
    #[must_use]
    pub fn until(&self, kind: ReturnKind, line: &ReturnableLine) -> Option<Date> {
        if line.sent == 0 {
            return None;
        }
        if !line.is_delivered {
            // From the conclusion of the contract: Article 9(2)(c).
            return Some(deadline::withdraw_until(self.placed_on));
        }
        let sent_on = self.last_sent_on.unwrap_or(self.placed_on);
        let received = deadline::received_by(self.placed_on, self.arrives_to, sent_on);
        Some(match kind {
            ReturnKind::Withdrawal => deadline::withdraw_until(received),
            ReturnKind::Return => deadline::return_until(received),
        })
    }

    /// How many of a line there can be, or why none.
    ///
    /// # Errors
    /// Why none.
    pub fn most(&self, kind: ReturnKind, line: &ReturnableLine) -> Result<i64, LineProblem> {
        let left = line.left();
        if left == 0 {
            return Err(if line.returning > 0 { LineProblem::UnderWay } else { LineProblem::GoneBack });
        }
        if let Some(excepted) = self.excepted(kind, line) {
            return Err(excepted);
        }
        let accepted = |until: Date| match kind {
            ReturnKind::Withdrawal => deadline::accepted_until(until),
            ReturnKind::Return => until,
        };
        if let Some(until) = self.until(kind, line).filter(|until| accepted(*until) < self.today) {
            return Err(LineProblem::Over { until });
        }
        match kind {
            ReturnKind::Withdrawal => Ok(left),
            ReturnKind::Return if line.arrived() == 0 => Err(LineProblem::NotSent),
            ReturnKind::Return => Ok(line.arrived()),
        }
    }

    fn excepted(&self, kind: ReturnKind, line: &ReturnableLine) -> Option<LineProblem> {
        match kind {
            ReturnKind::Withdrawal if !self.is_agreed() => None,
            _ if line.is_gift_card => Some(LineProblem::GiftCard),
            ReturnKind::Withdrawal if line.is_made_to_order => Some(LineProblem::MadeToOrder),
            ReturnKind::Withdrawal if line.is_fetched => Some(LineProblem::Fetched),
            ReturnKind::Return if !line.is_delivered => Some(LineProblem::NothingToSend),
            _ => None,
        }
    }

    /// What a shopper is shown before they choose.
    #[must_use]
    pub fn offer(&self, kind: ReturnKind) -> view::ReturnOffer {
        let is_off = self.state == OrderState::Cancelled;
        let lines: Vec<_> = self.lines.iter().map(|line| self.offered(kind, line)).collect();
        let open = self.lines.iter().filter(|line| self.most(kind, line).is_ok());
        view::ReturnOffer {
            kind,
            is_called_off: is_off,
            is_whole_only: !self.is_agreed(),
            until: open.filter_map(|line| self.until(kind, line)).max_by_key(|until| until.days()),
            lines,
        }
    }

    fn offered(&self, kind: ReturnKind, line: &ReturnableLine) -> view::OfferedLine {
        let (most, problem) = match self.most(kind, line) {
            Ok(most) => (most, None),
            Err(problem) => (0, Some(problem)),
        };
        let faults_only = kind == ReturnKind::Return && line.is_made_to_order;
        view::OfferedLine { line: line.line, name: line.name.clone(), most, problem, faults_only }
    }

    /// What a wish comes to.
    ///
    /// # Errors
    /// All that is wrong with it.
    pub fn plan(&self, kind: ReturnKind, wish: &ReturnWish) -> Result<Vec<PlannedReturnLine>, Vec<WishProblem>> {
        if self.state == OrderState::Cancelled {
            return Err(vec![WishProblem::CalledOff]);
        }
        let mut problems = Vec::new();
        if wish.lines.iter().any(|asked| !self.lines.iter().any(|line| line.line == asked.line)) {
            problems.push(WishProblem::UnknownLine);
        }
        let mut planned = Vec::new();
        for line in &self.lines {
            match self.plan_line(kind, line, wish) {
                Ok(Some(line)) => planned.push(line),
                Ok(None) => {}
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() && planned.is_empty() {
            problems.push(WishProblem::Nothing);
        }
        if problems.is_empty() && !self.is_agreed() && !self.is_whole(&planned) {
            problems.push(WishProblem::WholeOnly);
        }
        if problems.is_empty() { Ok(planned) } else { Err(problems) }
    }

    fn plan_line(
        &self,
        kind: ReturnKind,
        line: &ReturnableLine,
        wish: &ReturnWish,
    ) -> Result<Option<PlannedReturnLine>, WishProblem> {
        let id = line.line;
        let asked: Vec<_> = wish.lines.iter().filter(|asked| asked.line == id).collect();
        let quantity = asked.iter().fold(0_i64, |sum, asked| sum.saturating_add(asked.quantity));
        if quantity == 0 {
            return Ok(None);
        }
        let most = self.most(kind, line).map_err(|problem| WishProblem::Line { line: id, problem })?;
        if quantity < 0 || quantity > most {
            return Err(WishProblem::TooMany { line: id, most });
        }
        let reason = asked.iter().find_map(|asked| asked.reason);
        if kind == ReturnKind::Return {
            let reason = reason.ok_or(WishProblem::NoReason { line: id })?;
            if line.is_made_to_order && !reason.is_fault() {
                return Err(WishProblem::FaultsOnly { line: id });
            }
        }
        let unsent = match kind {
            ReturnKind::Withdrawal => quantity.min(line.unsent()),
            ReturnKind::Return => 0,
        };
        Ok(Some(PlannedReturnLine { line: id, quantity, unsent, reason }))
    }

    /// Whether all that is left of the order is in it.
    fn is_whole(&self, planned: &[PlannedReturnLine]) -> bool {
        self.lines.iter().all(|line| {
            let taken = planned.iter().find(|planned| planned.line == line.line).map_or(0, |planned| planned.quantity);
            taken == line.left()
        })
    }
}
