//! Moments as programs write them.

use domain::kernel::Timestamp;

use super::date;

/// Reads "2026-05-01 10:00:00 +0200", "2026-05-01T10:00:00Z", "2026-05-01" and "Nov 2, 2026, 5:15:21 PM"; where no zone is said it
/// is UTC. A blank cell and a day of zeros are `None`.
pub(crate) fn moment(cell: &str) -> Result<Option<Timestamp>, String> {
    let wrong = || "is no moment of the form 2026-05-01 10:00:00".to_owned();
    if let Some(spoken) = spoken(cell) {
        return Ok(Some(spoken));
    }
    let Some(day) = date(cell).map_err(|_| wrong())? else { return Ok(None) };
    let rest = cell.split_once([' ', 'T']).map_or("", |(_, rest)| rest).trim();
    let (clock, zone) = match rest.find(['+', '-', 'Z', ' ']) {
        Some(at) => (rest.get(..at).unwrap_or_default(), rest.get(at..).unwrap_or_default().trim()),
        None => (rest, ""),
    };
    let midnight = day.days().saturating_mul(Timestamp::DAY);
    let clock = clock_milliseconds(clock).ok_or_else(wrong)?;
    let offset = offset_milliseconds(zone).ok_or_else(wrong)?;
    Ok(Some(Timestamp(midnight.saturating_add(clock).saturating_sub(offset))))
}

/// "10:00:00" or "10:00:00.000000"; nothing is midnight.
fn clock_milliseconds(clock: &str) -> Option<i64> {
    let mut parts = clock.split('.').next().unwrap_or_default().split(':').filter(|part| !part.is_empty());
    let mut next = |most: i64| match parts.next() {
        None => Some(0),
        Some(part) => part.parse::<i64>().ok().filter(|number| (0..=most).contains(number)),
    };
    let (hours, minutes, seconds) = (next(23)?, next(59)?, next(60)?);
    Some(((hours * 60 + minutes) * 60 + seconds) * 1_000)
}

/// "+0200", "-05:30", "Z", "UTC" or nothing.
fn offset_milliseconds(zone: &str) -> Option<i64> {
    if matches!(zone, "" | "Z" | "UTC" | "GMT") {
        return Some(0);
    }
    let sign = match zone.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) =
        (digits.get(..2)?.parse::<i64>().ok()?, digits.get(2..4).unwrap_or("0").parse::<i64>().ok()?);
    Some(sign * (hours * 60 + minutes) * 60_000)
}

/// "Nov 2, 2026, 5:15:21 PM", as Magento's lists write it.
fn spoken(cell: &str) -> Option<Timestamp> {
    let plain = cell.replace(',', "");
    let read = jiff::fmt::strtime::parse("%b %d %Y %I:%M:%S %p", plain.trim()).ok()?.to_datetime().ok()?;
    let zoned = read.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(Timestamp(zoned.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_with_their_zones() {
        let noon = Ok(Some(Timestamp(1_777_636_800_000)));
        for cell in [
            "2026-05-01 12:00:00",
            "2026-05-01 14:00:00 +0200",
            "2026-05-01T12:00:00Z",
            "2026-05-01T06:30:00-05:30",
            "2026-05-01 12:00:00 UTC",
            "2026-05-01 12:00:00.000000",
            "May 1, 2026, 12:00:00 PM",
            "May 1, 2026 12:00:00 PM",
        ] {
            assert_eq!(moment(cell), noon, "{cell}");
        }
        assert_eq!(moment("2026-05-01"), Ok(Some(Timestamp(1_777_593_600_000))));
        assert_eq!(moment("0000-00-00 00:00:00"), Ok(None));
        for cell in ["soon", "2026-05-01 25:00:00", "2026-13-01 10:00:00", "2026-05-01 10:00:00 XYZ"] {
            assert!(moment(cell).is_err(), "{cell}");
        }
    }
}
