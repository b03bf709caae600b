//! Amounts of money as people and programs write them.

use domain::kernel::{Currency, Money};

/// The highest price of the shop, in minor units.
const MOST: i64 = 10_000_000_000;

/// An amount that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    /// The amount.
    pub money: Money,
    /// Whether the cell had more decimals than the currency.
    pub rounded: bool,
}

/// Reads "12.50", "12,50", "1.234,56", "1,234.56", ".5", "34000.0", "€ 12". A blank cell is `None`.
///
/// "1.234" is refused: it may be a thousand or one and a bit.
pub(crate) fn amount(cell: &str, currency: Currency) -> Result<Option<Amount>, String> {
    let digits = without_currency(cell, currency);
    if digits.is_empty() {
        return Ok(None);
    }
    if digits.starts_with(['-', '−']) {
        return Err("is negative".to_owned());
    }
    let (whole, fraction) = parts(&digits, currency)?;
    let exponent = currency.exponent() as usize;
    let significant = fraction.trim_end_matches('0');
    let rounded = significant.len() > exponent;
    let kept: String = fraction.chars().chain("000".chars()).take(exponent).collect();
    let round_up = rounded && fraction.as_bytes().get(exponent).is_some_and(|digit| *digit >= b'5');
    let minor: i64 = format!("0{whole}{kept}").parse().map_err(|_| "is too large".to_owned())?;
    let minor = minor.checked_add(i64::from(round_up)).filter(|minor| *minor <= MOST).ok_or("is too large")?;
    Ok(Some(Amount { money: Money::new(minor, currency), rounded }))
}

/// An amount of an old order in minor units of its currency: it may be negative, has a point or comma before its decimals, and
/// is multiplied by the rate of that day. A blank cell is zero.
pub(crate) fn sum(cell: &str, rate: &str, currency: Currency) -> Result<i64, String> {
    let digits = without_currency(cell, currency);
    if digits.is_empty() {
        return Ok(0);
    }
    let wrong = || "is no amount".to_owned();
    let (sign, bare) = digits.strip_prefix(['-', '−']).map_or((1, digits.as_str()), |bare| (-1, bare));
    let scaled = |text: &str| -> Option<i128> {
        let (whole, fraction) = parts_of_sum(text)?;
        let fraction: String = fraction.chars().chain(std::iter::repeat('0')).take(SCALE as usize).collect();
        format!("0{whole}{fraction}").parse().ok()
    };
    let amount = scaled(bare).ok_or_else(wrong)?;
    let rate = if rate.is_empty() { 10_i128.pow(SCALE) } else { scaled(rate).ok_or_else(wrong)? };
    let divisor = 10_i128.pow(2 * SCALE - currency.exponent());
    let product = amount.checked_mul(rate).ok_or("is too large")?;
    let minor = i64::try_from((product + divisor / 2) / divisor).map_err(|_| "is too large".to_owned())?;
    Ok(sign * minor)
}

/// So many decimals of a sum and of a rate are kept.
const SCALE: u32 = 8;

/// What is before and after the last separator; the ones before it part thousands.
fn parts_of_sum(text: &str) -> Option<(String, String)> {
    if !text.chars().all(|character| character.is_ascii_digit() || matches!(character, '.' | ',')) {
        return None;
    }
    let (before, after) = match text.rfind(['.', ',']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?),
        None => (text, ""),
    };
    (!before.is_empty() || !after.is_empty()).then(|| (plain(before), after.to_owned()))
}

/// The cell without blanks, apostrophes between thousands, and the currency's own sign or code.
fn without_currency(cell: &str, currency: Currency) -> String {
    let sign = match currency.code() {
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "USD" | "AUD" | "CAD" | "NZD" => "$",
        other => other,
    };
    let bare = cell.replace(currency.code(), "").replace(sign, "");
    bare.chars().filter(|character| !character.is_whitespace() && !matches!(character, '\'' | '’')).collect()
}

/// What is before and after the decimal separator.
fn parts(digits: &str, currency: Currency) -> Result<(String, String), String> {
    if !digits.chars().all(|character| character.is_ascii_digit() || matches!(character, '.' | ',')) {
        return Err("is no amount".to_owned());
    }
    let separators: Vec<(usize, char)> =
        digits.char_indices().filter(|(_, character)| !character.is_ascii_digit()).collect();
    let Some((last_at, last)) = separators.last().copied() else { return Ok((digits.to_owned(), String::new())) };
    let repeated = separators.iter().filter(|(_, character)| *character == last).count() > 1;
    let mixed = separators.iter().any(|(_, character)| *character != last);
    let (before, after) = (digits.get(..last_at).unwrap_or(""), digits.get(last_at + 1..).unwrap_or(""));
    let groups_of_three = || {
        let mut groups = before.split(['.', ',']);
        groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
    };
    if repeated {
        // "1.234.567": the separator is one of thousands.
        let grouped = !mixed && groups_of_three() && after.len() == 3;
        return if grouped { Ok((plain(digits), String::new())) } else { Err("is no amount".to_owned()) };
    }
    if mixed {
        return if groups_of_three() { Ok((plain(before), after.to_owned())) } else { Err("is no amount".to_owned()) };
    }
    let could_be_thousands = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
    if could_be_thousands && currency.exponent() != 3 {
        return Err("may mean thousands or decimals; write it with two decimals".to_owned());
    }
    if before.is_empty() && after.is_empty() {
        return Err("is no amount".to_owned());
    }
    Ok((before.to_owned(), after.to_owned()))
}

fn plain(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Result<Option<i64>, String> {
        amount(cell, Currency::EUR).map(|read| read.map(|amount| amount.money.minor))
    }

    #[test]
    fn f51_amounts_are_read_in_every_way_of_writing_them() {
        for (cell, minor) in [
            ("50", 5_000),
            ("42.99", 4_299),
            ("12,50", 1_250),
            (".5", 50),
            ("0", 0),
            ("34000.0", 3_400_000),
            ("10.0000", 1_000),
            ("1.234,56", 123_456),
            ("1,234.56", 123_456),
            ("1.234.567,80", 123_456_780),
            ("1.234.567", 123_456_700),
            ("€ 1 234,5", 123_450),
            ("1'234.50", 123_450),
            ("12.50 EUR", 1_250),
            ("0.995", 100),
            ("16.806723", 1_681),
        ] {
            assert_eq!(read(cell), Ok(Some(minor)), "{cell}");
        }
        assert_eq!(read(""), Ok(None));
    }

    #[test]
    fn f51_what_may_mean_two_amounts_is_refused_and_never_guessed() {
        for cell in ["1.234", "1,234", "-5", "abc", "12.5.0", "1.23,456,7", "$5", "1e3", "."] {
            assert!(read(cell).is_err(), "{cell}");
        }
        for cell in ["99999999999999999999", "100000001"] {
            assert_eq!(read(cell), Err("is too large".to_owned()));
        }
    }

    #[test]
    fn more_decimals_than_the_currency_has_are_rounded_and_told() {
        assert!(amount("16.806723", Currency::EUR).unwrap().unwrap().rounded);
        assert!(!amount("10.5000", Currency::EUR).unwrap().unwrap().rounded);
        let yen = Currency::parse("JPY").unwrap();
        assert_eq!(amount("1200.00", yen).unwrap().unwrap(), Amount { money: Money::new(1_200, yen), rounded: false });
    }

    #[test]
    fn sums_of_old_orders_may_be_negative_and_are_changed_by_their_rate() {
        for (cell, rate, minor) in [
            ("", "", 0),
            ("-10.0000", "1.00000000", -1_000),
            ("100.0000", "0.78460002", 7_846),
            ("1,234.50", "", 123_450),
            ("12,5", "", 1_250),
            ("0.005", "", 1),
        ] {
            assert_eq!(sum(cell, rate, Currency::EUR), Ok(minor), "{cell}");
        }
        assert_eq!(sum("1990", "", Currency::parse("CLP").unwrap()), Ok(1_990));
        for cell in ["ten", "1e3", ".", "99999999999999999999999999999999999"] {
            assert!(sum(cell, "", Currency::EUR).is_err(), "{cell}");
        }
    }
}
