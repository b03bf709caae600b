//! The rates that a new shop begins with: the standard and the reduced rate of each country, by day. The migration writes the same
//! rows; a test of the services compares them.

use super::{TaxClass, TaxPercent, TaxRate, TaxSettings, TaxTable};
use crate::kernel::{Date, TaxRateId};

/// The first day, and the basis points that hold from then on.
type Step = (Date, u16);

const fn day(year: i32, month: u8, day: u8) -> Date {
    Date { year, month, day }
}

/// Holds for as long as this shop can have sold anything.
const ALWAYS: Date = day(1993, 1, 1);

/// Newest step first (European Commission, "VAT rates applied in the Member States"). Rates that changed since 2024 keep
/// their former step, so that an order of that time is priced as it was.
pub(super) const STANDARD: [(&str, &[Step]); 27] = [
    ("AT", &[(ALWAYS, 2000)]),
    ("BE", &[(ALWAYS, 2100)]),
    ("BG", &[(ALWAYS, 2000)]),
    ("CY", &[(ALWAYS, 1900)]),
    ("CZ", &[(ALWAYS, 2100)]),
    ("DE", &[(ALWAYS, 1900)]),
    ("DK", &[(ALWAYS, 2500)]),
    ("EE", &[(day(2025, 7, 1), 2400), (ALWAYS, 2200)]),
    ("ES", &[(ALWAYS, 2100)]),
    ("FI", &[(day(2024, 9, 1), 2550), (ALWAYS, 2400)]),
    ("FR", &[(ALWAYS, 2000)]),
    ("GR", &[(ALWAYS, 2400)]),
    ("HR", &[(ALWAYS, 2500)]),
    ("HU", &[(ALWAYS, 2700)]),
    ("IE", &[(ALWAYS, 2300)]),
    ("IT", &[(ALWAYS, 2200)]),
    ("LT", &[(ALWAYS, 2100)]),
    ("LU", &[(ALWAYS, 1700)]),
    ("LV", &[(ALWAYS, 2100)]),
    ("MT", &[(ALWAYS, 1800)]),
    ("NL", &[(ALWAYS, 2100)]),
    ("PL", &[(ALWAYS, 2300)]),
    ("PT", &[(ALWAYS, 2300)]),
    ("RO", &[(day(2025, 8, 1), 2100), (ALWAYS, 1900)]),
    ("SE", &[(ALWAYS, 2500)]),
    ("SI", &[(ALWAYS, 2200)]),
    ("SK", &[(day(2025, 1, 1), 2300), (ALWAYS, 2000)]),
];

/// The reduced rates (Directive 2006/112/EC, Article 98), newest step first. Of two reduced rates the higher one: which of them a
/// thing has is decided by what it is, which a class does not say, and nobody tells too little tax. Denmark has none.
const REDUCED: [(&str, &[Step]); 26] = [
    ("AT", &[(ALWAYS, 1300)]),
    ("BE", &[(ALWAYS, 1200)]),
    ("BG", &[(ALWAYS, 900)]),
    ("CY", &[(ALWAYS, 900)]),
    ("CZ", &[(day(2024, 1, 1), 1200), (ALWAYS, 1500)]),
    ("DE", &[(ALWAYS, 700)]),
    ("EE", &[(day(2025, 1, 1), 1300), (ALWAYS, 900)]),
    ("ES", &[(ALWAYS, 1000)]),
    ("FI", &[(day(2026, 1, 1), 1350), (ALWAYS, 1400)]),
    ("FR", &[(ALWAYS, 1000)]),
    ("GR", &[(ALWAYS, 1300)]),
    ("HR", &[(ALWAYS, 1300)]),
    ("HU", &[(ALWAYS, 1800)]),
    ("IE", &[(ALWAYS, 1350)]),
    ("IT", &[(ALWAYS, 1000)]),
    ("LT", &[(day(2026, 1, 1), 1200), (ALWAYS, 900)]),
    ("LU", &[(ALWAYS, 800)]),
    ("LV", &[(ALWAYS, 1200)]),
    ("MT", &[(ALWAYS, 700)]),
    ("NL", &[(ALWAYS, 900)]),
    ("PL", &[(ALWAYS, 800)]),
    ("PT", &[(ALWAYS, 1300)]),
    ("RO", &[(day(2025, 8, 1), 1100), (ALWAYS, 900)]),
    ("SE", &[(ALWAYS, 1200)]),
    ("SI", &[(ALWAYS, 950)]),
    ("SK", &[(day(2025, 1, 1), 1900), (ALWAYS, 1000)]),
];

/// Standard and reduced rates of the neighbours. They count for a shop that is there, or that says it is registered there.
const NEIGHBOURS: [(&str, &[Step], &[Step]); 4] = [
    ("CH", &[(day(2024, 1, 1), 810), (day(2018, 1, 1), 770)], &[(day(2024, 1, 1), 260), (day(2018, 1, 1), 250)]),
    ("GB", &[(day(2011, 1, 4), 2000)], &[(day(2011, 1, 4), 500)]),
    ("LI", &[(day(2024, 1, 1), 810), (day(2018, 1, 1), 770)], &[(day(2024, 1, 1), 260), (day(2018, 1, 1), 250)]),
    ("NO", &[(day(2018, 1, 1), 2500)], &[(day(2018, 1, 1), 1500)]),
];

impl Default for TaxTable {
    fn default() -> Self {
        let standard = STANDARD.iter().map(|(country, steps)| (TaxClass::Standard, *country, *steps));
        let reduced = REDUCED.iter().map(|(country, steps)| (TaxClass::Reduced, *country, *steps));
        let neighbours = NEIGHBOURS.iter().flat_map(|(country, standard, reduced)| {
            [(TaxClass::Standard, *country, *standard), (TaxClass::Reduced, *country, *reduced)]
        });
        let mut rates = Vec::new();
        for (class, country, steps) in standard.chain(reduced).chain(neighbours) {
            // The oldest first, each until the day before the next.
            let ends = steps.iter().map(|(from, _)| from.plus_days(-1)).map(Some);
            let ends: Vec<Option<Date>> = std::iter::once(None).chain(ends).collect();
            for ((from, rate), until) in steps.iter().zip(ends).rev() {
                let id = i64::try_from(rates.len()).unwrap_or(i64::MAX).saturating_add(1);
                rates.push(TaxRate {
                    id: TaxRateId(id),
                    version: 1,
                    class,
                    country: country.to_owned(),
                    region: String::new(),
                    postcodes: Vec::new(),
                    rate: TaxPercent::of_basis_points(*rate),
                    from: *from,
                    until,
                });
            }
        }
        Self {
            revision: 1,
            settings: TaxSettings { version: 1, is_oss: true, adds_tax: false, registered: Vec::new() },
            rates,
        }
    }
}
