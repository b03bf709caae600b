use proptest::prelude::*;

use super::*;

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn selling(base: &str, code: &str, rate: &str, rounding: Rounding) -> Selling {
    let (base, currency) = (currency(base), currency(code));
    Selling { base, currency, rate: Rate::parse(rate).unwrap(), rounding, revision: 1 }
}

#[test]
fn amounts_are_converted_between_currencies_with_none_two_and_three_decimals() {
    let rows = [
        ("EUR", "USD", "1.0837", 2_000, 2_167),
        ("EUR", "JPY", "163.52", 2_000, 3_270),
        ("EUR", "KWD", "0.3333", 2_000, 6_666),
        ("JPY", "EUR", "0.006116", 3_270, 2_000),
        ("JPY", "KWD", "0.0020382", 3_270, 6_665),
        ("KWD", "JPY", "490.6", 6_666, 3_270),
        ("KWD", "USD", "3.2514", 6_666, 2_167),
        ("USD", "USD", "1", 2_167, 2_167),
    ];
    for (base, code, rate, minor, wanted) in rows {
        let converted = selling(base, code, rate, Rounding::Smallest).convert(Money::new(minor, currency(base)));
        assert_eq!(converted, Ok(Money::new(wanted, currency(code))), "{base} to {code}");
    }
}

#[test]
fn what_is_free_stays_free_and_what_costs_something_never_becomes_free() {
    let yen = selling("EUR", "JPY", "0.0001", Rounding::Hundreds);
    assert_eq!(yen.convert(Money::zero(Currency::EUR)).unwrap().minor, 0);
    assert_eq!(yen.convert(Money::new(1, Currency::EUR)).unwrap().minor, 100);
    let dollar = selling("EUR", "USD", "1.1", Rounding::NinetyNine);
    assert_eq!(dollar.convert(Money::zero(Currency::EUR)).unwrap().minor, 0);
    assert_eq!(dollar.convert(Money::new(1, Currency::EUR)).unwrap().minor, 99);
}

#[test]
fn an_amount_of_a_third_currency_is_refused_and_one_that_has_arrived_stays() {
    let dollar = selling("EUR", "USD", "1.1", Rounding::NinetyNine);
    let pound = Money::new(100, currency("GBP"));
    assert!(matches!(dollar.convert(pound), Err(MoneyError::CurrencyMismatch(..))));
    assert!(matches!(dollar.worth_in_base(pound), Err(MoneyError::CurrencyMismatch(..))));
    let there = Money::new(1_234, currency("USD"));
    assert_eq!(dollar.convert(there), Ok(there));
}

#[test]
fn the_base_is_left_as_it_is() {
    let base = Selling::base(Currency::EUR, 0);
    let amount = Money::new(1_234, Currency::EUR);
    assert!(base.is_base() && base.foreign().is_none());
    assert_eq!((base.convert(amount), base.worth_in_base(amount)), (Ok(amount), Ok(amount)));
}

#[test]
fn f15_amounts_beyond_64_bits_are_an_error_not_a_wrap() {
    for (base, code) in [("EUR", "JPY"), ("JPY", "KWD"), ("EUR", "USD")] {
        let high = selling(base, code, "1000000", Rounding::NinetyNine);
        assert_eq!(high.convert(Money::new(i64::MAX, currency(base))), Err(MoneyError::Overflow), "{base} {code}");
        assert_eq!(high.convert(Money::new(i64::MIN, currency(base))), Err(MoneyError::Overflow), "{base} {code}");
        let low = selling(base, code, "0.0000000001", Rounding::Smallest);
        assert_eq!(low.worth_in_base(Money::new(i64::MAX, currency(code))), Err(MoneyError::Overflow), "{base} {code}");
    }
}

#[test]
fn a_price_of_its_own_goes_before_the_rate() {
    let dollar = selling("EUR", "USD", "1.1", Rounding::Smallest);
    let base = (Money::new(1_000, Currency::EUR), Some(Money::new(1_500, Currency::EUR)));
    let usd = |minor| Money::new(minor, currency("USD"));
    assert_eq!(dollar.price(None, base), Ok((usd(1_100), Some(usd(1_650)))));
    let own = OwnPrice { price: 1_299, compare_at: None };
    assert_eq!(dollar.price(Some(own), base), Ok((usd(1_299), None)), "nor has it the base's former price");
    let own = OwnPrice { price: 1_299, compare_at: Some(1_299) };
    assert_eq!(dollar.price(Some(own), base), Ok((usd(1_299), None)));
    assert_eq!(Selling::base(Currency::EUR, 1).price(Some(own), base), Ok(base));
    let near = (Money::new(1_000, Currency::EUR), Some(Money::new(1_001, Currency::EUR)));
    let whole = selling("EUR", "USD", "1.1", Rounding::Whole);
    assert_eq!(whole.price(None, near), Ok((usd(1_100), None)), "rounded to the same");
}

fn any_selling() -> impl Strategy<Value = Selling> {
    let codes = || prop::sample::select(vec!["EUR", "JPY", "KWD", "USD", "KRW", "TND"]);
    let rule = prop::sample::select(Rounding::ALL.to_vec());
    (codes(), codes(), 1_i64..=1_000_000 * Rate::SCALE, rule)
        .prop_filter("two currencies, and a rule that suits", |(base, code, _, rule)| {
            base != code && rule.suits(currency(code))
        })
        .prop_map(|(base, code, parts, rounding)| Selling {
            base: currency(base),
            currency: currency(code),
            rate: Rate::new(parts).unwrap(),
            rounding,
            revision: 1,
        })
}

proptest! {
    #[test]
    fn of_two_amounts_the_greater_never_becomes_the_smaller(
        selling in any_selling(), one in 0_i64..1_000_000_000, other in 0_i64..1_000_000_000,
    ) {
        let at = |minor| selling.convert(Money::new(minor, selling.base)).map(|money| money.minor);
        if let (Ok(low), Ok(high)) = (at(one.min(other)), at(one.max(other))) {
            prop_assert!(low <= high);
        }
    }

    #[test]
    fn nothing_is_ever_negative_and_signs_are_alike(selling in any_selling(), minor in 0_i64..i64::MAX) {
        if let Ok(converted) = selling.convert(Money::new(minor, selling.base)) {
            prop_assert!(converted.minor >= 0 && (converted.minor == 0) == (minor == 0));
            prop_assert_eq!(converted.currency, selling.currency);
            prop_assert_eq!(selling.convert(Money::new(-minor, selling.base)).unwrap().minor, -converted.minor);
        }
    }

    #[test]
    fn to_the_smallest_unit_it_is_at_most_half_a_unit_off(selling in any_selling(), minor in 1_000_i64..1_000_000_000) {
        let selling = Selling { rounding: Rounding::Smallest, ..selling };
        let Ok(there) = selling.convert(Money::new(minor, selling.base)) else { return Ok(()) };
        let (numerator, denominator) = selling.scaled(i128::from(minor), i128::from(selling.rate.parts())).unwrap();
        let off = (i128::from(there.minor) * denominator - numerator).abs() * 2;
        prop_assert!(off <= denominator || there.minor == 1);
    }

    #[test]
    fn there_and_back_is_what_it_was_where_the_other_currency_is_finer(minor in 1_i64..1_000_000_000, parts in Rate::SCALE..1_000 * Rate::SCALE) {
        let dinar = Selling { rate: Rate::new(parts).unwrap(), ..selling("EUR", "KWD", "1", Rounding::Smallest) };
        let there = dinar.convert(Money::new(minor, Currency::EUR)).unwrap();
        prop_assert_eq!(dinar.worth_in_base(there).unwrap().minor, minor);
    }
}
