//! The fields of the calendar.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Wrong, number};
use crate::shipping::{Calendar, Holiday};

/// Days without work at most.
const MOST_HOLIDAYS: usize = 300;
/// Nobody takes longer to pack.
const MOST_HANDLING_DAYS: i64 = 90;

/// The fields of the calendar, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CalendarForm {
    /// The name of the time zone; whether there is one is for the caller to check.
    pub time_zone: String,
    /// "14:00".
    pub cut_off: String,
    /// Further working days until an order leaves.
    pub handling_days: String,
    /// The days that are ticked, by their key.
    pub working_days: BTreeMap<String, String>,
    /// A line for each: "12-25 Christmas Day", "2027-03-26 Good Friday".
    pub holidays: String,
}

impl CalendarForm {
    /// Key and name of each weekday, Monday first.
    pub const WEEKDAYS: [(&str, &str); 7] = [
        ("mon", "Monday"),
        ("tue", "Tuesday"),
        ("wed", "Wednesday"),
        ("thu", "Thursday"),
        ("fri", "Friday"),
        ("sat", "Saturday"),
        ("sun", "Sunday"),
    ];

    /// The fields of the calendar.
    #[must_use]
    pub fn of(calendar: &Calendar) -> Self {
        let days = Self::WEEKDAYS.iter().zip(calendar.working_days).filter(|(_, works)| *works);
        Self {
            time_zone: calendar.time_zone.clone(),
            cut_off: calendar.cut_off(),
            handling_days: calendar.handling_days.to_string(),
            working_days: days.map(|((key, _), _)| ((*key).to_owned(), "true".to_owned())).collect(),
            holidays: calendar.holidays.iter().map(Holiday::line).collect::<Vec<_>>().join("\n"),
        }
    }

    /// The calendar that was meant; its version is the one that is given.
    ///
    /// # Errors
    /// The fields that cannot stay, each with what to do.
    pub fn check(&self, version: i64) -> Result<Calendar, Vec<(String, String)>> {
        let mut wrong = Wrong::default();
        let time_zone = self.time_zone.trim().to_owned();
        let cut_off = wrong.wants("cut_off", "Write a time as in 14:00.", minute(&self.cut_off));
        let handling = number(&self.handling_days, 0, MOST_HANDLING_DAYS).and_then(|days| u32::try_from(days).ok());
        let handling = wrong.wants("handling_days", "Write a number of days from 0 to 90.", handling);
        let working_days = Self::WEEKDAYS.map(|(key, _)| self.working_days.contains_key(key));
        if !working_days.contains(&true) {
            wrong.refuse("working_days", "Tick at least one day.");
        }
        let holidays = self.holidays(&mut wrong);
        match (cut_off, handling) {
            (Some(cut_off_minute), Some(handling_days)) if wrong.0.is_empty() => {
                Ok(Calendar { version, time_zone, cut_off_minute, handling_days, working_days, holidays })
            }
            _ => Err(wrong.0),
        }
    }

    fn holidays(&self, wrong: &mut Wrong) -> Vec<Holiday> {
        let mut holidays = Vec::new();
        for line in self.holidays.lines().filter(|line| !line.trim().is_empty()) {
            match Holiday::parse(line) {
                Some(holiday) => holidays.push(holiday),
                None => {
                    let shown: String = line.trim().chars().take(40).collect();
                    wrong
                        .refuse("holidays", &format!("“{shown}” is no day: write 12-25, or 2027-03-26, and its name."));
                    return Vec::new();
                }
            }
        }
        if holidays.len() > MOST_HOLIDAYS {
            wrong.refuse("holidays", "These are more than 300 days.");
        }
        holidays
    }
}

fn minute(text: &str) -> Option<i64> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute) = (number(hour, 0, 23)?, number(minute, 0, 59)?);
    Some(hour * 60 + minute)
}
