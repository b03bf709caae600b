//! Percentages as people write them, in basis points.

/// Reads "10", "7.5" or "7,25" as basis points; an empty text is none.
///
/// # Errors
/// Anything else.
#[cfg(any(feature = "ssr", test))]
pub fn read(text: &str) -> Result<Option<i64>, ()> {
    let text = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !is_number(whole) || !is_number(part) {
        return Err(());
    }
    let whole: i64 = whole.parse().map_err(|_| ())?;
    let part: i64 = format!("{part:0<2}").parse().map_err(|_| ())?;
    whole.checked_mul(100).and_then(|whole| whole.checked_add(part)).map(Some).ok_or(())
}

/// Writes basis points as a percentage.
#[must_use]
pub fn write(points: i64) -> String {
    let text = format!("{}.{:02}", points / 100, points % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_and_written_as_people_write_them() {
        for (text, points) in [("10", 1_000), ("7.5", 750), ("7,25", 725), (" 12 % ", 1_200), ("0", 0), ("100", 10_000)]
        {
            assert_eq!(read(text), Ok(Some(points)), "{text}");
            assert_eq!(read(&write(points)), Ok(Some(points)));
        }
        assert_eq!((write(1_000), write(750), write(725)), ("10".into(), "7.5".into(), "7.25".into()));
        assert_eq!(read("  "), Ok(None));
        for text in ["-5", "ten", "1.234", ".5", "99999999999999999999", "1e3"] {
            assert_eq!(read(text), Err(()), "{text}");
        }
    }
}
