//! The shape of the year, the week and the day.

use crate::rng::Rng;
use domain::kernel::{Date, Timestamp};

/// Orders of an average day at the end of the story.
const AVERAGE: f64 = 13.4;

/// How many orders a day brings.
pub(super) fn count(date: Date, days_ago: i64, rng: &mut Rng) -> usize {
    let growth = 1.22 - 0.58 * days_ago as f64 / super::DAYS as f64;
    let noise = rng.between(0.72, 1.28);
    (AVERAGE * growth * month(date) * weekday(date) * noise + rng.unit()) as usize
}

fn month(date: Date) -> f64 {
    match (date.month, date.day) {
        (1, _) => 0.72,
        (2, _) => 0.78,
        (3, _) => 0.86,
        (4, _) => 0.90,
        (5, 4..=10) => 1.25,
        (5, _) => 0.96,
        (6, _) => 0.84,
        (7, _) => 0.70,
        (8, _) => 0.76,
        (9, _) => 0.94,
        (10, _) => 1.08,
        (11, 24..) => 2.05,
        (11, _) => 1.38,
        (_, ..=15) => 2.10,
        (_, ..=20) => 1.55,
        (_, ..=26) => 0.42,
        _ => 0.66,
    }
}

fn weekday(date: Date) -> f64 {
    match date.weekday() {
        0 => 1.20,
        1 => 1.12,
        2 => 1.08,
        3 => 1.04,
        4 => 0.96,
        5 => 0.72,
        _ => 0.82,
    }
}

/// The moment of an order in its day, in milliseconds and UTC: none at night, many after supper.
pub(super) fn moment(rng: &mut Rng) -> i64 {
    let hour = rng.pick(&[6, 7, 8, 9, 9, 10, 10, 11, 11, 12, 13, 14, 15, 16, 17, 18, 18, 19, 19, 19, 20, 20, 21, 22]);
    hour * 3_600_000 + rng.range(0, 3_599_999)
}

/// When a paid order leaves the shop: on a working day, in the early afternoon.
pub(super) fn sending_time(paid_at: Timestamp, rng: &mut Rng) -> Timestamp {
    let mut day = paid_at.date();
    if paid_at.hour_and_minute().0 >= 12 || day.weekday() >= 5 || rng.chance(20) {
        day = day.plus_days(1);
    }
    let day = day.working_day_from();
    Timestamp(day.days() * Timestamp::DAY + (13 * 60 + rng.range(0, 150)) * 60_000)
}
