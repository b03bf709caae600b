//! A moment as a browser's field for date and time writes it, in UTC: "2026-12-01T08:00".

use domain::kernel::{Date, Timestamp};

/// The text of a moment.
#[must_use]
pub fn write(moment: Timestamp) -> String {
    let (day, (hour, minute)) = (moment.date(), moment.hour_and_minute());
    format!("{:04}-{:02}-{:02}T{hour:02}:{minute:02}", day.year, day.month, day.day)
}

/// The moment of a text; nothing when it is empty.
///
/// # Errors
/// What to write instead.
pub fn read(text: &str) -> Result<Option<Timestamp>, String> {
    match text.trim() {
        "" => Ok(None),
        text => parse(text).map(Some).ok_or_else(|| "Write day and time like 2026-12-01T08:00.".to_owned()),
    }
}

fn parse(text: &str) -> Option<Timestamp> {
    let (day, time) = text.split_once(['T', ' '])?;
    let mut day = day.split('-');
    let date =
        Date { year: day.next()?.parse().ok()?, month: day.next()?.parse().ok()?, day: day.next()?.parse().ok()? };
    let mut time = time.split(':');
    let (hour, minute): (i64, i64) = (time.next()?.parse().ok()?, time.next()?.parse().ok()?);
    let exists = (1970..=9999).contains(&date.year) && Date::from_days(date.days()) == date;
    let on_the_clock = (0..24).contains(&hour) && (0..60).contains(&minute);
    (exists && on_the_clock && day.next().is_none())
        .then(|| Timestamp(date.days() * Timestamp::DAY + hour * 3_600_000 + minute * 60_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_it_was_written() {
        for text in ["2026-12-01T08:00", "2028-02-29T23:59", "1970-01-01T00:00"] {
            assert_eq!(read(text).unwrap().map(write).as_deref(), Some(text));
        }
        assert_eq!(read("  "), Ok(None));
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in
            ["2026-02-30T08:00", "2026-13-01T08:00", "2026-12-01", "2026-12-01T24:00", "2026-00-01T08:00", "soon"]
        {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
