//! Days on which a change would leave a country without a rate: then nothing would be charged, and nobody would notice.

use super::{TaxClass, TaxRate, TaxTable};
use crate::kernel::Date;

impl TaxTable {
    /// The rates of a whole country that no class is without.
    fn standard(&self, country: &str) -> impl Iterator<Item = &TaxRate> {
        self.rates
            .iter()
            .filter(move |rate| rate.class == TaxClass::Standard && rate.country == country && rate.region.is_empty())
    }

    fn has_standard(&self, country: &str, day: Date) -> bool {
        self.standard(country).any(|rate| rate.holds_on(day))
    }

    /// The first day from `today` on which no standard rate of a country holds.
    #[must_use]
    pub fn day_without(&self, country: &str, today: Date) -> Option<Date> {
        let ends = self.standard(country).filter_map(|rate| rate.until).map(|until| until.plus_days(1));
        let days = std::iter::once(today).chain(ends).filter(|day| *day >= today);
        days.filter(|day| !self.has_standard(country, *day)).min()
    }

    /// The first day from `today` on which a country has a standard rate in this table and none in `changed`, with the country.
    #[must_use]
    pub fn day_taken_by(&self, changed: &Self, today: Date) -> Option<(&str, Date)> {
        let whole = self.rates.iter().filter(|rate| rate.class == TaxClass::Standard && rate.region.is_empty());
        let taken =
            whole.filter_map(|rate| Some((rate.country.as_str(), self.day_taken_of(&rate.country, changed, today)?)));
        taken.min_by_key(|(_, day)| *day)
    }

    fn day_taken_of(&self, country: &str, changed: &Self, today: Date) -> Option<Date> {
        // A rate is missed first on the day on which it would have begun, or after the last day of one that is left.
        let begins = self.standard(country).map(|rate| rate.from);
        let ends = changed.standard(country).filter_map(|rate| rate.until).map(|until| until.plus_days(1));
        let days = std::iter::once(today).chain(begins).chain(ends).filter(|day| *day >= today);
        days.filter(|day| self.has_standard(country, *day) && !changed.has_standard(country, *day)).min()
    }

    /// The rate that ends on the day before this one begins: it goes on where this one is taken away.
    #[must_use]
    pub fn before(&self, rate: &TaxRate) -> Option<&TaxRate> {
        let last = rate.from.plus_days(-1);
        self.rates.iter().find(|known| known.is_alike(rate) && known.until == Some(last))
    }
}

#[cfg(test)]
#[path = "gap_tests.rs"]
mod tests;
