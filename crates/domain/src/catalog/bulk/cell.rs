//! What somebody types or pastes into a cell, and what a cell shows.

use super::{Field, Held};
use crate::{
    catalog::{
        check_barcode,
        limit::{MOST_BRAND, MOST_PRICE, MOST_STOCK, MOST_TAGS, MOST_TITLE, MOST_WEIGHT},
    },
    kernel::{Currency, Money, Sku},
};

/// Why a cell cannot hold what was typed; the words say what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CellError(pub String);

fn refuse<T>(words: impl Into<String>) -> Result<T, CellError> {
    Err(CellError(words.into()))
}

/// Reads what was typed into the one spelling of the field's values.
///
/// # Errors
/// Text that cannot be read, or a value out of range.
pub fn read_cell(field: Field, typed: &str, currency: Currency) -> Result<String, CellError> {
    let typed = typed.trim();
    match field {
        Field::Title if typed.is_empty() => refuse("Give the product a name."),
        Field::Title => text(typed, MOST_TITLE),
        Field::Brand => text(typed, MOST_BRAND),
        Field::Tags => text(typed, MOST_TAGS),
        Field::TaxClass | Field::Categories => Ok(typed.to_owned()),
        Field::Attribute => refuse("Attributes are changed in the product or by a rule."),
        Field::Sku => match Sku::parse(typed) {
            Ok(sku) => Ok(sku.as_str().to_owned()),
            Err(error) => refuse(format!("This cannot be a SKU: {error}.")),
        },
        Field::Published => published(typed),
        Field::Price => amount(typed, currency, "Write the price like 24.00."),
        Field::CompareAt | Field::Cost if typed.is_empty() => Ok(String::new()),
        Field::CompareAt | Field::Cost => amount(typed, currency, "Write an amount like 24.00, or leave it empty."),
        Field::OnHand => number(typed, MOST_STOCK, "Write a whole number from 0 up."),
        Field::Weight if typed.is_empty() => Ok("0".to_owned()),
        Field::Weight => number(typed, MOST_WEIGHT, "Write whole grams, or leave it empty."),
        Field::Barcode if typed.is_empty() => Ok(String::new()),
        Field::Barcode => match check_barcode(typed) {
            Ok(()) => Ok(typed.to_owned()),
            Err(error) => refuse(format!("Look at the barcode again: {error}.")),
        },
    }
}

fn text(typed: &str, most: usize) -> Result<String, CellError> {
    let length = typed.chars().count();
    if length > most { refuse(format!("This has {length} characters; {most} fit.")) } else { Ok(typed.to_owned()) }
}

fn published(typed: &str) -> Result<String, CellError> {
    match typed.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "published" | "active" => Ok("1".to_owned()),
        "no" | "n" | "false" | "0" | "hidden" | "draft" | "" => Ok("0".to_owned()),
        _ => refuse("Write yes or no."),
    }
}

/// Signs of currencies and blanks that spreadsheets put beside an amount are left out.
fn amount(typed: &str, currency: Currency, help: &str) -> Result<String, CellError> {
    let sign = |letter: char| letter.is_whitespace() || "€$£¥".contains(letter);
    let bare = typed.trim_matches(sign).trim_start_matches(currency.code()).trim_end_matches(currency.code());
    let bare = bare.trim_matches(sign);
    // "1,234.50" and "1.234,50": only the last of them stands before the decimals.
    let bare = match bare.rsplit_once(['.', ',']) {
        Some((whole, decimals)) => format!("{}.{decimals}", whole.replace(['.', ','], "")),
        None => bare.to_owned(),
    };
    match Money::parse_decimal(&bare, currency) {
        Ok(money) if (0..=MOST_PRICE).contains(&money.minor) => Ok(money.minor.to_string()),
        Ok(_) => refuse("An amount is 0 or more, and not that high."),
        Err(_) => refuse(help),
    }
}

fn number(typed: &str, most: i64, help: &str) -> Result<String, CellError> {
    match typed.parse::<i64>() {
        Ok(number) if (0..=most).contains(&number) => Ok(number.to_string()),
        _ => refuse(help),
    }
}

/// What a cell shows of a value: "24.00", "yes".
#[must_use]
pub fn show_cell(field: Field, value: &str, currency: Currency) -> String {
    match field {
        Field::Price | Field::CompareAt | Field::Cost => {
            value.parse().map_or_else(|_| value.to_owned(), |minor| Money::new(minor, currency).decimal())
        }
        Field::Published => if value == "1" { "yes" } else { "no" }.to_owned(),
        Field::Weight if value == "0" => String::new(),
        Field::Attribute => Held::read(value).map(|held| held.words()).unwrap_or_default(),
        _ => value.to_owned(),
    }
}

/// What is wrong between the values of one variant, by field: `value` gives each value as it will stand.
#[must_use]
pub fn check_row(value: impl Fn(Field) -> String) -> Vec<(Field, CellError)> {
    let minor = |field| value(field).parse::<i64>().ok();
    match minor(Field::Price).zip(minor(Field::CompareAt)) {
        Some((price, former)) if former <= price => {
            let words = "The former price must be higher than the price; leave it empty otherwise.";
            vec![(Field::CompareAt, CellError(words.to_owned()))]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(field: Field, typed: &str) -> Option<String> {
        read_cell(field, typed, Currency::EUR).ok()
    }

    #[test]
    fn cells_are_read_as_people_and_spreadsheets_write_them() {
        let table = [
            (Field::Price, "24", Some("2400")),
            (Field::Price, " 24,50 ", Some("2450")),
            (Field::Price, "€24.50", Some("2450")),
            (Field::Price, "24.50 EUR", Some("2450")),
            (Field::Price, "1,234.50", Some("123450")),
            (Field::Price, "1.234,50 €", Some("123450")),
            (Field::Price, "1,234", None),
            (Field::Price, "24.505", None),
            (Field::Price, "", None),
            (Field::Price, "-1", None),
            (Field::Price, "1e9", None),
            (Field::CompareAt, "", Some("")),
            (Field::Cost, "free", None),
            (Field::OnHand, "12", Some("12")),
            (Field::OnHand, "12.5", None),
            (Field::OnHand, "-1", None),
            (Field::Weight, "", Some("0")),
            (Field::Published, "TRUE", Some("1")),
            (Field::Published, "no", Some("0")),
            (Field::Published, "perhaps", None),
            (Field::Sku, "  MUG-1 ", Some("MUG-1")),
            (Field::Sku, "", None),
            (Field::Title, "  ", None),
            (Field::Barcode, "4006381333931", Some("4006381333931")),
            (Field::Barcode, "4006381333932", None),
            (Field::Brand, "", Some("")),
        ];
        for (field, typed, expected) in table {
            assert_eq!(read(field, typed).as_deref(), expected, "{field:?} {typed:?}");
        }
        assert_eq!(read(Field::Title, &"x".repeat(201)), None);
    }

    #[test]
    fn what_a_cell_shows_is_read_again_as_the_same_value() {
        for (field, value) in [(Field::Price, "2450"), (Field::Cost, ""), (Field::Published, "1"), (Field::Weight, "0")]
        {
            let shown = show_cell(field, value, Currency::EUR);
            assert_eq!(read(field, &shown).as_deref(), Some(value), "{field:?} {shown}");
        }
    }

    #[test]
    fn a_former_price_must_be_higher_than_the_price() {
        let row = |price: &'static str, former: &'static str| {
            check_row(move |field| if field == Field::Price { price } else { former }.to_owned())
        };
        assert!(row("2400", "").is_empty());
        assert!(row("2400", "2900").is_empty());
        assert_eq!(row("2400", "2400")[0].0, Field::CompareAt);
    }
}
