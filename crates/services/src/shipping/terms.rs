//! The table with the clock that it is read by.

use domain::{
    kernel::Timestamp,
    shipping::{Calendar, ShippingTable},
};
use jiff::tz::TimeZone;

/// The table at one moment, and the time zone of its calendar.
#[derive(Debug)]
pub struct ShippingTerms {
    /// Zones, ways of delivery and calendar.
    pub table: ShippingTable,
    time_zone: TimeZone,
}

impl Default for ShippingTerms {
    fn default() -> Self {
        Self::of(ShippingTable::default())
    }
}

impl ShippingTerms {
    /// The table; a time zone that nobody knows is UTC.
    pub(super) fn of(table: ShippingTable) -> Self {
        Self { time_zone: time_zone(&table.calendar).unwrap_or(TimeZone::UTC), table }
    }

    /// A moment as the shop's own clock shows it.
    #[must_use]
    pub fn local(&self, now: Timestamp) -> Timestamp {
        let Ok(moment) = jiff::Timestamp::from_millisecond(now.0) else { return now };
        now.plus(i64::from(self.time_zone.to_offset(moment).seconds()).saturating_mul(1_000))
    }
}

/// The time zone of a calendar, if there is one of that name.
pub(super) fn time_zone(calendar: &Calendar) -> Option<TimeZone> {
    TimeZone::get(&calendar.time_zone).ok()
}

/// The names of all time zones.
pub(super) fn time_zones() -> Vec<String> {
    let mut names: Vec<String> = jiff::tz::db().available().map(|name| name.as_str().to_owned()).collect();
    names.retain(|name| name.contains('/') || name == "UTC");
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use domain::kernel::Date;

    use super::*;

    #[test]
    fn the_clock_of_the_shop_follows_summer_time() {
        let mut table = ShippingTable::default();
        table.calendar.time_zone = "Europe/Berlin".to_owned();
        let terms = ShippingTerms::of(table);
        let noon = |month, day| Timestamp(Date { year: 2026, month, day }.days() * Timestamp::DAY + 43_200_000);
        // Summer time of 2026 begins on 29 March and ends on 25 October.
        for (month, day, hour) in [(1, 1, 13), (3, 28, 13), (3, 29, 14), (10, 24, 14), (10, 25, 13)] {
            assert_eq!(terms.local(noon(month, day)).hour_and_minute().0, hour, "{day}.{month}.");
        }
        assert_eq!(ShippingTerms::default().local(noon(7, 1)), noon(7, 1));
    }

    #[test]
    fn the_names_that_are_offered_are_those_of_time_zones() {
        let names = time_zones();
        assert!(names.iter().any(|name| name == "Europe/Berlin") && names.iter().any(|name| name == "UTC"));
    }
}
