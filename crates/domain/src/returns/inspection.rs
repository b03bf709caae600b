//! What came back, in which state, and what is paid back for it.

use serde::{Deserialize, Serialize};

use super::{Condition, LONGEST_WORDS, ReturnKind};
use crate::{
    kernel::{Currency, Money, MoneyError, OrderLineId, ReturnId},
    refund::RefundWish,
};

/// The fields of an inspection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionForm {
    /// The return.
    pub id: ReturnId,
    /// A group of fields for each line.
    #[serde(default)]
    pub lines: Vec<InspectionFormLine>,
    /// Of the delivery, as an amount.
    #[serde(default)]
    pub shipping: String,
    /// What the customer is told; may be empty where anything is paid back.
    #[serde(default)]
    pub words: String,
}

/// The fields of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InspectionFormLine {
    /// The line.
    pub line: OrderLineId,
    /// How many are paid back.
    #[serde(default)]
    pub accepted: String,
    /// How many of them can be sold again.
    #[serde(default)]
    pub restock: String,
    /// The word of a [`Condition`].
    #[serde(default)]
    pub condition: String,
}

/// What somebody found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// By line.
    pub lines: Vec<InspectedLine>,
    /// So much of the delivery, in minor units.
    pub shipping: i64,
    /// What the customer is told.
    pub words: String,
}

/// What somebody found of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InspectedLine {
    /// The line.
    pub line: OrderLineId,
    /// So many are paid back.
    pub accepted: i64,
    /// So many of them return to the shelf.
    pub restock: i64,
    /// In which state they are.
    pub condition: Condition,
}

/// A line of a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedLine {
    /// The line.
    pub line: OrderLineId,
    /// So many items are in it.
    pub quantity: i64,
}

/// What is wrong with an inspection.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InspectionError {
    /// A text that is no whole number.
    #[error("{0:?} is no number of items")]
    NotANumber(String),
    /// A line that is not in the return, or stands there twice.
    #[error("this line is none of the return's")]
    UnknownLine,
    /// More than were sent back.
    #[error("of this line {most} are in the return")]
    TooMany {
        /// How many are.
        most: i64,
    },
    /// More return to the shelf than are paid back.
    #[error("no more can go back to stock than is paid back: {accepted}")]
    RestockTooMany {
        /// How many are paid back.
        accepted: i64,
    },
    /// What did not come cannot be taken back.
    #[error("what did not come is not paid back: set it to 0 or choose another state")]
    Missing,
    /// Nothing is paid back, and nobody says why.
    #[error("say to the customer why nothing is paid back")]
    NoWords,
    /// Too many words.
    #[error("the words have at most {most} characters")]
    TooLong {
        /// How many characters there may be.
        most: usize,
    },
    /// An amount below zero, or one that cannot be read.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl InspectionForm {
    /// What the fields say.
    ///
    /// # Errors
    /// A text that is no number or no amount.
    pub fn read(&self, currency: Currency) -> Result<Inspection, InspectionError> {
        let count = |text: &str| match text.trim() {
            "" => Ok(0),
            text => text.parse::<i64>().map_err(|_| InspectionError::NotANumber(text.to_owned())),
        };
        let mut lines = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            lines.push(InspectedLine {
                line: line.line,
                accepted: count(&line.accepted)?,
                restock: count(&line.restock)?,
                condition: Condition::from_key(&line.condition).unwrap_or_default(),
            });
        }
        let shipping = match self.shipping.trim() {
            "" => 0,
            text => Money::parse_decimal(text, currency)?.minor,
        };
        Ok(Inspection { lines, shipping, words: self.words.trim().to_owned() })
    }
}

impl Inspection {
    /// Whether it fits the return. Lines that it does not name are not paid back.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, asked: &[AskedLine]) -> Result<(), InspectionError> {
        for (index, found) in self.lines.iter().enumerate() {
            let is_twice = self.lines.iter().take(index).any(|other| other.line == found.line);
            let of_line = asked.iter().find(|asked| asked.line == found.line).filter(|_| !is_twice);
            let most = of_line.ok_or(InspectionError::UnknownLine)?.quantity;
            if !(0..=most).contains(&found.accepted) {
                return Err(InspectionError::TooMany { most });
            }
            if !(0..=found.accepted).contains(&found.restock) {
                return Err(InspectionError::RestockTooMany { accepted: found.accepted });
            }
            if found.condition == Condition::Missing && found.accepted > 0 {
                return Err(InspectionError::Missing);
            }
        }
        if self.words.chars().count() > LONGEST_WORDS {
            return Err(InspectionError::TooLong { most: LONGEST_WORDS });
        }
        let pays_back = self.shipping > 0 || self.lines.iter().any(|line| line.accepted > 0);
        if pays_back || !self.words.is_empty() { Ok(()) } else { Err(InspectionError::NoWords) }
    }

    /// The refund that follows.
    #[must_use]
    pub fn wish(&self) -> RefundWish {
        let lines = self.lines.iter().filter(|line| line.accepted > 0);
        RefundWish {
            lines: lines.map(|line| (line.line, line.accepted)).collect(),
            shipping: self.shipping,
            besides: 0,
        }
    }
}

/// What is paid back of the delivery to the shopper.
///
/// Whoever withdraws from everything gets it back, but not what a faster way cost more than the shop's standard one (Directive
/// 2011/83/EU, Article 13(2)); and so does whoever sends everything back because something is wrong with it. Of the standard ways the
/// dearest counts, although a cheaper one may have been offered: the law sets the least that goes back.
#[must_use]
pub fn delivery_back(kind: ReturnKind, is_fault: bool, is_everything: bool, left: Money, standard: Money) -> Money {
    if is_everything && (is_fault || kind == ReturnKind::Withdrawal) {
        Money::new(left.minor.min(standard.minor).max(0), left.currency)
    } else {
        Money::zero(left.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: i64, accepted: i64, restock: i64, condition: Condition) -> InspectedLine {
        InspectedLine { line: OrderLineId(line), accepted, restock, condition }
    }

    fn check(lines: Vec<InspectedLine>, words: &str) -> Result<(), InspectionError> {
        let asked = [AskedLine { line: OrderLineId(1), quantity: 2 }, AskedLine { line: OrderLineId(2), quantity: 1 }];
        Inspection { lines, shipping: 0, words: words.to_owned() }.check(&asked)
    }

    #[test]
    fn an_inspection_takes_back_no_more_than_came_and_puts_no_more_on_the_shelf_than_is_paid_back() {
        use Condition::{AsNew, Damaged, Missing};
        assert_eq!(check(vec![found(1, 2, 1, AsNew), found(2, 0, 0, Missing)], ""), Ok(()));
        assert_eq!(check(vec![found(1, 1, 0, Damaged)], ""), Ok(()), "a line that is not named is not paid back");
        for (lines, refused) in [
            (vec![found(1, 3, 0, AsNew)], InspectionError::TooMany { most: 2 }),
            (vec![found(1, -1, 0, AsNew)], InspectionError::TooMany { most: 2 }),
            (vec![found(1, 1, 2, AsNew)], InspectionError::RestockTooMany { accepted: 1 }),
            (vec![found(1, 1, -1, AsNew)], InspectionError::RestockTooMany { accepted: 1 }),
            (vec![found(9, 1, 0, AsNew)], InspectionError::UnknownLine),
            (vec![found(1, 1, 0, AsNew), found(1, 1, 0, AsNew)], InspectionError::UnknownLine),
            (vec![found(1, 1, 0, Missing)], InspectionError::Missing),
            (vec![found(1, 0, 0, Damaged)], InspectionError::NoWords),
        ] {
            assert_eq!(check(lines.clone(), ""), Err(refused), "{lines:?}");
        }
        assert_eq!(check(vec![found(1, 0, 0, Damaged)], "It was used for months."), Ok(()));
    }

    #[test]
    fn v01_fields_that_are_no_numbers_are_refused_and_empty_ones_are_nothing() {
        let line = |accepted: &str| InspectionFormLine {
            line: OrderLineId(1),
            accepted: accepted.to_owned(),
            restock: String::new(),
            condition: "damaged".to_owned(),
        };
        let form = |accepted: &str, shipping: &str| InspectionForm {
            id: ReturnId(1),
            lines: vec![line(accepted)],
            shipping: shipping.to_owned(),
            words: " x ".to_owned(),
        };
        let read = form("2", "4,90").read(Currency::EUR).unwrap();
        assert_eq!((read.wish().lines, read.shipping, read.words.as_str()), (vec![(OrderLineId(1), 2)], 490, "x"));
        assert_eq!(form("", "").read(Currency::EUR).unwrap().wish(), RefundWish::default());
        for form in [form("two", ""), form("1.5", ""), form("1", "1e3"), form("1", "NaN")] {
            assert!(form.read(Currency::EUR).is_err(), "{form:?}");
        }
    }

    #[test]
    fn the_standard_delivery_goes_back_with_everything_and_the_supplement_for_express_does_not() {
        let euro = |minor| Money::new(minor, Currency::EUR);
        // kind, fault, everything, left, standard | back
        for (kind, fault, everything, left, standard, back) in [
            (ReturnKind::Withdrawal, false, true, 490, 490, 490),
            (ReturnKind::Withdrawal, false, true, 390, 490, 390), // the cheaper of two standard ways
            (ReturnKind::Withdrawal, false, true, 1010, 490, 490), // express
            (ReturnKind::Withdrawal, false, true, 1010, 0, 0),    // express, where the standard way costs nothing
            (ReturnKind::Withdrawal, false, true, 100, 490, 100), // a part of it went back before
            (ReturnKind::Withdrawal, false, false, 490, 490, 0),
            (ReturnKind::Return, false, true, 490, 490, 0),
            (ReturnKind::Return, true, true, 490, 490, 490),
            (ReturnKind::Return, true, false, 490, 490, 0),
        ] {
            let given = delivery_back(kind, fault, everything, euro(left), euro(standard));
            assert_eq!(given, euro(back), "{kind:?} {fault} {everything} {left} {standard}");
        }
    }
}
