//! Moments as words. The server says what time it is, so that the page says the same before and after hydration.

use domain::kernel::Timestamp;
use serde::{Deserialize, Serialize};

/// Something, with the moment at which it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated<T> {
    /// When it was read.
    pub now: Timestamp,
    /// What was read.
    pub value: T,
}

/// "Today 09:41", "Yesterday 21:47", "Sat 21 Nov", "3 Feb 2025". Days are those of the clock that the moments were put to.
#[must_use]
pub fn moment(at: Timestamp, now: Timestamp) -> String {
    let (hour, minute) = at.hour_and_minute();
    match day_distance(at, now) {
        0 => format!("Today {hour:02}:{minute:02}"),
        1 => format!("Yesterday {hour:02}:{minute:02}"),
        _ => day(at, now),
    }
}

/// "Today", "Yesterday", "Sat 21 Nov", "3 Feb 2025".
#[must_use]
pub fn day(at: Timestamp, now: Timestamp) -> String {
    let date = at.date();
    match day_distance(at, now) {
        0 => "Today".to_owned(),
        1 => "Yesterday".to_owned(),
        2..300 => format!("{} {}", date.weekday_and_day(), date.month_name()),
        _ => date.long(),
    }
}

/// "09:41".
#[must_use]
pub fn time_of_day(at: Timestamp) -> String {
    let (hour, minute) = at.hour_and_minute();
    format!("{hour:02}:{minute:02}")
}

/// "25 Oct".
#[must_use]
pub fn short_day(at: Timestamp) -> String {
    let date = at.date();
    format!("{} {}", date.day, date.month_name())
}

/// "25 Nov 2026, 09:41".
#[must_use]
pub fn whole(at: Timestamp) -> String {
    format!("{}, {}", at.date().long(), time_of_day(at))
}

/// `2026-11-25T09:41Z`, for machines.
#[must_use]
pub fn machine(at: Timestamp) -> String {
    let (date, (hour, minute)) = (at.date(), at.hour_and_minute());
    format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}Z", date.year, date.month, date.day)
}

/// "Good morning".
#[must_use]
pub fn greeting(now: Timestamp) -> &'static str {
    match now.hour_and_minute().0 {
        4..=10 => "Good morning",
        11..=16 => "Good afternoon",
        _ => "Good evening",
    }
}

fn day_distance(at: Timestamp, now: Timestamp) -> i64 {
    now.date().days() - at.date().days()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_795_608_000_000;

    #[test]
    fn a_moment_is_said_the_shorter_the_nearer_it_is() {
        let now = Timestamp(NOON);
        assert_eq!(moment(now.plus(-60_000), now), "Today 11:59");
        assert_eq!(moment(now.plus(-Timestamp::DAY), now), "Yesterday 12:00");
        assert_eq!(moment(now.plus(-3 * Timestamp::DAY), now), "Sun 22 Nov");
        assert_eq!(moment(now.plus(-400 * Timestamp::DAY), now), "21 Oct 2025");
        assert_eq!(whole(now), "25 Nov 2026, 12:00");
        assert_eq!(machine(now), "2026-11-25T12:00Z");
    }
}
