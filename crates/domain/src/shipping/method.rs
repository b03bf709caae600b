//! The ways of delivery by zone, with price and days.

use super::view::ShippingOption;
use crate::{
    kernel::{Currency, DateWindow, Money, MoneyError, Timestamp},
    tax::is_member_state,
};

/// How far a parcel goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Within the shop's own country.
    Home,
    /// Elsewhere in the European Union.
    Union,
    /// Beyond it.
    Export,
}

impl Zone {
    /// The zone of a country, seen from the shop's own.
    #[must_use]
    pub fn of(country: &str, home: &str) -> Self {
        if country == home {
            Self::Home
        } else if is_member_state(country) {
            Self::Union
        } else {
            Self::Export
        }
    }
}

/// A way of delivery.
struct Method {
    zone: Zone,
    code: &'static str,
    name: &'static str,
    /// Hundredths of the currency.
    price: i64,
    /// Whether a large order gets it free.
    free_when_large: bool,
    /// The fewest and the most working days on the road.
    days: (u32, u32),
}

const fn method(
    zone: Zone,
    code: &'static str,
    name: &'static str,
    price: i64,
    free_when_large: bool,
    days: (u32, u32),
) -> Method {
    Method { zone, code, name, price, free_when_large, days }
}

/// The first of a zone is the one that is chosen beforehand.
const METHODS: [Method; 5] = [
    method(Zone::Home, "parcel", "Parcel to your door", 490, true, (2, 3)),
    method(Zone::Home, "pick-up", "Parcel to a pick-up point", 390, true, (2, 3)),
    method(Zone::Home, "express", "Express to your door", 1010, false, (1, 1)),
    method(Zone::Union, "parcel", "Parcel to your door", 990, false, (3, 5)),
    method(Zone::Export, "parcel", "Parcel to your door", 1490, false, (5, 8)),
];

/// What is ordered before this hour of a working day (UTC) leaves on the same day.
pub const CUT_OFF_HOUR: u8 = 14;

/// What the ways of delivery depend on.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// The shop's own country.
    pub home: &'a str,
    /// Where the order goes.
    pub country: &'a str,
    /// The sum of the goods after discounts.
    pub goods: Money,
    /// From this sum on, ordinary delivery in the shop's own country is free.
    pub free_from: Option<Money>,
    /// When it is ordered.
    pub now: Timestamp,
}

/// The ways of delivery that this order can choose, the usual one first. Never empty.
///
/// # Errors
/// Amounts that cannot be computed.
pub fn options(delivery: &Delivery<'_>) -> Result<Vec<ShippingOption>, MoneyError> {
    let zone = Zone::of(delivery.country, delivery.home);
    let leaves = leaves_on(delivery.now);
    let free = zone == Zone::Home && missing_for_free(delivery)?.is_some_and(|missing| missing.minor == 0);
    METHODS
        .iter()
        .filter(|method| method.zone == zone)
        .map(|method| {
            let unit = 10_i64.checked_pow(delivery.goods.currency.exponent()).ok_or(MoneyError::Overflow)?;
            let price = Money::new(method.price, delivery.goods.currency).ratio(unit, 100)?;
            let price = if free && method.free_when_large { Money::zero(price.currency) } else { price };
            let arrives = DateWindow {
                from: leaves.plus_working_days(method.days.0),
                to: leaves.plus_working_days(method.days.1),
            };
            Ok(ShippingOption { code: method.code.to_owned(), name: method.name.to_owned(), price, arrives })
        })
        .collect()
}

/// What stands in the place of a way of delivery when there is nothing to deliver.
#[must_use]
pub fn no_delivery(currency: Currency, now: Timestamp) -> ShippingOption {
    ShippingOption {
        code: NO_DELIVERY.to_owned(),
        name: "Nothing to deliver".to_owned(),
        price: Money::zero(currency),
        arrives: DateWindow { from: now.date(), to: now.date() },
    }
}

/// The code of [`no_delivery`].
pub const NO_DELIVERY: &str = "none";

/// What is missing for free delivery: zero when it is reached, `None` where it is not offered.
///
/// # Errors
/// Amounts of two currencies.
pub fn missing_for_free(delivery: &Delivery<'_>) -> Result<Option<Money>, MoneyError> {
    let Some(from) = delivery.free_from.filter(|_| delivery.country == delivery.home) else {
        return Ok(None);
    };
    let missing = from.minus(delivery.goods)?;
    Ok(Some(Money::new(missing.minor.max(0), missing.currency)))
}

/// The day on which an order leaves the shop.
pub(super) fn leaves_on(now: Timestamp) -> crate::kernel::Date {
    let today = now.date();
    let in_time = now.hour_and_minute().0 < CUT_OFF_HOUR && today.weekday() < 5;
    if in_time { today } else { today.plus_days(1).working_day_from() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Currency, Date};

    fn at(day: u8, hour: i64) -> Timestamp {
        Timestamp(Date { year: 2026, month: 11, day }.days() * Timestamp::DAY + hour * 3_600_000)
    }

    fn delivery(country: &str, goods: i64, now: Timestamp) -> Delivery<'_> {
        Delivery {
            home: "DE",
            country,
            goods: Money::new(goods, Currency::EUR),
            free_from: Some(Money::new(6_000, Currency::EUR)),
            now,
        }
    }

    #[test]
    fn each_zone_has_its_ways_and_prices() {
        type Row = (&'static str, i64, &'static [(&'static str, i64)]);
        let table: [Row; 5] = [
            ("DE", 2_400, &[("parcel", 490), ("pick-up", 390), ("express", 1010)]),
            ("DE", 5_999, &[("parcel", 490), ("pick-up", 390), ("express", 1010)]),
            ("DE", 6_000, &[("parcel", 0), ("pick-up", 0), ("express", 1010)]),
            ("DK", 6_000, &[("parcel", 990)]),
            ("CH", 2_400, &[("parcel", 1490)]),
        ];
        for (country, goods, expected) in table {
            let options = options(&delivery(country, goods, at(23, 9))).unwrap();
            let actual: Vec<(&str, i64)> =
                options.iter().map(|option| (option.code.as_str(), option.price.minor)).collect();
            assert_eq!(actual, expected, "{country} {goods}");
        }
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
            let options = options(&delivery("DE", 100, at(day, hour))).unwrap();
            assert_eq!(options[2].arrives.to_string(), arrives, "day {day} hour {hour}");
        }
    }

    #[test]
    fn a_parcel_takes_two_to_three_working_days() {
        let options = options(&delivery("DE", 100, at(23, 9))).unwrap();
        assert_eq!(options[0].arrives.to_string(), "Wed 25 – Thu 26 Nov");
    }

    #[test]
    fn what_is_missing_for_free_delivery_is_told_at_home_only() {
        let missing = |country, goods| missing_for_free(&delivery(country, goods, at(23, 9))).unwrap();
        assert_eq!(missing("DE", 4_100), Some(Money::new(1_900, Currency::EUR)));
        assert_eq!(missing("DE", 9_000), Some(Money::zero(Currency::EUR)));
        assert_eq!(missing("DK", 4_100), None);
    }

    #[test]
    fn f14_prices_follow_the_decimals_of_the_currency() {
        let yen = Currency::parse("JPY").unwrap();
        let order = Delivery { goods: Money::zero(yen), free_from: None, ..delivery("DE", 0, at(23, 9)) };
        assert_eq!(options(&order).unwrap()[0].price, Money::new(5, yen));
    }
}
