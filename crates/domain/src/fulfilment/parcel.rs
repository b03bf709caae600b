//! What goes into a parcel: all that is to be sent, or a part of it.

use serde::{Deserialize, Serialize};

use crate::{
    inventory::{Need, shares},
    kernel::{OrderId, OrderLineId},
};

/// A line of which something may still be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendableLine {
    /// The line.
    pub line: OrderLineId,
    /// The product.
    pub title: String,
    /// How many still have to be sent.
    pub open: i64,
    /// What one item takes out of what is there for the order; nothing where all of it is there.
    pub needs: Vec<Need>,
}

/// What a parcel carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelPlan {
    /// How many of which lines: one or more of each.
    pub items: Vec<(OrderLineId, i64)>,
    /// Whether nothing is left to be sent after it.
    pub is_last: bool,
}

/// Why there is no such parcel.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParcelError {
    /// Nothing is to be sent, or nothing was chosen.
    #[error("choose at least one item for the parcel")]
    Nothing,
    /// More than is to be sent, or less than nothing.
    #[error("of {title} at most {open} can be sent, you typed {wanted}")]
    NotSoMany {
        /// The product.
        title: String,
        /// How many there are.
        open: i64,
        /// How many were wanted.
        wanted: i64,
    },
    /// More than is there: the rest is owed.
    #[error("of {title} {there} can be sent now, the rest is owed and has not come yet")]
    NotThereYet {
        /// The product.
        title: String,
        /// How many there are.
        there: i64,
    },
    /// A line of another order.
    #[error("one of the items does not belong to this order")]
    Unknown,
    /// A text that is no number.
    #[error("“{0}” is no number of items")]
    NotANumber(String),
}

/// Plans a parcel with so many of these lines; without any, with everything that is to be sent.
///
/// # Errors
/// A parcel without anything in it, with more than is to be sent, or with what is not there yet.
pub fn plan(lines: &[SendableLine], wanted: &[(OrderLineId, i64)]) -> Result<ParcelPlan, ParcelError> {
    if wanted.iter().any(|(line, _)| lines.iter().all(|known| known.line != *line)) {
        return Err(ParcelError::Unknown);
    }
    let of_line = |line: &SendableLine| {
        if wanted.is_empty() {
            return line.open;
        }
        let amounts = wanted.iter().filter(|(id, _)| *id == line.line).map(|(_, quantity)| *quantity);
        amounts.fold(0, i64::saturating_add)
    };
    let mut items = Vec::new();
    let mut is_last = true;
    for line in lines {
        let count = of_line(line);
        if count < 0 || count > line.open {
            return Err(ParcelError::NotSoMany { title: line.title.clone(), open: line.open, wanted: count });
        }
        is_last &= count == line.open;
        if count > 0 {
            items.push((line.line, count));
        }
    }
    let shares = shares(lines.iter().map(|line| (line.needs.as_slice(), of_line(line))));
    if let Some((line, share)) = lines.iter().zip(shares).find(|(line, share)| share.has < of_line(line)) {
        return Err(ParcelError::NotThereYet { title: line.title.clone(), there: share.has });
    }
    if items.is_empty() { Err(ParcelError::Nothing) } else { Ok(ParcelPlan { items, is_last }) }
}

/// What a manager types to send a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelForm {
    /// The order.
    pub order: OrderId,
    /// The version that was seen.
    pub version: i64,
    /// Who carries it.
    #[serde(default)]
    pub carrier: String,
    /// The carrier's number; may be empty.
    #[serde(default)]
    pub tracking_number: String,
    /// From which location it is sent; empty where nobody says so.
    #[serde(default)]
    pub location: String,
    /// A field for each line; none for everything.
    #[serde(default)]
    pub lines: Vec<ParcelFormLine>,
}

/// The field of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelFormLine {
    /// The line.
    pub line: OrderLineId,
    /// How many items; an empty field is none.
    #[serde(default)]
    pub quantity: String,
}

impl ParcelForm {
    /// How many of which lines.
    ///
    /// # Errors
    /// A text that is no number.
    pub fn items(&self) -> Result<Vec<(OrderLineId, i64)>, ParcelError> {
        let item = |field: &ParcelFormLine| {
            let text = field.quantity.trim();
            let count = if text.is_empty() { Ok(0) } else { text.parse() };
            Ok((field.line, count.map_err(|_| ParcelError::NotANumber(text.chars().take(20).collect()))?))
        };
        self.lines.iter().map(item).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::VariantId;

    fn lines(open: &[i64]) -> Vec<SendableLine> {
        let line = |(id, open): (i64, &i64)| SendableLine {
            line: OrderLineId(id),
            title: format!("mug {id}"),
            open: *open,
            needs: Vec::new(),
        };
        (1..).zip(open).map(line).collect()
    }

    fn items(items: &[(i64, i64)]) -> Vec<(OrderLineId, i64)> {
        items.iter().map(|(line, count)| (OrderLineId(*line), *count)).collect()
    }

    #[test]
    fn a_parcel_carries_what_was_chosen_and_the_last_one_leaves_nothing() {
        let plan = |open: &[i64], wanted: &[(i64, i64)]| {
            plan(&lines(open), &items(wanted)).map(|plan| (plan.items, plan.is_last))
        };
        assert_eq!(plan(&[2, 0, 1], &[]), Ok((items(&[(1, 2), (3, 1)]), true)));
        assert_eq!(plan(&[2, 1], &[(1, 1), (2, 0)]), Ok((items(&[(1, 1)]), false)));
        assert_eq!(plan(&[2, 1], &[(2, 1), (1, 1), (1, 1)]), Ok((items(&[(1, 2), (2, 1)]), true)));
        assert_eq!(plan(&[2, 1], &[(1, 2)]), Ok((items(&[(1, 2)]), false)));
    }

    #[test]
    fn f15_a_parcel_with_nothing_with_too_many_or_with_a_strangers_line_is_refused() {
        let refused = |open: &[i64], wanted: &[(i64, i64)]| plan(&lines(open), &items(wanted)).unwrap_err();
        assert_eq!(refused(&[0], &[]), ParcelError::Nothing);
        assert_eq!(refused(&[2], &[(1, 0)]), ParcelError::Nothing);
        assert_eq!(refused(&[2], &[(7, 1)]), ParcelError::Unknown);
        for wanted in [3, -1, i64::MAX, i64::MIN] {
            assert!(matches!(refused(&[2], &[(1, wanted)]), ParcelError::NotSoMany { .. }), "{wanted}");
        }
        assert!(matches!(refused(&[2], &[(1, i64::MAX), (1, i64::MAX)]), ParcelError::NotSoMany { .. }));
    }

    #[test]
    fn what_is_owed_is_not_packed_before_it_is_there() {
        let mut lines = lines(&[3, 2]);
        for line in &mut lines {
            line.needs = vec![Need { variant: VariantId(7), each: 1, free: 2 }];
        }
        let there = |wanted: &[(i64, i64)]| plan(&lines, &items(wanted)).map(|plan| (plan.items, plan.is_last));
        assert_eq!(there(&[]), Err(ParcelError::NotThereYet { title: "mug 1".to_owned(), there: 2 }));
        assert_eq!(there(&[(1, 1), (2, 2)]), Err(ParcelError::NotThereYet { title: "mug 2".to_owned(), there: 1 }));
        assert_eq!(there(&[(1, 1), (2, 1)]), Ok((items(&[(1, 1), (2, 1)]), false)));
        assert_eq!(there(&[(2, 2)]), Ok((items(&[(2, 2)]), false)));
    }

    #[test]
    fn the_fields_of_the_form_are_numbers_or_empty() {
        let form = |quantity: &str| ParcelForm {
            order: OrderId(1),
            version: 1,
            carrier: String::new(),
            tracking_number: String::new(),
            location: String::new(),
            lines: vec![ParcelFormLine { line: OrderLineId(7), quantity: quantity.to_owned() }],
        };
        assert_eq!(form(" 2 ").items(), Ok(items(&[(7, 2)])));
        assert_eq!(form("").items(), Ok(items(&[(7, 0)])));
        for text in ["1e3", "two", "1.5", "9999999999999999999999"] {
            assert!(matches!(form(text).items(), Err(ParcelError::NotANumber(_))), "{text}");
        }
    }

    proptest! {
        #[test]
        fn parcel_after_parcel_sends_each_item_once(open in prop::collection::vec(0_i64..6, 1..5), choices in prop::collection::vec(0_usize..5, 1..40)) {
            let mut left = lines(&open);
            let mut sent = 0;
            let mut is_over = false;
            for choice in choices {
                let index = choice % left.len();
                let Ok(parcel) = plan(&left, &[(left[index].line, 1)]) else { continue };
                prop_assert!(!is_over);
                is_over = parcel.is_last;
                for (line, count) in parcel.items {
                    left.iter_mut().find(|known| known.line == line).unwrap().open -= count;
                    sent += count;
                }
            }
            prop_assert_eq!(sent + left.iter().map(|line| line.open).sum::<i64>(), open.iter().sum::<i64>());
            prop_assert_eq!(is_over, sent > 0 && left.iter().all(|line| line.open == 0));
        }
    }
}
