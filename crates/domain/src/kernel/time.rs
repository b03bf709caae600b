//! Moments and days. The rules never ask what time it is: the caller says so.

use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Milliseconds of a day.
    pub const DAY: i64 = 86_400_000;

    /// This moment and `milliseconds` more; stops at the ends of the scale.
    #[must_use]
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// The day in UTC.
    #[must_use]
    pub fn date(self) -> Date {
        Date::from_days(self.0.div_euclid(Self::DAY))
    }

    /// Hours and minutes of the day in UTC.
    #[must_use]
    pub fn hour_and_minute(self) -> (u8, u8) {
        let minutes = self.0.rem_euclid(Self::DAY) / 60_000;
        (u8::try_from(minutes / 60).unwrap_or(0), u8::try_from(minutes % 60).unwrap_or(0))
    }
}

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl Date {
    /// The day that lies `days` after 1970-01-01 (Howard Hinnant's `civil_from_days`).
    #[must_use]
    pub fn from_days(days: i64) -> Self {
        let shifted = days.saturating_add(719_468);
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_index + 2) / 5 + 1;
        let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year: i32::try_from(year).unwrap_or(i32::MAX),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    /// How many days after 1970-01-01 this day lies (Howard Hinnant's `days_from_civil`).
    #[must_use]
    pub fn days(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_index = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_index + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The day `days` later.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_days(self.days().saturating_add(days))
    }

    /// 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        u8::try_from((self.days() + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// The next day, or this one, that is Monday to Friday.
    #[must_use]
    pub fn working_day_from(self) -> Self {
        match self.weekday() {
            5 => self.plus_days(2),
            6 => self.plus_days(1),
            _ => self,
        }
    }

    /// The working day `count` working days later.
    #[must_use]
    pub fn plus_working_days(self, count: u32) -> Self {
        (0..count).fold(self.working_day_from(), |day, _| day.plus_days(1).working_day_from())
    }

    /// Reads "2026-12-24". A day that does not exist is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let date = Self {
            year: parts.next()?.parse().ok().filter(|year| (1970..=2_999).contains(year))?,
            month: parts.next()?.parse().ok()?,
            day: parts.next()?.parse().ok()?,
        };
        // A day that does not exist comes back as another one.
        (Self::from_days(date.days()) == date).then_some(date)
    }

    /// "2026-12-24".
    #[must_use]
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// "Wed 25".
    #[must_use]
    pub fn weekday_and_day(self) -> String {
        let weekday = WEEKDAYS.get(usize::from(self.weekday())).copied().unwrap_or_default();
        format!("{weekday} {}", self.day)
    }

    /// "Nov".
    #[must_use]
    pub fn month_name(self) -> &'static str {
        MONTHS.get(usize::from(self.month).saturating_sub(1)).copied().unwrap_or_default()
    }

    /// "25 Nov 2026".
    #[must_use]
    pub fn long(self) -> String {
        format!("{} {} {}", self.day, self.month_name(), self.year)
    }
}

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateWindow {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl core::fmt::Display for DateWindow {
    /// "Wed 25 – Thu 26 Nov", "Wed 25 Nov", or "Mon 30 Nov – Tue 1 Dec".
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (from, to) = (self.from, self.to);
        if from == to {
            write!(formatter, "{} {}", from.weekday_and_day(), from.month_name())
        } else if from.month == to.month {
            write!(formatter, "{} – {} {}", from.weekday_and_day(), to.weekday_and_day(), to.month_name())
        } else {
            write!(
                formatter,
                "{} {} – {} {}",
                from.weekday_and_day(),
                from.month_name(),
                to.weekday_and_day(),
                to.month_name()
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse_over_eight_centuries() {
        for days in (-146_097..146_097).step_by(13) {
            assert_eq!(Date::from_days(days).days(), days);
        }
    }

    #[test]
    fn a_known_day_has_its_known_weekday() {
        let date = Date { year: 2026, month: 11, day: 25 };
        assert_eq!(date.weekday(), 2);
        assert_eq!(Date { year: 1970, month: 1, day: 1 }.days(), 0);
    }

    #[test]
    fn a_day_is_read_as_it_is_written_and_one_that_does_not_exist_is_none() {
        let date = Date { year: 2026, month: 12, day: 4 };
        assert_eq!((date.iso().as_str(), Date::parse("2026-12-04")), ("2026-12-04", Some(date)));
        for text in ["2026-02-30", "2026-13-01", "2026-12", "24.12.2026", "", "2026-12-04x", "1969-12-31"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn working_days_skip_the_weekend() {
        let friday = Date { year: 2026, month: 11, day: 27 };
        assert_eq!(friday.plus_working_days(1), Date { year: 2026, month: 11, day: 30 });
        assert_eq!(friday.plus_days(1).plus_working_days(0), Date { year: 2026, month: 11, day: 30 });
    }

    #[test]
    fn a_window_names_the_month_once_when_it_is_the_same() {
        let from = Date { year: 2026, month: 11, day: 25 };
        assert_eq!(DateWindow { from, to: from.plus_days(1) }.to_string(), "Wed 25 – Thu 26 Nov");
        assert_eq!(DateWindow { from, to: from }.to_string(), "Wed 25 Nov");
        assert_eq!(DateWindow { from, to: from.plus_days(6) }.to_string(), "Wed 25 Nov – Tue 1 Dec");
    }
}
