//! The standard rates of the European Union, by country and day.

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

/// Whether the country is a member state of the European Union.
#[must_use]
pub fn is_member_state(country: &str) -> bool {
    RATES.iter().any(|(code, _)| *code == country)
}

/// The standard rate, in basis points, of a sale that is delivered to `country` on `on`. Everything that leaves the European
/// Union (Switzerland, Norway, the United Kingdom …) is an export and carries no tax of ours: the rate is 0.
#[must_use]
pub fn standard_rate(country: &str, on: Date) -> i64 {
    let steps = RATES.iter().find(|(code, _)| *code == country).map(|(_, steps)| *steps).unwrap_or_default();
    steps.iter().find(|(from, _)| *from <= on).map_or(0, |(_, rate)| *rate)
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
