//! The standard and the reduced rates of the European Union, by country and day.

use crate::kernel::Date;

/// A rate in basis points, and the first day on which it holds.
type Step = (Date, i64);

const fn day(year: i32, month: u8, day: u8) -> Date {
    Date { year, month, day }
}

/// Holds for as long as this shop can have sold anything.
const ALWAYS: Date = day(1993, 1, 1);

/// Newest step first (European Commission, "VAT rates applied in the Member States"). Rates that changed since 2024 keep
/// their former step, so that an order of that time is priced as it was.
const RATES: [(&str, &[Step]); 27] = [
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

/// Whether the country is a member state of the European Union.
#[must_use]
pub fn is_member_state(country: &str) -> bool {
    RATES.iter().any(|(code, _)| *code == country)
}

/// The standard rate, in basis points, of a sale that is delivered to `country` on `on`. Everything that leaves the European
/// Union (Switzerland, Norway, the United Kingdom …) is an export and carries no tax of ours: the rate is 0.
#[must_use]
pub fn standard_rate(country: &str, on: Date) -> i64 {
    on_day(&RATES, country, on).unwrap_or(0)
}

/// The reduced rate, in basis points, where the country has one.
pub(super) fn reduced_rate(country: &str, on: Date) -> Option<i64> {
    on_day(&REDUCED, country, on)
}

fn on_day(table: &[(&str, &[Step])], country: &str, on: Date) -> Option<i64> {
    let (_, steps) = table.iter().find(|(code, _)| *code == country)?;
    steps.iter().find(|(from, _)| *from <= on).map(|(_, rate)| *rate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::COUNTRIES;

    #[test]
    fn each_country_has_its_rate_on_its_day() {
        let today = day(2026, 11, 23);
        let table = [
            ("DE", today, 1900),
            ("DK", today, 2500),
            ("NL", today, 2100),
            ("FR", today, 2000),
            ("AT", today, 2000),
            ("SE", today, 2500),
            ("BE", today, 2100),
            ("FI", today, 2550),
            ("FI", day(2024, 8, 31), 2400),
            ("FI", day(2024, 9, 1), 2550),
            ("SK", day(2024, 12, 31), 2000),
            ("EE", day(2025, 7, 1), 2400),
            ("CH", today, 0),
            ("NO", today, 0),
            ("GB", today, 0),
            ("XX", today, 0),
        ];
        for (country, on, rate) in table {
            assert_eq!(standard_rate(country, on), rate, "{country} {on:?}");
        }
    }

    #[test]
    fn every_country_that_we_deliver_to_is_either_a_member_or_an_export() {
        let exports: Vec<&str> =
            COUNTRIES.iter().map(|country| country.code).filter(|code| !is_member_state(code)).collect();
        assert_eq!(exports, ["LI", "NO", "CH", "GB"]);
    }
}
