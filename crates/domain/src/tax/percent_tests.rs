use proptest::prelude::*;

use super::*;
use crate::{kernel::Currency, ledger::RateShare, pricing::TaxSummary};

fn of(text: &str) -> TaxPercent {
    TaxPercent::parse(text).unwrap()
}

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

#[test]
fn a_percentage_is_read_with_point_or_comma_and_written_without_needless_zeros() {
    for (text, millionths, written) in [
        ("0", 0, "0"),
        ("19", 190_000, "19"),
        ("25,5 %", 255_000, "25.5"),
        ("8.8750", 88_750, "8.875"),
        (" 7.8125% ", 78_125, "7.8125"),
        ("12.05", 120_500, "12.05"),
        ("0.0001", 1, "0.0001"),
        ("10.0000", 100_000, "10"),
        ("50", 500_000, "50"),
    ] {
        let percent = of(text);
        assert_eq!((percent.millionths(), percent.to_string().as_str()), (millionths, written), "{text}");
    }
    let written = ["19", "8.875", "7.8125", "5.5"].map(|text| (of(text).written(',', 0), of(text).written('.', 2)));
    let expected = [("19", "19.00"), ("8,875", "8.875"), ("7,8125", "7.8125"), ("5,5", "5.50")];
    assert_eq!(written, expected.map(|(read, full)| (read.to_owned(), full.to_owned())));
}

#[test]
fn what_is_no_percentage_of_tax_is_refused_with_a_line_that_says_what_is() {
    for text in
        ["", "-1", "50.0001", "51", "8.87501", "8.87500", "1e3", ".5", "many", "+1", "1.2.3", "99999999999999999999"]
    {
        assert_eq!(TaxPercent::parse(text), Err(TaxPercentError), "{text}");
    }
    for millionths in [-1, 500_001, i64::MAX, i64::MIN] {
        assert_eq!(TaxPercent::new(millionths), Err(TaxPercentError), "{millionths}");
    }
    for points in [-1, 5_001, i64::MAX] {
        assert_eq!(TaxPercent::from_basis_points(points), Err(TaxPercentError), "{points}");
    }
    assert!(TaxPercentError.to_string().contains("at most four decimals"));
    assert_eq!(TaxPercent::of_basis_points(u16::MAX), of("50"));
}

#[test]
fn the_sales_tax_of_new_york_is_exact() {
    // 8.875 %: whole basis points would say 8.87 or 8.88 %, and be a cent off.
    assert_eq!(of("8.875").on_net(euro(40_000)), Ok(euro(3_550)));
    assert_eq!(of("8.875").in_gross(euro(43_550)), Ok(euro(3_550)));
    assert_eq!(of("8.875").without(euro(43_550)), Ok(euro(40_000)));
    assert_eq!(of("7.8125").on_net(euro(128_000)), Ok(euro(10_000)));
}

#[test]
fn f15_amounts_beyond_64_bits_are_an_error_and_never_wrap() {
    assert_eq!(of("50").on_net(euro(i64::MAX)), Ok(euro(i64::MAX / 2 + 1)));
    assert_eq!(of("50").in_gross(euro(i64::MIN + 1)).map(|tax| tax.minor < 0), Ok(true));
    assert_eq!(euro(i64::MAX).plus(of("50").on_net(euro(i64::MAX)).unwrap()), Err(MoneyError::Overflow));
}

#[test]
fn what_was_written_before_there_were_finer_ones_is_read_exactly() {
    let written = r#"[{"rate":1900,"gross":{"minor":11900,"currency":"EUR"},"tax":{"minor":1900,"currency":"EUR"}},
        {"rate":0,"gross":{"minor":5,"currency":"EUR"},"tax":{"minor":0,"currency":"EUR"}}]"#;
    let taxes: Vec<TaxSummary> = serde_json::from_str(written).unwrap();
    assert_eq!(taxes[0], TaxSummary { rate: of("19"), gross: euro(11_900), tax: euro(1_900) });
    assert_eq!(taxes[1].rate, TaxPercent::ZERO);
    let money = r#"{"minor":1,"currency":"EUR"}"#;
    let written = format!(r#"{{"rate":1205,"goods":{money},"gift_cards":{money},"shipping":{money},"tax":{money}}}"#);
    assert_eq!(serde_json::from_str::<RateShare>(&written).unwrap().rate, of("12.05"));
    for wrong in ["-1", "5001", "19.0", "18446744073709551615", "\"\"", "\"51\"", "null", "[]"] {
        assert!(serde_json::from_str::<TaxPercent>(wrong).is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn each_is_read_as_it_is_written(millionths in 0_i64..=500_000, point in prop::sample::select(vec!['.', ',']), least in 0_usize..6) {
        let percent = TaxPercent::new(millionths).unwrap();
        prop_assert_eq!(TaxPercent::parse(&percent.to_string()), Ok(percent));
        prop_assert_eq!(TaxPercent::parse(&percent.written(point, least)), Ok(percent));
        let json = serde_json::to_string(&percent).unwrap();
        prop_assert!(json.starts_with('"'));
        prop_assert_eq!(serde_json::from_str::<TaxPercent>(&json).unwrap(), percent);
    }

    #[test]
    fn whole_basis_points_come_to_what_they_came_to_in_basis_points(points in 0_i64..=5_000, minor in any::<i64>()) {
        let (percent, amount) = (TaxPercent::from_basis_points(points).unwrap(), euro(minor));
        prop_assert_eq!(percent.basis_points(), Some(points));
        prop_assert_eq!(TaxPercent::of_basis_points(u16::try_from(points).unwrap()), percent);
        prop_assert_eq!(serde_json::from_str::<TaxPercent>(&points.to_string()).unwrap(), percent);
        prop_assert_eq!(percent.in_gross(amount), amount.ratio(points, 10_000 + points));
        prop_assert_eq!(percent.on_net(amount), amount.ratio(points, 10_000));
        prop_assert_eq!(percent.net_of(amount), amount.ratio(10_000, 10_000 + points));
        let without = amount.ratio(points, 10_000 + points).and_then(|tax| amount.minus(tax));
        prop_assert_eq!(percent.without(amount), without);
    }

    #[test]
    fn tax_that_was_added_is_the_tax_that_is_in_it(millionths in 0_i64..=500_000, net in 0_i64..1_000_000_000) {
        let percent = TaxPercent::new(millionths).unwrap();
        let tax = percent.on_net(euro(net)).unwrap();
        let again = percent.in_gross(euro(net).plus(tax).unwrap()).unwrap();
        prop_assert!((again.minor - tax.minor).abs() <= 1);
    }
}
