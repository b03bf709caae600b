//! From rows to values: what several of the catalogue's statements have in common.

use domain::{
    catalog::{Contact, view::Picture},
    kernel::{Currency, ImageId},
    media::Focus,
};
use sqlx::{Row as _, any::AnyRow};

use crate::db::DatabaseError;

/// Between the fields of a packed record.
const FIELD: char = '\u{1f}';
/// Between packed records.
const RECORD: char = '\u{1e}';

/// The records of a packed text.
pub(super) fn records(packed: Option<&str>) -> impl Iterator<Item = &str> {
    packed.into_iter().flat_map(|packed| packed.split(RECORD)).filter(|record| !record.is_empty())
}

/// The fields of a packed record.
pub(super) fn fields(record: &str) -> impl Iterator<Item = &str> {
    record.split(FIELD)
}

/// A picture from a packed record; `None` when it is not one.
pub(super) fn packed_picture(record: &str) -> Option<Picture> {
    let mut fields = fields(record);
    Some(Picture {
        id: ImageId(fields.next()?.parse().ok()?),
        hash: fields.next()?.to_owned(),
        width: fields.next()?.parse().ok()?,
        height: fields.next()?.parse().ok()?,
        widths: widths(fields.next()?),
        placeholder: fields.next()?.to_owned(),
        alternative_text: fields.next()?.to_owned(),
        focus: Focus::parse(fields.next().unwrap_or_default()),
    })
}

/// The widths of a picture's files: JSON of numbers, or numbers with commas between.
pub(crate) fn widths(text: &str) -> Vec<u32> {
    let numbers = text.trim_matches(['[', ']']).split(',');
    numbers.filter_map(|number| number.trim().parse().ok()).collect()
}

/// A picture from the six columns that begin at `first`: id, hash, width, height, widths, placeholder. Its focus lies elsewhere.
pub(super) fn picture(row: &AnyRow, first: usize, alternative_text: String) -> Result<Picture, DatabaseError> {
    Ok(Picture {
        id: ImageId(row.try_get(first)?),
        hash: row.try_get(first + 1)?,
        width: pixels(row.try_get(first + 2)?),
        height: pixels(row.try_get(first + 3)?),
        widths: widths(row.try_get::<&str, _>(first + 4)?),
        placeholder: row.try_get(first + 5)?,
        alternative_text,
        focus: Focus::default(),
    })
}

/// Somebody who can be written to, from the three columns that begin at `first`.
pub(super) fn contact(row: &AnyRow, first: usize) -> Result<Contact, DatabaseError> {
    Ok(Contact { name: row.try_get(first)?, address: row.try_get(first + 1)?, email: row.try_get(first + 2)? })
}

fn pixels(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// A currency that the program wrote.
pub(crate) fn currency(code: &str) -> Result<Currency, DatabaseError> {
    Currency::parse(code).map_err(|_| DatabaseError::Corrupt { what: "currency", value: code.to_owned() })
}

/// JSON that the program wrote.
pub(crate) fn json<T: serde::de::DeserializeOwned>(what: &'static str, text: &str) -> Result<T, DatabaseError> {
    serde_json::from_str(text).map_err(|_| DatabaseError::Corrupt { what, value: text.to_owned() })
}
