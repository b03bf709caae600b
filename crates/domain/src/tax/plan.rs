//! What becomes of the rates when those of a file hold from a day on.

use std::collections::BTreeMap;

use super::{FileRate, TaxRate, TaxTable};
use crate::kernel::{Date, LineProblem, TaxRateId};

/// What is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RatePlan {
    /// Rates to make.
    pub new: Vec<TaxRate>,
    /// The last days of rates that are followed by a new one.
    pub ended: Vec<(TaxRateId, Date)>,
    /// How many rates of the file hold then already.
    pub same: usize,
}

impl TaxTable {
    /// Lets rates of a file hold from a day on: each ends the one of its class and place on the day before, and lasts until the next one
    /// that is planned. Rates of places that the file does not name stay. `next_id` makes ids.
    ///
    /// # Errors
    /// Rates that cannot begin on that day, by their lines.
    pub fn plan(
        &self,
        rates: &[FileRate],
        from: Date,
        mut next_id: impl FnMut() -> TaxRateId,
    ) -> Result<RatePlan, Vec<LineProblem>> {
        let (mut plan, mut problems) = (RatePlan::default(), Vec::new());
        let mut places: BTreeMap<(&str, &str, &str), Vec<&TaxRate>> = BTreeMap::new();
        for known in &self.rates {
            places.entry((known.class.key(), &known.country, &known.region)).or_default().push(known);
        }
        for rate in rates {
            let FileRate { class, country, region, postcodes, rate: percentage, .. } = rate.clone();
            let mut new = TaxRate {
                id: next_id(),
                version: 1,
                class,
                country,
                region,
                postcodes,
                rate: percentage,
                from,
                until: None,
            };
            let place = (new.class.key(), new.country.as_str(), new.region.as_str());
            let alike = places.get(&place).map_or(&[][..], Vec::as_slice);
            let holding = alike.iter().find(|known| known.holds_on(from));
            if holding.is_some_and(|known| (known.rate, &known.postcodes) == (new.rate, &new.postcodes)) {
                plan.same = plan.same.saturating_add(1);
                continue;
            }
            if let Some(known) = alike.iter().find(|known| known.from == from) {
                let words = format!(
                    "A rate of {} % begins there on that day already: change it, or choose another day.",
                    known.rate
                );
                problems.push(LineProblem { line: rate.line, words });
                continue;
            }
            let next = alike.iter().filter(|known| known.from > from).map(|known| known.from.plus_days(-1)).min();
            new.until = match holding {
                Some(known) => known.until,
                None => next,
            };
            plan.ended.extend(holding.map(|known| (known.id, from.plus_days(-1))));
            plan.new.push(new);
        }
        if problems.is_empty() { Ok(plan) } else { Err(problems) }
    }
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
