//! What was bought though it is not there yet, in words for shoppers, and what of an order can be packed all the same.

use serde::{Deserialize, Serialize};

use super::{Need, shares};
use crate::kernel::{Date, Language, OrderLineId, VariantId};

/// How many items of a line come later, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Later {
    /// How many of the line.
    pub quantity: i64,
    /// The day on which they should be there; `None` when nobody can say.
    pub expected_on: Option<Date>,
}

impl Later {
    /// What is told of it today: a day that has passed is no day any more.
    #[must_use]
    pub fn told(self, today: Date) -> Self {
        Self { expected_on: self.expected_on.filter(|day| *day >= today), ..self }
    }

    /// "Ships around 12 December", or "2 of 5 ship around 12 December" for a part of a line of so many.
    #[must_use]
    pub fn words(self, of: i64, language: Option<Language>) -> String {
        let is_german = language == Language::parse("de");
        let day = self.expected_on.map(|day| day.day_and_month(is_german));
        match (is_german, day, self.quantity < of) {
            (false, Some(day), false) => format!("Ships around {day}"),
            (false, Some(day), true) => format!("{} of {of} ship around {day}", self.quantity),
            (false, None, false) => "Ships as soon as it arrives".to_owned(),
            (false, None, true) => format!("{} of {of} ship as soon as they arrive", self.quantity),
            (true, Some(day), false) => format!("Versand um den {day}"),
            (true, Some(day), true) => format!("{} von {of}: Versand um den {day}", self.quantity),
            (true, None, false) => "Versand, sobald es da ist".to_owned(),
            (true, None, true) => format!("{} von {of}: Versand, sobald sie da sind", self.quantity),
        }
    }
}

/// What a line of an order needs of a variant of which the order misses some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwedNeed {
    /// The line.
    pub line: OrderLineId,
    /// The variant.
    pub variant: VariantId,
    /// How many of it are in one item of the line.
    pub each: i64,
    /// How many of it the whole order misses.
    pub missing: i64,
    /// When they should be there.
    pub expected_on: Option<Date>,
}

/// What each line takes out of that which is there for the order: the lines with how many of them are still to be sent.
#[must_use]
pub fn set_aside(lines: &[(OrderLineId, i64)], owed: &[OwedNeed]) -> Vec<Vec<Need>> {
    let open = |line: OrderLineId| lines.iter().find(|known| known.0 == line).map_or(0, |known| known.1.max(0));
    let there = |variant: VariantId| {
        let needs = owed.iter().filter(|need| need.variant == variant);
        let wanted =
            needs.clone().fold(0_i64, |sum, need| sum.saturating_add(need.each.saturating_mul(open(need.line))));
        wanted.saturating_sub(needs.map(|need| need.missing).max().unwrap_or(0)).max(0)
    };
    let need = |need: &OwedNeed| Need { variant: need.variant, each: need.each, free: there(need.variant) };
    lines.iter().map(|(line, _)| owed.iter().filter(|one| one.line == *line).map(need).collect()).collect()
}

/// How many of each line, of which so many are still to be sent, come later. Earlier lines get what is there.
#[must_use]
pub fn later(lines: &[(OrderLineId, i64)], owed: &[OwedNeed]) -> Vec<Option<Later>> {
    let needs = set_aside(lines, owed);
    let shares = shares(needs.iter().zip(lines).map(|(needs, (_, open))| (needs.as_slice(), (*open).max(0))));
    let of_line = |(share, (line, open)): (super::Share, &(OrderLineId, i64))| {
        let quantity = open.saturating_sub(share.has);
        let days = owed.iter().filter(|need| need.line == *line && need.missing > 0).map(|need| need.expected_on);
        let expected_on = days.collect::<Option<Vec<Date>>>().and_then(|days| days.into_iter().max());
        (quantity > 0).then_some(Later { quantity, expected_on })
    };
    shares.into_iter().zip(lines).map(of_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date { year: 2026, month: 12, day: 12 };

    fn owed(line: i64, variant: i64, each: i64, missing: i64) -> OwedNeed {
        OwedNeed {
            line: OrderLineId(line),
            variant: VariantId(variant),
            each,
            missing,
            expected_on: Some(DAY).filter(|_| variant != 9),
        }
    }

    fn quantities(lines: &[(i64, i64)], owed: &[OwedNeed]) -> Vec<i64> {
        let lines: Vec<_> = lines.iter().map(|(line, open)| (OrderLineId(*line), *open)).collect();
        later(&lines, owed).iter().map(|later| later.map_or(0, |later| later.quantity)).collect()
    }

    #[test]
    fn what_is_there_goes_to_the_first_lines_and_the_others_come_later() {
        assert_eq!(quantities(&[(1, 2), (2, 4)], &[owed(1, 7, 1, 3), owed(2, 7, 1, 3)]), [0, 3]);
        assert_eq!(quantities(&[(1, 5)], &[owed(1, 7, 1, 3)]), [3]);
        assert_eq!(quantities(&[(1, 5)], &[owed(1, 7, 1, 9)]), [5], "never more than is to be sent");
        assert_eq!(quantities(&[(1, 5)], &[]), [0]);
    }

    #[test]
    fn a_bundle_waits_for_the_part_that_is_not_there() {
        assert_eq!(quantities(&[(1, 2)], &[owed(1, 7, 2, 1)]), [1], "of four cups one is missing: one set can go");
        let lines = [(OrderLineId(1), 2)];
        assert_eq!(later(&lines, &[owed(1, 7, 1, 1)]), [Some(Later { quantity: 1, expected_on: Some(DAY) })]);
        let unknown = later(&lines, &[owed(1, 7, 1, 1), owed(1, 9, 1, 1)]);
        assert_eq!(unknown, [Some(Later { quantity: 1, expected_on: None })], "one day is not known, so none is told");
    }

    #[test]
    fn shoppers_read_when_it_ships_in_their_language() {
        let german = Language::parse("de");
        let all = Later { quantity: 2, expected_on: Some(DAY) };
        assert_eq!(all.words(2, None), "Ships around 12 December");
        assert_eq!(all.words(5, None), "2 of 5 ship around 12 December");
        assert_eq!(all.words(2, german), "Versand um den 12. Dezember");
        assert_eq!(all.words(5, german), "2 von 5: Versand um den 12. Dezember");
        let some_day = Later { quantity: 2, expected_on: None };
        assert_eq!(some_day.words(2, None), "Ships as soon as it arrives");
        assert_eq!(some_day.words(3, german), "2 von 3: Versand, sobald sie da sind");
    }
}
