//! Cells as values: amounts, numbers, days, lists, text, HTML.
//!
//! Pure functions; a cell that cannot be read is an error with a reason for the report, never a guess.

mod html;
mod list;
mod moment;
mod money;
mod number;
mod pairs;
mod parcel;
mod text;

pub(super) use html::{clean_html, descriptions};
pub(super) use list::{any_category_paths, category_paths, split_list};
pub(super) use moment::moment;
pub(super) use money::{amount, sum};
pub(super) use number::{date, date_of_month_first, flag, grams, whole_number};
pub(super) use pairs::{Pair, pairs, split_before};
pub(super) use parcel::{customs_code, millimetres, origin};
pub(super) use text::{clean_line, looks_garbled, ungarbled, unguarded};
