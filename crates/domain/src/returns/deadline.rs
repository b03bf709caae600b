//! Until when.

use crate::kernel::Date;

/// Days of the right of withdrawal: Directive 2011/83/EU, Article 9(1).
pub const WITHDRAWAL_DAYS: i64 = 14;
/// Days within which the shop takes things back besides, as its pages promise.
pub const RETURN_DAYS: i64 = 30;
/// Days after the last one that is told on which a withdrawal is accepted all the same. A public holiday at its end moves the last day, a
/// parcel can come later than it was promised, and it can still be that day where the shopper is; a program knows none of these. Whoever
/// withdraws in time is never refused by it, and a person decides about what the law no longer asks for.
pub const LATE_DAYS: i64 = 7;

/// The day on which the goods are taken to have arrived at the latest: the shop knows when a parcel left, not when it came.
///
/// The period of withdrawal runs from the day on which the consumer has the goods, of an order in several parcels the last of them
/// (Article 9(2)(b)). So the last parcel is given as many days as were promised when it was ordered, packing and weekends included, and
/// no parcel is taken to have come before the promised day: an error on this side only makes the period longer, which the law allows.
#[must_use]
pub fn received_by(placed_on: Date, arrives_to: Date, last_sent_on: Date) -> Date {
    let promised = arrives_to.days().saturating_sub(placed_on.days()).max(0);
    let latest = last_sent_on.plus_days(promised);
    if latest.days() > arrives_to.days() { latest } else { arrives_to }
}

/// The last day of the right of withdrawal of what came, or of a contract about nothing that is sent, was concluded, on this day.
///
/// The day itself does not count, and a period that would end on a weekend ends on the next working day (Regulation (EEC, Euratom) No
/// 1182/71, Article 3). Days are those of UTC, which end one or two hours after those of the shop's country.
#[must_use]
pub fn withdraw_until(from: Date) -> Date {
    from.plus_days(WITHDRAWAL_DAYS).working_day_from()
}

/// The last day on which a withdrawal is accepted whose last day by [`withdraw_until`] is this.
#[must_use]
pub fn accepted_until(told: Date) -> Date {
    told.plus_days(LATE_DAYS)
}

/// The last day on which the shop takes back what came on this day.
#[must_use]
pub fn return_until(from: Date) -> Date {
    from.plus_days(RETURN_DAYS).working_day_from()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn november(day: i64) -> Date {
        Date { year: 2026, month: 11, day: 1 }.plus_days(day - 1)
    }

    #[test]
    fn the_parcel_is_given_the_days_that_were_promised_and_never_comes_too_early() {
        // placed, promised for, sent | taken to have come
        for (placed, arrives, sent, received) in [
            (23, 26, 23, 26), // sent at once
            (23, 26, 22, 26), // a clock that went wrong
            (23, 26, 27, 30), // sent late: three days from then
            (23, 23, 25, 25), // nothing was promised
            (26, 23, 25, 25), // nonsense
        ] {
            let day = received_by(november(placed), november(arrives), november(sent));
            assert_eq!(day, november(received), "placed {placed}, promised {arrives}, sent {sent}");
        }
    }

    #[test]
    fn the_fourteenth_day_after_the_goods_came_is_the_last_and_never_on_a_weekend() {
        // 2 November 2026 is a Monday.
        for (came, last) in [(2, 16), (3, 17), (6, 20), (7, 23), (8, 23), (9, 23)] {
            assert_eq!(withdraw_until(november(came)), november(last), "came on {came}");
        }
        assert_eq!(return_until(november(2)), november(32));
        assert_eq!(return_until(november(5)), november(37), "Saturday, 5 December");
    }
}
