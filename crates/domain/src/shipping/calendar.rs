//! On which days the shop sends, and until when.

use serde::{Deserialize, Serialize};

use crate::kernel::{Date, Timestamp};

/// No search for a working day looks further ahead.
const FURTHEST: i64 = 800;

/// A day on which nothing is sent and nothing arrives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// Of this year only; `None` for each.
    pub year: Option<i32>,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
    /// What it is called; may be empty.
    pub name: String,
}

impl Holiday {
    /// Reads "12-25 Christmas Day" or "2027-03-26 Good Friday".
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let (day, name) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
        let is_yearly = day.matches('-').count() == 1;
        // 2024 had a 29 February.
        let date = Date::parse(&if is_yearly { format!("2024-{day}") } else { day.to_owned() })?;
        let year = (!is_yearly).then_some(date.year);
        Some(Self { year, month: date.month, day: date.day, name: name.trim().chars().take(60).collect() })
    }

    /// As [`Holiday::parse`] reads it.
    #[must_use]
    pub fn line(&self) -> String {
        let year = self.year.map(|year| format!("{year:04}-")).unwrap_or_default();
        format!("{year}{:02}-{:02} {}", self.month, self.day, self.name).trim_end().to_owned()
    }

    fn is_on(&self, date: Date) -> bool {
        (self.month, self.day) == (date.month, date.day) && self.year.is_none_or(|year| year == date.year)
    }
}

/// The days on which the shop sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Counts its changes.
    pub version: i64,
    /// The name of the time zone of the shop's own clock: "Europe/Berlin".
    pub time_zone: String,
    /// What is ordered before this minute of a working day counts as ordered on that day.
    pub cut_off_minute: i64,
    /// How many further working days it takes until an order leaves.
    pub handling_days: u32,
    /// Whether the shop sends on Monday to Sunday.
    pub working_days: [bool; 7],
    /// Days on which nothing is sent and nothing arrives.
    pub holidays: Vec<Holiday>,
}

impl Calendar {
    /// The day on which an order leaves the shop.
    #[must_use]
    pub fn leaves_on(&self, now: Timestamp) -> Date {
        self.after_handling(self.counts_from(now))
    }

    /// The day on which an order counts as ordered.
    fn counts_from(&self, now: Timestamp) -> Date {
        let today = now.date();
        let (hour, minute) = now.hour_and_minute();
        let is_in_time = i64::from(hour) * 60 + i64::from(minute) < self.cut_off_minute;
        self.next_working_day(if is_in_time { today } else { today.plus_days(1) })
    }

    /// How many minutes remain until a later order leaves later.
    #[must_use]
    pub fn minutes_left(&self, now: Timestamp) -> i64 {
        let (hour, minute) = now.hour_and_minute();
        let minutes_now = i64::from(hour) * 60 + i64::from(minute);
        let days = self.counts_from(now).days().saturating_sub(now.date().days());
        days.saturating_mul(24 * 60).saturating_add(self.cut_off_minute).saturating_sub(minutes_now)
    }

    fn after_handling(&self, from: Date) -> Date {
        (0..self.handling_days).fold(from, |day, _| self.next_working_day(day.plus_days(1)))
    }

    /// The day on which what can be fetched is ready, so many of the shop's days after the first.
    pub(super) fn ready_on(&self, leaves: Date, days: u32) -> Date {
        (0..days).fold(leaves, |day, _| self.next_working_day(day.plus_days(1)))
    }

    /// The day on which what leaves on one arrives: carriers are on the road from Monday to Friday.
    pub(super) fn arrives_on(&self, leaves: Date, days: u32) -> Date {
        let on_the_road = |date: Date| date.weekday() < 5 && !self.is_holiday(date);
        (0..days).fold(first(leaves, on_the_road), |day, _| first(day.plus_days(1), on_the_road))
    }

    fn next_working_day(&self, from: Date) -> Date {
        let is_working = |date: Date| {
            let works = self.working_days.get(usize::from(date.weekday())).copied().unwrap_or(false);
            works && !self.is_holiday(date)
        };
        first(from, is_working)
    }

    fn is_holiday(&self, date: Date) -> bool {
        self.holidays.iter().any(|holiday| holiday.is_on(date))
    }

    /// "14:00".
    #[must_use]
    pub fn cut_off(&self) -> String {
        format!("{:02}:{:02}", self.cut_off_minute / 60, self.cut_off_minute % 60)
    }
}

/// The first day from this one on that is such a day; this one when there is none.
fn first(from: Date, is_one: impl Fn(Date) -> bool) -> Date {
    (0..=FURTHEST).map(|days| from.plus_days(days)).find(|date| is_one(*date)).unwrap_or(from)
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
