//! What becomes of the rates.

use super::*;
use crate::tax::{TaxClass, TaxPercent, TaxSettings};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn known(id: i64, rate: u16, from: &str, until: Option<&str>) -> TaxRate {
    TaxRate {
        id: TaxRateId(id),
        version: 1,
        class: TaxClass::Standard,
        country: "US".to_owned(),
        region: "CA".to_owned(),
        postcodes: vec!["90".to_owned()],
        rate: TaxPercent::of_basis_points(rate),
        from: day(from),
        until: until.map(day),
    }
}

fn of_file(rate: u16, postcode: &str) -> FileRate {
    FileRate {
        line: 2,
        class: TaxClass::Standard,
        country: "US".to_owned(),
        region: "CA".to_owned(),
        postcodes: vec![postcode.to_owned()],
        rate: TaxPercent::of_basis_points(rate),
    }
}

fn plan(rates: Vec<TaxRate>, rate: &FileRate, from: &str) -> Result<RatePlan, Vec<LineProblem>> {
    let settings = TaxSettings { version: 1, is_oss: true, adds_tax: true, registered: Vec::new() };
    TaxTable { revision: 1, settings, rates }.plan(std::slice::from_ref(rate), day(from), || TaxRateId(9))
}

#[test]
fn a_rate_that_holds_already_is_left_alone() {
    let same = plan(vec![known(1, 725, "2026-01-01", None)], &of_file(725, "90"), "2026-12-01").unwrap();
    assert_eq!((same.same, same.new.len(), same.ended.len()), (1, 0, 0));
}

#[test]
fn another_rate_or_other_postcodes_end_the_former_one_on_the_day_before() {
    for rate in [of_file(750, "90"), of_file(725, "91")] {
        let plan = plan(vec![known(1, 725, "2026-01-01", None)], &rate, "2026-12-01").unwrap();
        assert_eq!(plan.ended, [(TaxRateId(1), day("2026-11-30"))]);
        assert_eq!(plan.new.first().map(|new| (new.from, new.until)), Some((day("2026-12-01"), None)));
    }
}

#[test]
fn a_rate_lasts_until_one_that_is_planned() {
    let planned = [known(1, 725, "2026-01-01", Some("2026-12-31")), known(2, 800, "2027-01-01", None)];
    let new = plan(planned.to_vec(), &of_file(750, "90"), "2026-12-01").unwrap().new;
    assert_eq!(new.first().unwrap().until, Some(day("2026-12-31")));
    let new = plan(vec![known(2, 800, "2027-01-01", None)], &of_file(750, "90"), "2026-12-01").unwrap().new;
    assert_eq!(new.first().unwrap().until, Some(day("2026-12-31")));
}

#[test]
fn a_day_on_which_another_one_begins_is_told() {
    let problems = plan(vec![known(1, 725, "2026-12-01", None)], &of_file(750, "90"), "2026-12-01").unwrap_err();
    assert!(problems.first().unwrap().words.contains("7.25 %"));
}
