//! A rate with its days, and which of many holds.

use serde::{Deserialize, Serialize};

use super::{TaxClass, TaxPercent, TaxPercentError, start};
use crate::kernel::{Date, Destination, TaxRateId, closest};

/// Whether the country is a member state of the European Union.
#[must_use]
pub fn is_member_state(country: &str) -> bool {
    start::STANDARD.iter().any(|(code, _)| *code == country)
}

/// A rate of a country or of a region of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxRate {
    /// Which.
    pub id: TaxRateId,
    /// Counts its changes.
    pub version: i64,
    /// The class that it belongs to.
    pub class: TaxClass,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The name of a region that has its own rate; empty for the whole country.
    pub region: String,
    /// How the postcodes of that region begin; none for the whole country.
    pub postcodes: Vec<String>,
    /// How much it is.
    pub rate: TaxPercent,
    /// The first day.
    pub from: Date,
    /// The last day; `None` while there is none.
    pub until: Option<Date>,
}

impl TaxRate {
    /// Whether it holds on this day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether both are about the same: then they must not hold on the same day.
    #[must_use]
    pub fn is_alike(&self, other: &Self) -> bool {
        (self.class, &self.country, &self.region) == (other.class, &other.country, &other.region)
    }

    /// Whether there is a day on which both hold.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.until.is_none_or(|until| other.from <= until) && other.until.is_none_or(|until| self.from <= until)
    }

    /// How closely it is about a country and a postcode that is ready to be compared: 0 for its whole country; `None` when it is not.
    fn closeness(&self, (country, postcode): (&str, &str)) -> Option<usize> {
        if self.country != country {
            None
        } else if self.postcodes.is_empty() {
            Some(0)
        } else {
            closest(postcode, &self.postcodes)
        }
    }
}

/// The rates at one place, as somebody says who knows every place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceRates {
    /// Of everything that has no other.
    pub standard: TaxPercent,
    /// Of what has the reduced rate.
    pub reduced: TaxPercent,
}

impl PlaceRates {
    /// From percent, as in "9.5"; the standard rate where there is no reduced one.
    ///
    /// # Errors
    /// Text that is no percentage of tax.
    pub fn parse(standard: &str, reduced: Option<&str>) -> Result<Self, TaxPercentError> {
        let standard = TaxPercent::parse(standard)?;
        Ok(Self { standard, reduced: reduced.map_or(Ok(standard), TaxPercent::parse)? })
    }

    /// The rate of a class.
    #[must_use]
    pub fn rate(self, class: TaxClass) -> TaxPercent {
        match class {
            TaxClass::Standard => self.standard,
            TaxClass::Reduced => self.reduced,
            TaxClass::Zero => TaxPercent::ZERO,
        }
    }
}

/// Where the shop collects taxes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxSettings {
    /// Counts its changes.
    pub version: i64,
    /// Whether it takes part in the One Stop Shop, or is registered in all member states: then a sale within the European Union has
    /// the rate of the country of delivery. Below the threshold of Article 59c of Directive 2006/112/EC it may charge its own.
    pub is_oss: bool,
    /// Whether prices are without tax, which is added at the checkout.
    pub adds_tax: bool,
    /// Countries beyond the European Union, besides its own, in which it is registered; of others it exports without tax.
    pub registered: Vec<String>,
}

/// All rates of the shop at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaxTable {
    /// Counts every change of any part: what an order was priced by.
    pub revision: i64,
    /// Where the shop collects taxes.
    pub settings: TaxSettings,
    /// The rates, by country, class and day.
    pub rates: Vec<TaxRate>,
}

impl TaxTable {
    /// The rate of a sale of a shop in `home` that is delivered to `destination` on `day`; 0 where it collects none.
    #[must_use]
    pub fn rate(&self, class: TaxClass, home: &str, destination: Destination<'_>, day: Date) -> TaxPercent {
        match self.taxed_at(home, destination) {
            Some(place) if class != TaxClass::Zero => self.rate_at(class, place, day),
            _ => TaxPercent::ZERO,
        }
    }

    /// The place whose rates count; `None` for an export.
    #[must_use]
    pub fn taxed_at<'a>(&self, home: &'a str, destination: Destination<'a>) -> Option<Destination<'a>> {
        let country = destination.country;
        if country == home || self.settings.registered.iter().any(|code| code == country) {
            Some(destination)
        } else if is_member_state(home) && is_member_state(country) {
            Some(if self.settings.is_oss { destination } else { Destination::country(home) })
        } else {
            None
        }
    }

    /// The closest place decides first, then the class: what has no reduced rate there has the standard one. Of rates that hold
    /// together, which no form lets happen, the newer.
    fn rate_at(&self, class: TaxClass, place: Destination<'_>, day: Date) -> TaxPercent {
        let postcode = place.compared();
        let of_class = |rate: &&TaxRate| rate.class == class || rate.class == TaxClass::Standard;
        let holding = self.rates.iter().filter(|rate| rate.holds_on(day)).filter(of_class);
        let close = holding.filter_map(|rate| {
            Some((rate.closeness((place.country, &postcode))?, rate.class == class, rate.from, rate.rate))
        });
        close
            .max_by_key(|(closeness, is_own, from, _)| (*closeness, *is_own, *from))
            .map_or(TaxPercent::ZERO, |(.., rate)| rate)
    }
}

#[cfg(test)]
#[path = "rate_tests.rs"]
mod tests;
