//! What is taken off a line of an order, item by item: what becomes of it when the line is made larger or smaller.
//!
//! Not here: how it came about (pricing, coupons) and what a change costs ([`super::edit`]). Invariant: what was agreed for items is theirs
//! for as long as they are kept, and no item that comes later gets any of it.

use crate::kernel::{Money, MoneyError};

/// The reduction of a line. What was agreed for its first items stays with them when there are more; what is taken off besides, because a
/// difference was taken back, is of the items that came later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineReduction {
    /// What is taken off all of the line: zero or less.
    pub amount: Money,
    /// How many items the line has.
    pub quantity: i64,
    /// How many of them are the first ones.
    pub items: i64,
    /// What of it is taken off those.
    pub first: Money,
}

impl LineReduction {
    /// The same for all items of a line.
    #[must_use]
    pub fn of_all(amount: Money, quantity: i64) -> Self {
        Self { amount, quantity, items: quantity, first: amount }
    }

    /// What of it stays with so many items: each item keeps its own share, the later ones go first, and what is added gets none.
    ///
    /// # Errors
    /// An amount beyond 64 bits.
    pub fn kept(self, quantity: i64) -> Result<Self, MoneyError> {
        let quantity = quantity.max(0);
        if self.items <= 0 {
            return Ok(Self { quantity, ..self });
        }
        let later = self.amount.minus(self.first)?;
        if quantity <= self.items {
            return Ok(Self::of_all(self.first.ratio(quantity, self.items)?, quantity));
        }
        if quantity <= self.quantity {
            let rest = self.quantity.saturating_sub(self.items);
            let later = later.ratio(quantity.saturating_sub(self.items), rest)?;
            return Ok(Self { amount: self.first.plus(later)?, quantity, ..self });
        }
        // All that there were are the first ones of more, unless only some of them are reduced.
        let is_shared = later.minor != 0 || self.amount.minor == 0;
        let (items, first) = if is_shared { (self.quantity, self.amount) } else { (self.items, self.first) };
        Ok(Self { quantity, items, first, ..self })
    }

    /// Which items are the first ones, and what is taken off them, where there are others. `amount` is what the whole line has off by
    /// now: another rate of tax may have changed it.
    ///
    /// # Errors
    /// An amount beyond 64 bits.
    pub fn apart(self, amount: Money) -> Result<Option<(i64, Money)>, MoneyError> {
        if self.items <= 0 || self.items >= self.quantity {
            return Ok(None);
        }
        let is_same = amount == self.amount || self.amount.minor == 0;
        let first = if is_same {
            self.first
        } else {
            amount.ratio(self.first.minor.saturating_neg(), self.amount.minor.saturating_neg())?
        };
        Ok(Some((self.items, first)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Currency;

    #[test]
    fn an_item_that_goes_takes_its_share_of_the_reduction_with_it() {
        let euro = |minor| Money::new(minor, Currency::EUR);
        let kept = |items, after| LineReduction::of_all(euro(-100), items).kept(after).unwrap().amount.minor;
        assert_eq!([kept(3, 3), kept(3, 5), kept(3, 2), kept(3, 1), kept(3, 0)], [-100, -100, -67, -33, 0]);
    }

    #[test]
    fn a_line_that_is_made_larger_and_smaller_again_keeps_all_of_its_reduction() {
        let agreed = LineReduction::of_all(Money::new(-100, Currency::EUR), 2);
        assert_eq!(agreed.kept(5).unwrap().kept(2), Ok(agreed));
        let most = agreed.kept(5).unwrap().kept(3).unwrap().kept(9).unwrap();
        assert_eq!((most.amount, most.kept(2)), (agreed.amount, Ok(agreed)));
        let one = agreed.kept(5).unwrap().kept(1).unwrap();
        assert_eq!((one.amount.minor, one.items), (-50, 1));
        assert_eq!(one.kept(7).unwrap().amount, one.amount, "what went took its share with it");
    }

    #[test]
    fn what_is_taken_off_later_items_goes_with_them_and_never_off_the_first_ones() {
        let off = |minor| Money::new(minor, Currency::EUR);
        for agreed in [0, -400] {
            let grown = LineReduction::of_all(off(agreed), 2).kept(5).unwrap();
            let waived = LineReduction { amount: off(agreed - 3_000), ..grown };
            let kept = |quantity| waived.kept(quantity).unwrap().amount.minor;
            assert_eq!([kept(5), kept(4), kept(2), kept(1)], [agreed - 3_000, agreed - 2_000, agreed, agreed / 2]);
            let larger = waived.kept(8).unwrap();
            assert_eq!((larger.amount, larger.items), (waived.amount, 5), "what comes then gets none of it");
        }
    }

    #[test]
    fn another_rate_of_tax_changes_what_is_taken_off_the_first_items_alike() {
        let off = |minor| Money::new(minor, Currency::EUR);
        let reduction = LineReduction { amount: off(-3_400), quantity: 5, items: 2, first: off(-400) };
        assert_eq!(reduction.apart(off(-3_400)), Ok(Some((2, off(-400)))));
        assert_eq!(reduction.apart(off(-1_700)), Ok(Some((2, off(-200)))));
        assert_eq!(LineReduction::of_all(off(-400), 2).apart(off(-400)), Ok(None));
    }
}
