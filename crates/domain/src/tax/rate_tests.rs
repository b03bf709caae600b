use proptest::prelude::*;

use super::*;
use crate::kernel::COUNTRIES;

const TODAY: Date = Date { year: 2026, month: 11, day: 27 };

fn day(year: i32, month: u8, day: u8) -> Date {
    Date { year, month, day }
}

fn rate(table: &TaxTable, class: TaxClass, home: &str, country: &str, on: Date) -> i64 {
    let rate = table.rate(class, home, Destination::country(country), on);
    rate.basis_points().unwrap()
}

#[test]
fn each_class_has_its_rate_where_the_thing_goes() {
    let table = [
        ("DE", 1900, 700),
        ("FR", 2000, 1000),
        ("NL", 2100, 900),
        ("SK", 2300, 1900),
        // Denmark has no reduced rate.
        ("DK", 2500, 2500),
        ("CH", 0, 0),
        ("XX", 0, 0),
    ];
    for (country, standard, reduced) in table {
        let rates = TaxClass::ALL.map(|class| rate(&TaxTable::default(), class, "DE", country, TODAY));
        assert_eq!(rates, [standard, reduced, 0], "{country}");
    }
}

#[test]
fn each_country_has_its_rate_on_its_day() {
    let table = [
        ("AT", TODAY, 2000),
        ("SE", TODAY, 2500),
        ("BE", TODAY, 2100),
        ("FI", TODAY, 2550),
        ("FI", day(2024, 8, 31), 2400),
        ("FI", day(2024, 9, 1), 2550),
        ("SK", day(2024, 12, 31), 2000),
        ("EE", day(2025, 6, 30), 2200),
        ("EE", day(2025, 7, 1), 2400),
        ("NO", TODAY, 0),
        ("GB", TODAY, 0),
    ];
    for (country, on, expected) in table {
        let actual = rate(&TaxTable::default(), TaxClass::Standard, "DE", country, on);
        assert_eq!(actual, expected, "{country} {on:?}");
    }
    assert_eq!(rate(&TaxTable::default(), TaxClass::Reduced, "DE", "SK", day(2024, 12, 31)), 1000);
}

#[test]
fn where_the_shop_collects_taxes_depends_on_where_it_is_and_is_registered() {
    let table = |is_oss, registered: &[&str]| {
        let mut table = TaxTable::default();
        table.settings.is_oss = is_oss;
        table.settings.registered = registered.iter().map(|code| (*code).to_owned()).collect();
        table
    };
    // home, delivered to | with OSS | below its threshold | registered in the United Kingdom and in France
    for (home, to, oss, below, registered) in [
        ("DE", "DE", 1900, 1900, 1900),
        ("DE", "FR", 2000, 1900, 2000),
        ("DE", "GB", 0, 0, 2000),
        ("DE", "CH", 0, 0, 0),
        ("CH", "CH", 810, 810, 810),
        ("CH", "FR", 0, 0, 2000),
        ("GB", "GB", 2000, 2000, 2000),
        ("GB", "DE", 0, 0, 0),
    ] {
        let rates = [table(true, &[]), table(false, &[]), table(false, &["FR", "GB"])]
            .map(|table| rate(&table, TaxClass::Standard, home, to, TODAY));
        assert_eq!(rates, [oss, below, registered], "{home} to {to}");
    }
}

fn canaries(class: TaxClass) -> TaxRate {
    TaxRate {
        id: TaxRateId(1_000),
        version: 1,
        class,
        country: "ES".to_owned(),
        region: "Canary Islands".to_owned(),
        postcodes: vec!["35".to_owned(), "38".to_owned()],
        rate: TaxPercent::ZERO,
        from: day(2020, 1, 1),
        until: None,
    }
}

#[test]
fn a_region_has_its_own_rate_by_postcode_whatever_the_class() {
    let mut table = TaxTable::default();
    table.rates.insert(0, canaries(TaxClass::Standard));
    let of = |class, postcode| {
        table.rate(class, "DE", Destination { country: "ES", postcode }, TODAY).basis_points().unwrap()
    };
    assert_eq!((of(TaxClass::Standard, "35001"), of(TaxClass::Reduced, "38 001")), (0, 0));
    assert_eq!((of(TaxClass::Standard, "28001"), of(TaxClass::Reduced, "28001")), (2100, 1000));
    assert_eq!(of(TaxClass::Standard, ""), 2100);
}

#[test]
fn every_country_that_we_deliver_to_has_a_rate_today_and_its_reduced_rate_is_below_it() {
    let exports: Vec<&str> =
        COUNTRIES.iter().map(|country| country.code).filter(|code| !is_member_state(code)).collect();
    assert_eq!(exports, ["LI", "NO", "CH", "GB", "US"]);
    // A state of the United States has its own tax, the country has none.
    for country in COUNTRIES.into_iter().filter(|country| country.code != "US") {
        let [standard, reduced, _] =
            TaxClass::ALL.map(|class| rate(&TaxTable::default(), class, country.code, country.code, TODAY));
        assert!(standard > 0 && reduced > 0 && reduced <= standard, "{}", country.code);
    }
}

#[test]
fn no_two_rates_that_a_new_shop_begins_with_hold_together() {
    let table = TaxTable::default();
    for (index, one) in table.rates.iter().enumerate() {
        let others = table.rates.iter().skip(index + 1).filter(|other| one.is_alike(other));
        for other in others {
            assert!(!one.overlaps(other) && !other.overlaps(one), "{one:?} {other:?}");
        }
    }
}

proptest! {
    #[test]
    fn two_rates_overlap_exactly_when_both_hold_on_some_day(
        (one, length) in (0_i64..60, prop::option::of(0_i64..20)), (other, other_length) in (0_i64..60, prop::option::of(0_i64..20)),
    ) {
        let rate = |from: i64, length: Option<i64>| TaxRate {
            from: Date::from_days(from), until: length.map(|length| Date::from_days(from + length)), ..canaries(TaxClass::Standard)
        };
        let (one, other) = (rate(one, length), rate(other, other_length));
        let together = (0..200).map(Date::from_days).any(|day| one.holds_on(day) && other.holds_on(day));
        prop_assert_eq!(one.overlaps(&other), together);
        prop_assert_eq!(other.overlaps(&one), together);
    }
}
