//! What a manager types in.

mod calendar;
mod method;
mod zone;

pub use calendar::CalendarForm;
pub use method::{MethodForm, TierForm};
pub use zone::ZoneForm;

/// The fields that cannot stay, each with what to do.
#[derive(Default)]
struct Wrong(Vec<(String, String)>);

impl Wrong {
    fn refuse(&mut self, field: &str, words: &str) {
        self.0.push((field.to_owned(), words.to_owned()));
    }

    /// The value; a field without one is refused.
    fn wants<T>(&mut self, field: &str, words: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.refuse(field, words);
        }
        value
    }
}

/// A name that is no longer than a line.
fn name(text: &str) -> Option<String> {
    let text = text.trim();
    let is_line = !text.is_empty() && text.chars().count() <= 80 && !text.chars().any(char::is_control);
    is_line.then(|| text.to_owned())
}

/// A whole number within bounds.
fn number(text: &str, least: i64, most: i64) -> Option<i64> {
    text.trim().parse().ok().filter(|number| (least..=most).contains(number))
}

/// "2.5" with three places is 2500.
fn scaled(text: &str, places: usize, most: i64) -> Option<i64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if text.is_empty() || !is_number(whole) || !is_number(fraction) || fraction.len() > places {
        return None;
    }
    format!("{whole}{fraction:0<places$}").parse().ok().filter(|number| *number <= most)
}

/// Kilograms as they were typed, in grams; nothing weighs nothing.
#[must_use]
pub fn grams(text: &str) -> Option<i64> {
    if text.trim().is_empty() { Some(0) } else { scaled(text, 3, 100_000_000) }
}

/// The inverse of [`scaled`], without zeros at the end.
fn unscaled(number: i64, places: u32) -> String {
    let unit = 10_i64.saturating_pow(places).max(1);
    let (whole, rest) = (number / unit, number % unit);
    let fraction = format!("{rest:0width$}", width = places as usize);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { whole.to_string() } else { format!("{whole}.{fraction}") }
}

#[cfg(test)]
mod tests;
