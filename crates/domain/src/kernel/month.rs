//! Days with the whole name of their month, as people read them.

use super::Date;

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const GERMAN_MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

impl Date {
    /// "12 December", "12. Dezember".
    #[must_use]
    pub fn day_and_month(self, is_german: bool) -> String {
        let (months, dot) = if is_german { (GERMAN_MONTHS, ".") } else { (ENGLISH_MONTHS, "") };
        let month = months.get(usize::from(self.month).saturating_sub(1)).copied().unwrap_or_default();
        format!("{}{dot} {month}", self.day)
    }
}
