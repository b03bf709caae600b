use proptest::prelude::*;

use super::*;
use crate::{
    kernel::{Date, ShippingMethodId, ShippingZoneId},
    shipping::{Basis, FreeFrom, Limits, Places, Tier, Zone},
};

fn at(day: u8, hour: i64) -> Timestamp {
    Timestamp(Date { year: 2026, month: 11, day }.days() * Timestamp::DAY + hour * 3_600_000)
}

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn delivery(country: &str, goods: i64, now: Timestamp) -> Delivery<'_> {
    Delivery {
        home: "DE",
        destination: Destination::country(country),
        parcel: Parcel::worth(euro(goods)),
        free_from: Some(euro(6_000)),
        language: None,
        now,
    }
}

fn heavy(grams: i64, longest_mm: i64, goods: i64) -> Delivery<'static> {
    let parcel = Parcel { grams, longest_mm, ..Parcel::worth(euro(goods)) };
    Delivery { parcel, ..delivery("DE", goods, at(23, 9)) }
}

/// The table of a new shop with one way of delivery in its own country, which is changed so.
fn with(change: impl FnOnce(&mut Method)) -> ShippingTable {
    let mut table = ShippingTable::default();
    let methods = &mut table.zones[0].methods;
    methods.truncate(1);
    methods[0].currency = Some(Currency::EUR);
    change(&mut methods[0]);
    table
}

fn price(table: &ShippingTable, delivery: &Delivery<'_>) -> Option<i64> {
    table.options(delivery).unwrap().first().map(|option| option.price.minor)
}

#[test]
fn each_zone_of_a_new_shop_has_its_ways_and_prices() {
    type Row = (&'static str, i64, &'static [(&'static str, i64)]);
    let table: [Row; 5] = [
        ("DE", 2_400, &[("parcel", 490), ("pick-up", 390), ("express", 1010)]),
        ("DE", 5_999, &[("parcel", 490), ("pick-up", 390), ("express", 1010)]),
        ("DE", 6_000, &[("parcel", 0), ("pick-up", 0), ("express", 1010)]),
        ("DK", 6_000, &[("parcel", 990)]),
        ("CH", 2_400, &[("parcel", 1490)]),
    ];
    for (country, goods, expected) in table {
        let options = ShippingTable::default().options(&delivery(country, goods, at(23, 9))).unwrap();
        let actual: Vec<(&str, i64)> =
            options.iter().map(|option| (option.code.as_str(), option.price.minor)).collect();
        assert_eq!(actual, expected, "{country} {goods}");
    }
}

#[test]
fn only_of_an_order_that_went_by_a_faster_way_the_delivery_goes_back_at_most_as_others_cost() {
    let start = ShippingTable::default();
    let names: Vec<String> =
        start.options(&delivery("DE", 2_400, at(23, 9))).unwrap().into_iter().map(|option| option.name).collect();
    let beside = |table: &ShippingTable, goods, name: &str| {
        table.usual_price_beside(&delivery("DE", goods, at(23, 9)), name).unwrap()
    };
    let express = names[2].as_str();
    assert_eq!(beside(&start, 2_400, express), Some(euro(490)));
    assert_eq!(beside(&start, 6_000, express), Some(euro(490)), "what is free now was not, when nobody knows");
    assert_eq!(beside(&start, 2_400, &names[0]), None, "it was the usual one");
    assert_eq!(beside(&start, 2_400, "By mule"), None, "it is gone");
    let tiers = vec![Tier { step: 0, price: 490 }, Tier { step: 5_000, price: 1_290 }];
    let mut weighed = start.clone();
    let usual = &mut weighed.zones[0].methods[0];
    (usual.basis, usual.tiers) = (Basis::Weight, tiers);
    assert_eq!(beside(&weighed, 2_400, express), Some(euro(1_290)), "nobody knows what was weighed");
    let nowhere = ShippingTable { zones: Vec::new(), ..start };
    assert_eq!(beside(&nowhere, 2_400, express), None);
}

#[test]
fn what_is_ordered_after_the_cut_off_or_on_a_weekend_leaves_on_the_next_working_day() {
    // ordered on day, hour | express arrives on (23 November 2026 is a Monday)
    for (day, hour, arrives) in [
        (23, 13, "Tue 24 Nov"),
        (23, 14, "Wed 25 Nov"),
        (27, 13, "Mon 30 Nov"),
        (27, 15, "Tue 1 Dec"),
        (28, 9, "Tue 1 Dec"),
        (29, 9, "Tue 1 Dec"),
    ] {
        let options = ShippingTable::default().options(&delivery("DE", 100, at(day, hour))).unwrap();
        assert_eq!(options[2].arrives.to_string(), arrives, "day {day} hour {hour}");
    }
}

#[test]
fn a_parcel_takes_two_to_three_working_days() {
    let options = ShippingTable::default().options(&delivery("DE", 100, at(23, 9))).unwrap();
    assert_eq!(options[0].arrives.to_string(), "Wed 25 – Thu 26 Nov");
}

#[test]
fn what_is_fetched_is_ready_on_a_day_on_which_the_shop_works() {
    let mut table = with(|method| (method.kind, method.days) = (MethodKind::Pickup, (1, 1)));
    table.calendar.working_days = [false, false, false, false, true, true, false];
    let options = table.options(&delivery("DE", 100, at(27, 9))).unwrap();
    assert_eq!(options[0].arrives.to_string(), "Sat 28 Nov");
    assert!(table.is_pickup(&delivery("DE", 100, at(27, 9)), "parcel"));
    assert!(!table.is_pickup(&delivery("DK", 100, at(27, 9)), "parcel"));
    assert_eq!(table.missing_for_free(&delivery("DE", 100, at(27, 9))), Ok(None), "nothing is brought");
}

#[test]
fn what_is_missing_for_free_delivery_is_told_where_it_can_be_free() {
    let table = ShippingTable::default();
    let missing = |country, goods| table.missing_for_free(&delivery(country, goods, at(23, 9))).unwrap();
    assert_eq!(missing("DE", 4_100), Some(euro(1_900)));
    assert_eq!(missing("DE", 9_000), Some(euro(0)));
    assert_eq!(missing("DK", 4_100), None);
    let own = with(|method| method.free = FreeFrom::Amount(5_000));
    assert_eq!(own.missing_for_free(&delivery("DE", 4_100, at(23, 9))), Ok(Some(euro(900))));
    assert_eq!(price(&own, &delivery("DE", 5_000, at(23, 9))), Some(0));
}

#[test]
fn f14_prices_follow_the_decimals_of_the_currency() {
    let yen = Currency::parse("JPY").unwrap();
    let order = Delivery { parcel: Parcel::worth(Money::zero(yen)), free_from: None, ..delivery("DE", 0, at(23, 9)) };
    assert_eq!(ShippingTable::default().options(&order).unwrap()[0].price, Money::new(5, yen));
    let euros = with(|_| ());
    assert_eq!(euros.options(&order), Ok(Vec::new()), "a price in euros is none in yen");
}

#[test]
fn a_price_by_weight_holds_for_more_than_its_step_and_one_by_value_from_it_on() {
    let tiers =
        vec![Tier { step: 0, price: 490 }, Tier { step: 2_000, price: 690 }, Tier { step: 5_000, price: 1_190 }];
    let mut table = with(|method| {
        (method.basis, method.tiers) = (Basis::Weight, tiers);
        method.limits = Limits { grams: Some(31_500), longest_mm: Some(1_200) };
    });
    for (grams, longest, expected) in [
        (0, 0, Some(490)),
        (2_000, 0, Some(490)),
        (2_001, 0, Some(690)),
        (5_000, 1_200, Some(690)),
        (31_500, 0, Some(1_190)),
        (31_501, 0, None),
        (100, 1_201, None),
    ] {
        assert_eq!(price(&table, &heavy(grams, longest, 100)), expected, "{grams} g, {longest} mm");
    }
    table.zones[0].methods[0].basis = Basis::Goods;
    for (goods, expected) in [(0, 490), (1_999, 490), (2_000, 690), (4_999, 690), (5_000, 1_190), (6_000, 0)] {
        assert_eq!(price(&table, &heavy(0, 0, goods)), Some(expected), "goods of {goods}");
    }
}

#[test]
fn what_no_zone_has_and_no_way_carries_is_not_delivered() {
    let empty = ShippingTable { zones: Vec::new(), ..ShippingTable::default() };
    assert_eq!(empty.options(&delivery("DE", 100, at(23, 9))), Ok(Vec::new()));
    assert_eq!(empty.missing_for_free(&delivery("DE", 100, at(23, 9))), Ok(None));
    let off = with(|method| method.is_active = false);
    assert_eq!(off.options(&delivery("DE", 100, at(23, 9))), Ok(Vec::new()));
    let mut home_only = ShippingTable::default();
    home_only.zones.truncate(1);
    assert_eq!(home_only.options(&delivery("DK", 100, at(23, 9))), Ok(Vec::new()));
}

#[test]
fn f15_amounts_beyond_64_bits_are_an_error_and_never_wrap() {
    let table = with(|method| (method.currency, method.tiers[0].price) = (None, i64::MAX));
    let dinar = Currency::parse("KWD").unwrap();
    let order = Delivery { parcel: Parcel::worth(Money::zero(dinar)), free_from: None, ..delivery("DE", 0, at(23, 9)) };
    assert_eq!(table.options(&order), Err(MoneyError::Overflow));
    let free = with(|method| method.free = FreeFrom::Amount(i64::MAX));
    assert_eq!(free.missing_for_free(&delivery("DE", -2, at(23, 9))), Err(MoneyError::Overflow));
}

fn any_method() -> impl Strategy<Value = Method> {
    let basis = prop::sample::select(vec![Basis::Flat, Basis::Weight, Basis::Goods]);
    let tiers = prop::collection::btree_map(1_i64..50_000, 0_i64..1_000_000, 0..5);
    let free = prop_oneof![Just(FreeFrom::Never), Just(FreeFrom::Setting), (1_i64..100_000).prop_map(FreeFrom::Amount)];
    let limit = || prop::option::of(1_i64..50_000);
    (basis, tiers, free, limit(), limit(), 0_u32..5, 0_u32..5).prop_map(
        |(basis, tiers, free, grams, longest_mm, least, more)| {
            let first = Tier { step: 0, price: 490 };
            let tiers = std::iter::once(first).chain(tiers.into_iter().map(|(step, price)| Tier { step, price }));
            let way = with(|_| ()).zones[0].methods[0].clone();
            let limits = Limits { grams, longest_mm };
            Method { basis, tiers: tiers.collect(), free, limits, days: (least, least + more), ..way }
        },
    )
}

proptest! {
    #[test]
    fn no_price_is_negative_and_nothing_arrives_before_it_is_ordered(
        methods in prop::collection::vec(any_method(), 0..6), goods in 0_i64..200_000, grams in 0_i64..60_000,
        longest in 0_i64..60_000, now in 1_700_000_000_000_i64..2_000_000_000_000,
    ) {
        let zone = Zone {
            id: ShippingZoneId(1),
            version: 1,
            name: String::new(),
            places: Places::World,
            methods: (1_i64..).zip(methods).map(|(id, method)| Method {
                id: ShippingMethodId(id), code: id.to_string(), ..method
            }).collect(),
        };
        let table = ShippingTable { zones: vec![zone], ..ShippingTable::default() };
        let asked = Delivery { now: Timestamp(now), ..heavy(grams, longest, goods) };
        let options = table.options(&asked).unwrap();
        for option in &options {
            prop_assert!(option.price.minor >= 0);
            prop_assert!(option.arrives.from >= asked.now.date() && option.arrives.to >= option.arrives.from);
            let (_, method) = table.method(ShippingMethodId(option.code.parse().unwrap())).unwrap();
            prop_assert!(method.limits.grams.is_none_or(|most| grams <= most));
            prop_assert!(method.limits.longest_mm.is_none_or(|most| longest <= most));
            prop_assert!(option.price.minor == 0 || method.tiers.iter().any(|tier| tier.price == option.price.minor));
        }
        if let Some(missing) = table.missing_for_free(&asked).unwrap() {
            prop_assert!(missing.minor >= 0);
            let enough = Delivery { parcel: Parcel { goods: euro(goods + missing.minor), ..asked.parcel }, ..asked };
            prop_assert!(table.options(&enough).unwrap().iter().any(|option| option.price.minor == 0));
        }
        // The same question has the same answer, and others of the zone change nothing about a way.
        prop_assert_eq!(table.options(&asked).unwrap(), options);
    }
}

#[test]
fn in_another_currency_prices_steps_and_free_delivery_are_converted_and_rounded_alike() {
    use crate::currency::{Rate, Rounding, Selling};
    let dollar = Currency::parse("USD").unwrap();
    let rate = Rate::parse("1.1").unwrap();
    let selling = Selling { base: Currency::EUR, currency: dollar, rate, rounding: Rounding::NinetyFive, revision: 3 };
    let parcel = |goods| Parcel::sold(Money::new(goods, dollar), selling);
    let asked = |goods| Delivery { parcel: parcel(goods), ..delivery("DE", 0, at(23, 9)) };
    let table = ShippingTable::default();
    let prices = |goods: i64| {
        let options = table.options(&asked(goods)).unwrap();
        options.iter().map(|option| option.price).collect::<Vec<_>>()
    };
    // 4.90 euros are 5.39 dollars, 60 euros are 66: both end with 95.
    assert_eq!(prices(6_594).first(), Some(&Money::new(495, dollar)));
    assert_eq!(prices(6_595).first(), Some(&Money::zero(dollar)));
    assert_eq!(table.missing_for_free(&asked(6_500)), Ok(Some(Money::new(95, dollar))));
    let promise = table.promise("DE", (selling, Some(euro(6_000))), None, at(23, 9)).unwrap().unwrap();
    assert_eq!((promise.price.minor, promise.free_from), (495, Some(Money::new(6_595, dollar))));
    let by_goods = with(|method| {
        method.currency = Some(Currency::EUR);
        method.basis = Basis::Goods;
        method.free = FreeFrom::Never;
        method.tiers = vec![Tier { step: 0, price: 1_000 }, Tier { step: 2_000, price: 500 }];
    });
    let first = |goods| by_goods.options(&asked(goods)).unwrap().remove(0).price.minor;
    assert_eq!((first(2_194), first(2_195)), (1_095, 595));
    let other = with(|method| method.currency = Some(dollar));
    assert_eq!(other.options(&asked(100)), Ok(Vec::new()), "amounts of the buyer's currency are none of the shop's");
}
