use proptest::prelude::*;

use super::*;
use crate::{
    kernel::TaxRateId,
    tax::{TaxPercent, TaxSettings},
};

fn day(number: i64) -> Date {
    Date::from_days(number)
}

/// Standard rates of Germany, each with its first and last day.
fn table(days: &[(i64, Option<i64>)]) -> TaxTable {
    let rate = |(from, until): &(i64, Option<i64>)| TaxRate {
        id: TaxRateId(*from),
        version: 1,
        class: TaxClass::Standard,
        country: "DE".to_owned(),
        region: String::new(),
        postcodes: Vec::new(),
        rate: TaxPercent::of_basis_points(1_900),
        from: day(*from),
        until: until.map(day),
    };
    let settings = TaxSettings { version: 1, is_oss: true, adds_tax: false, registered: Vec::new() };
    TaxTable { revision: 1, settings, rates: days.iter().map(rate).collect() }
}

#[test]
fn a_country_is_without_a_rate_from_the_day_after_the_last_one_ends() {
    for (days, expected) in [
        (vec![(0, None)], None),
        (vec![(0, Some(19)), (20, None)], None),
        (vec![(0, Some(19)), (21, None)], Some(20)),
        (vec![(0, Some(19)), (20, Some(29))], Some(30)),
        (vec![(0, Some(5))], Some(10)),
        (vec![(12, None)], Some(10)),
        (vec![], Some(10)),
        // A gap that has passed is no longer anybody's.
        (vec![(0, Some(3)), (5, None)], None),
    ] {
        assert_eq!(table(&days).day_without("DE", day(10)), expected.map(day), "{days:?}");
    }
    assert_eq!(TaxTable::default().day_without("DE", day(20_000)), None);
    assert_eq!(table(&[(0, None)]).day_without("FR", day(10)), Some(day(10)));
}

#[test]
fn a_rate_of_a_region_or_of_another_class_takes_no_place_of_the_standard_one() {
    let mut changed = table(&[(0, None)]);
    changed.rates[0].class = TaxClass::Reduced;
    assert_eq!(table(&[(0, None)]).day_taken_by(&changed, day(10)), Some(("DE", day(10))));
    let mut changed = table(&[(0, None)]);
    changed.rates[0].region = "Helgoland".to_owned();
    assert_eq!(table(&[(0, None)]).day_taken_by(&changed, day(10)), Some(("DE", day(10))));
    assert_eq!(changed.day_taken_by(&table(&[]), day(10)), None, "the region has the rate of its country again");
}

prop_compose! {
    fn some_days()(days in prop::collection::vec((0_i64..40, prop::option::of(0_i64..20)), 0..4)) -> TaxTable {
        let days: Vec<_> = days.into_iter().map(|(from, length)| (from, length.map(|length| from + length))).collect();
        table(&days)
    }
}

proptest! {
    #[test]
    fn a_day_is_taken_exactly_when_it_had_a_rate_and_has_none(before in some_days(), after in some_days(), today in 0_i64..40) {
        let first = (today..100).map(day).find(|day| before.has_standard("DE", *day) && !after.has_standard("DE", *day));
        prop_assert_eq!(before.day_taken_by(&after, day(today)).map(|(_, day)| day), first);
        let without = (today..100).map(day).find(|day| !after.has_standard("DE", *day));
        prop_assert_eq!(after.day_without("DE", day(today)), without);
    }
}
