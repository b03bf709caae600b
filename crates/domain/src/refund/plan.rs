//! The arithmetic of refunds.

use serde::{Deserialize, Serialize};

use crate::{
    gift_card::CardKind,
    kernel::{Money, MoneyError, OrderLineId, PaymentPartId},
    ledger::RateShare,
    tax::TaxPercent,
};

/// A gift card that paid a part of an order, with what of that can go back onto it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundableCard {
    /// What it paid.
    pub part: PaymentPartId,
    /// What it is.
    pub kind: CardKind,
    /// The end of its code.
    pub last_four: String,
    /// What of it has not gone back.
    pub left: Money,
    /// Whether its time is over: then what goes back becomes store credit.
    pub is_closed: bool,
}

/// Where money goes back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundWays {
    /// To where the rest was paid from.
    pub money: Money,
    /// Onto which cards.
    pub cards: Vec<(PaymentPartId, Money)>,
}

/// The items that a line had before it was made larger, where those cost something else than the later ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstItems {
    /// How many.
    pub items: i64,
    /// What was paid for them, tax included.
    pub gross: Money,
}

/// A line of an order with what went back of it, or is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundableLine {
    /// The line.
    pub line: OrderLineId,
    /// Whether it bought gift cards: their money can be taken back only as whole cards that nobody spent from.
    pub is_gift_card: bool,
    /// How many were bought.
    pub quantity: i64,
    /// How many of them went back.
    pub quantity_refunded: i64,
    /// What was paid: the line's total less its share of reductions, tax included.
    pub gross: Money,
    /// What of it went back.
    pub refunded: Money,
    /// The rate.
    pub rate: TaxPercent,
    /// Those that go back last; `None` where all cost the same.
    #[serde(default)]
    pub first: Option<FirstItems>,
}

impl RefundableLine {
    /// What has not gone back.
    #[must_use]
    pub fn left(&self) -> i64 {
        self.gross.minor.saturating_sub(self.refunded.minor)
    }

    /// How many have not gone back.
    #[must_use]
    pub fn quantity_left(&self) -> i64 {
        self.quantity.saturating_sub(self.quantity_refunded)
    }

    /// What so many of the items that are left are worth: all of them, all that is left.
    fn worth(&self, quantity: i64) -> Result<i64, RefundError> {
        if quantity < 0 || quantity > self.quantity_left() {
            return Err(RefundError::TooMany { left: self.quantity_left() });
        }
        if quantity == 0 {
            return Ok(0);
        }
        let after = self.quantity_refunded.saturating_add(quantity);
        if after == self.quantity {
            return Ok(self.left());
        }
        let share = match self.first.filter(|first| first.items > 0 && first.items < self.quantity) {
            None => {
                let before = self.gross.ratio(self.quantity_refunded, self.quantity)?;
                self.gross.ratio(after, self.quantity)?.minus(before)?
            }
            Some(first) => {
                let kept = self.quantity.saturating_sub(after);
                self.kept(first, self.quantity_left())?.minus(self.kept(first, kept)?)?
            }
        };
        Ok(share.minor.clamp(0, self.left()))
    }

    /// What so many items cost that are kept, when the later ones go back first: as when the order is changed.
    fn kept(&self, first: FirstItems, quantity: i64) -> Result<Money, MoneyError> {
        if quantity <= first.items {
            return first.gross.ratio(quantity, first.items);
        }
        let later = self.gross.minus(first.gross)?;
        let (part, all) = (quantity.saturating_sub(first.items), self.quantity.saturating_sub(first.items));
        first.gross.plus(later.ratio(part, all)?)
    }
}

/// What of an order can go back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refundable {
    /// Its lines.
    pub lines: Vec<RefundableLine>,
    /// The delivery, tax included.
    pub shipping: Money,
    /// What of it went back.
    pub shipping_refunded: Money,
    /// What was paid, by rate of tax.
    pub rates: Vec<RateShare>,
    /// What of that went back.
    pub rates_refunded: Vec<RateShare>,
    /// What is left of all that was paid, the cards included.
    pub left: Money,
    /// The gift cards among it, in the order in which they paid.
    #[serde(default)]
    pub cards: Vec<RefundableCard>,
}

/// What somebody wants to give back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundWish {
    /// So many items of these lines.
    pub lines: Vec<(OrderLineId, i64)>,
    /// So much of the delivery, in minor units.
    pub shipping: i64,
    /// So much besides, for no item, in minor units.
    pub besides: i64,
}

/// What goes back of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedLine {
    /// The line.
    pub line: OrderLineId,
    /// So many items.
    pub quantity: i64,
    /// So much.
    pub amount: Money,
}

/// What goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundPlan {
    /// Of the lines of which anything does.
    pub lines: Vec<PlannedLine>,
    /// Of the delivery.
    pub shipping: Money,
    /// By rate of tax, where there is anything.
    pub rates: Vec<RateShare>,
    /// In all.
    pub total: Money,
}

/// Why something cannot go back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefundError {
    /// Nothing was chosen.
    #[error("choose what to give back")]
    Nothing,
    /// More items than are left.
    #[error("of this line {left} can still go back")]
    TooMany {
        /// How many are left.
        left: i64,
    },
    /// A line of another order.
    #[error("this line is none of the order's")]
    UnknownLine,
    /// More than was paid for it.
    #[error("that is more than is left of what was paid: {left}")]
    TooMuch {
        /// What is left.
        left: Money,
    },
    /// A text that is no whole number.
    #[error("{0:?} is no number of items")]
    NotANumber(String),
    /// An amount below zero.
    #[error("an amount cannot be below zero")]
    Negative,
    /// An amount that cannot be computed.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Refundable {
    /// Where so much goes back to: what was paid in money first, for that is what the customer lacks and what a provider gives back
    /// only for a while; then the cards, the last that paid first.
    ///
    /// # Errors
    /// More than is left.
    pub fn ways(&self, amount: Money) -> Result<RefundWays, RefundError> {
        let on_cards = Money::sum(self.left.currency, self.cards.iter().map(|card| card.left))?;
        let money_left = self.left.minus(on_cards)?;
        let money = Money::new(amount.minor.clamp(0, money_left.minor.max(0)), self.left.currency);
        let (mut rest, mut cards) = (amount.minus(money)?, Vec::new());
        for card in self.cards.iter().rev() {
            let part = Money::new(rest.minor.clamp(0, card.left.minor.max(0)), rest.currency);
            if part.minor > 0 {
                rest = rest.minus(part)?;
                cards.push((card.part, part));
            }
        }
        if rest.minor == 0 { Ok(RefundWays { money, cards }) } else { Err(RefundError::TooMuch { left: self.left }) }
    }

    /// The wish for all that is left.
    #[must_use]
    pub fn everything(&self) -> RefundWish {
        self.everything_but(&[])
    }

    /// The wish for all that is left but these lines.
    #[must_use]
    pub fn everything_but(&self, kept: &[OrderLineId]) -> RefundWish {
        let lines = self.lines.iter().filter(|line| !kept.contains(&line.line) && line.quantity_left() > 0);
        RefundWish {
            lines: lines.map(|line| (line.line, line.quantity_left())).collect(),
            shipping: self.shipping.minor.saturating_sub(self.shipping_refunded.minor),
            besides: 0,
        }
    }

    /// What a wish comes to: items by their share of what was paid for their line, an amount besides spread over what is left of the
    /// goods by largest remainder, the tax in proportion to what has gone back in all.
    ///
    /// # Errors
    /// A wish for more than is left of a line, the delivery or the payment, for less than nothing, or for nothing.
    pub fn plan(&self, wish: &RefundWish) -> Result<RefundPlan, RefundError> {
        let currency = self.left.currency;
        if wish.besides < 0 || wish.shipping < 0 {
            return Err(RefundError::Negative);
        }
        let lines = self.planned_lines(wish)?;
        let shipping = Money::new(wish.shipping, currency);
        let shipping_left = self.shipping.minus(self.shipping_refunded)?;
        if shipping.minor > shipping_left.minor {
            return Err(RefundError::TooMuch { left: shipping_left });
        }
        let total = Money::sum(currency, lines.iter().map(|line| line.amount))?.plus(shipping)?;
        if total.minor == 0 {
            return Err(RefundError::Nothing);
        }
        if total.minor > self.left.minor {
            return Err(RefundError::TooMuch { left: self.left });
        }
        let rates = self.planned_rates(&lines, shipping)?;
        let lines = lines.into_iter().filter(|line| line.quantity > 0 || line.amount.minor > 0).collect();
        Ok(RefundPlan { lines, shipping, rates, total })
    }

    fn planned_lines(&self, wish: &RefundWish) -> Result<Vec<PlannedLine>, RefundError> {
        if wish.lines.iter().any(|(line, _)| !self.lines.iter().any(|known| known.line == *line)) {
            return Err(RefundError::UnknownLine);
        }
        let mut planned = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let asked = wish.lines.iter().filter(|(id, _)| *id == line.line).map(|(_, quantity)| *quantity);
            let quantity = asked.fold(0_i64, i64::saturating_add);
            let amount = Money::new(line.worth(quantity)?, line.gross.currency);
            planned.push(PlannedLine { line: line.line, quantity, amount });
        }
        if wish.besides > 0 {
            self.spread(wish.besides, &mut planned)?;
        }
        Ok(planned)
    }

    /// Adds an amount to the lines of goods, in proportion to what is left of them.
    fn spread(&self, amount: i64, planned: &mut [PlannedLine]) -> Result<(), RefundError> {
        let room = |(line, plan): (&RefundableLine, &PlannedLine)| {
            if line.is_gift_card { 0 } else { line.left().saturating_sub(plan.amount.minor).max(0) }
        };
        let rooms: Vec<i64> = self.lines.iter().zip(planned.iter()).map(room).collect();
        let left = rooms.iter().fold(0_i64, |sum, room| sum.saturating_add(*room));
        if amount > left {
            return Err(RefundError::TooMuch { left: Money::new(left, self.left.currency) });
        }
        for (plan, part) in planned.iter_mut().zip(Money::new(amount, self.left.currency).allocate(&rooms)?) {
            plan.amount = plan.amount.plus(part)?;
        }
        Ok(())
    }

    fn planned_rates(&self, lines: &[PlannedLine], shipping: Money) -> Result<Vec<RateShare>, RefundError> {
        let currency = self.left.currency;
        let before = |rate: TaxPercent| self.rates_refunded.iter().find(|share| share.rate == rate);
        let zero = Money::zero(currency);
        let weights: Vec<i64> = self
            .rates
            .iter()
            .map(|share| share.shipping.minor.saturating_sub(before(share.rate).map_or(0, |gone| gone.shipping.minor)))
            .collect();
        let parts = shipping.allocate(&weights)?;
        let mut planned = Vec::new();
        for (share, part) in self.rates.iter().zip(parts) {
            let sum = |is_gift_card: bool| {
                let of_rate = self.lines.iter().zip(lines).filter(|(line, _)| line.rate == share.rate);
                let wanted = of_rate.filter(|(line, _)| line.is_gift_card == is_gift_card);
                Money::sum(currency, wanted.map(|(_, plan)| plan.amount))
            };
            let mut now =
                RateShare { rate: share.rate, goods: sum(false)?, gift_cards: sum(true)?, shipping: part, tax: zero };
            let (gone, gone_tax) = match before(share.rate) {
                Some(gone) => (gone.gross()?, gone.tax),
                None => (zero, zero),
            };
            let whole = share.gross()?;
            if whole.minor > 0 {
                // From the tax of all that has gone back, the tax that had gone back: so the last refund leaves nothing.
                let after = share.tax.ratio(gone.plus(now.gross()?)?.minor, whole.minor)?;
                now.tax = after.minus(gone_tax)?;
            }
            if now.gross()?.minor > 0 {
                planned.push(now);
            }
        }
        Ok(planned)
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
