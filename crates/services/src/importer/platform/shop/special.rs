//! Reduced prices with their days.

use domain::kernel::Date;

use crate::importer::value;

/// A reduced price as a table tells it.
#[derive(Clone, Debug, Default)]
pub(in crate::importer::platform) struct Special {
    pub price: String,
    pub from: String,
    pub to: String,
    /// Lower goes first.
    pub priority: i64,
}

impl Special {
    /// Of those that are on today the one that goes first.
    pub fn of_today(specials: Vec<Self>, today: Date) -> String {
        let mut on: Vec<Self> =
            specials.into_iter().filter(|special| is_on(&special.from, &special.to, today)).collect();
        on.sort_by_key(|special| special.priority);
        on.into_iter().next().map_or_else(String::new, |special| special.price)
    }
}

/// Whether today lies between two days; a day of zeros, or one that cannot be read, is no limit.
pub(in crate::importer::platform) fn is_on(from: &str, to: &str, today: Date) -> bool {
    let day = |cell: &str| value::date(cell).ok().flatten().map(Date::days);
    day(from).is_none_or(|from| from <= today.days()) && day(to).is_none_or(|to| to >= today.days())
}
