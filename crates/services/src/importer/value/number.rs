//! Numbers, yes and no, weights and days.

use domain::kernel::Date;

/// A whole number; decimals that are zero are forgiven ("34.0"). A blank cell is `None`.
pub(crate) fn whole_number(cell: &str) -> Result<Option<i64>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let (whole, fraction) = cell.split_once(['.', ',']).unwrap_or((cell, ""));
    if !fraction.bytes().all(|byte| byte == b'0') {
        return Err("is no whole number".to_owned());
    }
    whole.parse().map(Some).map_err(|_| "is no whole number".to_owned())
}

/// Yes or no, as programs write it; `None` for a blank cell or another word.
pub(crate) fn flag(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "1" | "true" | "yes" | "y" | "active" | "notify" => Some(true),
        "0" | "false" | "no" | "n" | "draft" | "archived" => Some(false),
        _ => None,
    }
}

/// A weight in whole grams, rounded. The unit is `g`, `kg`, `lb`, `lbs` or `oz`.
pub(crate) fn grams(cell: &str, unit: &str) -> Result<Option<i64>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let number: f64 = cell.replace(',', ".").parse().map_err(|_| "is no weight".to_owned())?;
    let factor = match unit.to_lowercase().as_str() {
        "g" | "grams" | "" => 1.0,
        "kg" => 1_000.0,
        "lb" | "lbs" => 453.592_37,
        "oz" => 28.349_523,
        other => return Err(format!("has the unknown unit {other:?}")),
    };
    let grams = (number * factor).round();
    if !(0.0..=1e9).contains(&grams) {
        return Err("is no weight".to_owned());
    }
    #[allow(clippy::cast_possible_truncation, reason = "checked above to lie within a thousand tonnes")]
    Ok(Some(grams as i64))
}

/// A day "2026-05-01", whatever time follows. A blank cell and a day of zeros are `None`.
pub(crate) fn date(cell: &str) -> Result<Option<Date>, String> {
    let day = cell.split([' ', 'T']).next().unwrap_or("");
    if day.is_empty() || day.bytes().all(|byte| matches!(byte, b'0' | b'-')) {
        return Ok(None);
    }
    let wrong = || "is no day of the form 2026-05-01".to_owned();
    let mut parts = day.splitn(3, '-');
    let mut next = || parts.next().ok_or_else(wrong);
    let (year, month, day) = (next()?, next()?, next()?);
    let read = Date {
        year: year.parse().map_err(|_| wrong())?,
        month: month.parse().map_err(|_| wrong())?,
        day: day.parse().map_err(|_| wrong())?,
    };
    // The year 1 is a day of zeros, too, where databases allow no other.
    if read.year <= 1 {
        return Ok(None);
    }
    if (1..=12).contains(&read.month) && Date::from_days(read.days()) == read { Ok(Some(read)) } else { Err(wrong()) }
}

/// A day as a platform of American habits writes it, "2/28/26" or "2/28/2026, 10:00 AM", or as [`date`] reads it.
pub(crate) fn date_of_month_first(cell: &str) -> Result<Option<Date>, String> {
    let day = cell.split([' ', ',']).next().unwrap_or("");
    let parts: Vec<&str> = day.split('/').collect();
    let [month, day, year] = parts.as_slice() else { return date(cell) };
    let century = if year.len() == 2 { "20" } else { "" };
    date(&format!("{century}{year}-{month:0>2}-{day:0>2}")).map_err(|_| "is no day of the form 2/28/2026".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole_and_may_be_negative() {
        assert_eq!(whole_number("12"), Ok(Some(12)));
        assert_eq!(whole_number("-11"), Ok(Some(-11)));
        assert_eq!(whole_number("3.0"), Ok(Some(3)));
        assert_eq!(whole_number(""), Ok(None));
        for cell in ["1.5", "x", "1e3", "99999999999999999999"] {
            assert!(whole_number(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn weights_become_grams() {
        assert_eq!(grams("28", "g"), Ok(Some(28)));
        assert_eq!(grams("34000.0", ""), Ok(Some(34_000)));
        assert_eq!(grams("0,35", "kg"), Ok(Some(350)));
        assert_eq!(grams("2", "lbs"), Ok(Some(907)));
        for (cell, unit) in [("-1", "g"), ("NaN", "g"), ("x", "kg"), ("1", "stone"), ("1e30", "kg")] {
            assert!(grams(cell, unit).is_err(), "{cell} {unit}");
        }
    }

    #[test]
    fn days_of_zeros_are_no_days_and_impossible_ones_an_error() {
        assert_eq!(date("2026-05-01 10:00:00"), Ok(Some(Date { year: 2026, month: 5, day: 1 })));
        assert_eq!(date("0000-00-00"), Ok(None));
        assert_eq!(date("0001-01-01 00:00:00"), Ok(None));
        for cell in ["2026-02-30", "01.05.2026", "2026-13-01", "soon"] {
            assert!(date(cell).is_err(), "{cell}");
        }
    }

    #[test]
    fn days_are_read_with_the_month_first_too() {
        let day = Ok(Some(Date { year: 2026, month: 2, day: 28 }));
        for cell in ["2/28/26", "02/28/2026", "2/28/2026, 10:00 AM", "2026-02-28 00:00:00"] {
            assert_eq!(date_of_month_first(cell), day, "{cell}");
        }
        assert!(date_of_month_first("28/2/2026").is_err());
    }
}
