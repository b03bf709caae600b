//! Texts that attributes are read from: words for addresses, numbers and days.

use crate::kernel::{Date, Slug};

/// Digits before the point.
const MOST_DIGITS: usize = 12;

/// A word for a value in addresses: its slug, or what its letters come down to where none has a plain form.
#[must_use]
pub fn value_word(text: &str) -> String {
    // FNV-1a, so that the same words always make the same address.
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    Slug::from_title(text).map_or_else(|| format!("x{hash:x}"), String::from)
}

/// A number as everybody writes it, in one form: "1,50" is "1.5", "007" is "7", "-0" is "0".
pub(super) fn decimal(text: &str) -> Option<String> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, behind) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && behind.is_empty()) || !numeric(whole) || !numeric(behind) {
        return None;
    }
    let (whole, behind) = (whole.trim_start_matches('0'), behind.trim_end_matches('0'));
    if whole.len() > MOST_DIGITS || behind.len() > MOST_DIGITS {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let sign = if negative && (whole != "0" || !behind.is_empty()) { "-" } else { "" };
    Some(if behind.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{behind}") })
}

/// A day of the calendar, written as in "2026-03-31".
pub(super) fn calendar_day(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let day = Date {
        year: parts.next()?.parse().ok()?,
        month: parts.next()?.parse().ok()?,
        day: parts.next()?.parse().ok()?,
    };
    let exists = (1..=9999).contains(&day.year) && Date::from_days(day.days()) == day;
    (exists && parts.next().is_none()).then_some(day)
}
