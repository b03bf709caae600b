use proptest::prelude::*;

use super::*;
use crate::shipping::ShippingTable;

fn at(month: u8, day: u8, hour: i64, minute: i64) -> Timestamp {
    let date = Date { year: 2026, month, day };
    Timestamp(date.days() * Timestamp::DAY + hour * 3_600_000 + minute * 60_000)
}

fn calendar() -> Calendar {
    ShippingTable::default().calendar
}

#[test]
fn an_order_leaves_on_a_working_day_after_its_handling() {
    // 23 November 2026 is a Monday, 25 December a Friday.
    let holidays = vec![Holiday::parse("12-25 Christmas Day").unwrap(), Holiday::parse("2026-12-24").unwrap()];
    let with = |handling_days, working_days| Calendar {
        handling_days,
        working_days,
        holidays: holidays.clone(),
        cut_off_minute: 16 * 60 + 30,
        ..calendar()
    };
    let week = [true, true, true, true, true, false, false];
    let table = [
        (with(0, week), at(11, 23, 16, 29), "23 Nov 2026"),
        (with(0, week), at(11, 23, 16, 30), "24 Nov 2026"),
        (with(0, week), at(11, 27, 17, 0), "30 Nov 2026"),
        (with(0, week), at(11, 28, 9, 0), "30 Nov 2026"),
        (with(2, week), at(11, 23, 9, 0), "25 Nov 2026"),
        (with(2, week), at(11, 26, 9, 0), "30 Nov 2026"),
        (with(0, week), at(12, 24, 9, 0), "28 Dec 2026"),
        (with(1, week), at(12, 23, 9, 0), "28 Dec 2026"),
        (with(0, [false, false, false, false, false, true, false]), at(11, 23, 9, 0), "28 Nov 2026"),
    ];
    for (calendar, now, leaves) in table {
        assert_eq!(calendar.leaves_on(now).long(), leaves, "{now:?} {calendar:?}");
    }
}

#[test]
fn what_is_on_the_road_over_a_holiday_arrives_a_day_later() {
    let calendar = Calendar { holidays: vec![Holiday::parse("12-25").unwrap()], ..calendar() };
    let leaves = Date { year: 2026, month: 12, day: 24 };
    assert_eq!(calendar.arrives_on(leaves, 0), leaves);
    assert_eq!(calendar.arrives_on(leaves, 1).long(), "28 Dec 2026");
    assert_eq!(calendar.arrives_on(leaves, 2).long(), "29 Dec 2026");
}

#[test]
fn a_calendar_without_any_working_day_ends_the_search() {
    let holidays =
        (1..=12).flat_map(|month| (1..=31).map(move |day| Holiday { year: None, month, day, name: String::new() }));
    let calendar = Calendar { holidays: holidays.collect(), ..calendar() };
    let now = at(11, 23, 9, 0);
    assert_eq!(calendar.leaves_on(now), now.date());
}

proptest! {
    #[test]
    fn no_order_leaves_before_it_is_placed_nor_on_a_day_without_work(
        now in 1_700_000_000_000_i64..2_000_000_000_000, cut_off in 0_i64..1_440, handling in 0_u32..10,
        days in prop::array::uniform7(any::<bool>()), holiday in (1_u8..=12, 1_u8..=28),
    ) {
        prop_assume!(days.contains(&true));
        let holiday = Holiday { year: None, month: holiday.0, day: holiday.1, name: String::new() };
        let calendar = Calendar {
            cut_off_minute: cut_off,
            handling_days: handling,
            working_days: days,
            holidays: vec![holiday.clone()],
            ..calendar()
        };
        let now = Timestamp(now);
        let leaves = calendar.leaves_on(now);
        prop_assert!(leaves >= now.date());
        prop_assert!(days[usize::from(leaves.weekday())] && !holiday.is_on(leaves));
        prop_assert!(calendar.arrives_on(leaves, 1) > leaves);
        prop_assert!(calendar.minutes_left(now) >= 0);
        // Whoever orders a minute before the end of the promise gets the same day.
        let later = now.plus((calendar.minutes_left(now) - 1).max(0) * 60_000);
        prop_assert_eq!(calendar.leaves_on(later), leaves);
    }
}
