//! Moving out, or out and in again: lists of the admin as files that people and programs read.
//!
//! A list is a [`Sheet`]: column names, and rows that come part by part while they are read. What it is written as is `format`.
//!
//! Not here: reading such a file (importer). Invariants: a file of products that is imported again changes nothing; memory does not
//! grow with the list; no cell is taken for a formula by a spreadsheet program.

pub mod column;
mod error;
pub mod format;
mod guard;
mod labels;
mod layout;
mod orders;
mod people;
mod products;
pub mod sql;

use domain::kernel::Timestamp;
use futures::stream::BoxStream;

pub(crate) use self::guard::kept;
pub use self::{
    error::ExportError,
    format::{Format, zipped},
    guard::unguarded,
    labels::labels,
    orders::orders,
    people::customers,
    products::{current, listed, products},
};
use crate::db::DatabaseError;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Amounts and numbers of things: a spreadsheet program may calculate with them.
    Number,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// The cells of a row, in the order of the columns; empty where there is nothing to say.
pub type Cells = Vec<String>;

/// Rows, part by part.
pub type Rows = BoxStream<'static, Result<Vec<Cells>, DatabaseError>>;

/// A list on its way out.
pub struct Sheet {
    /// What it is a list of: the beginning of a file's name.
    pub name: &'static str,
    /// The columns.
    pub header: Vec<Heading>,
    /// The rows.
    pub rows: Rows,
}

impl Heading {
    fn text(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: Kind::Text }
    }

    fn number(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: Kind::Number }
    }
}

/// "2026-11-25", UTC.
fn day(at: Timestamp) -> String {
    let date = at.date();
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// "2026-11-25 12:00", UTC.
fn moment(at: Timestamp) -> String {
    let (hour, minute) = at.hour_and_minute();
    format!("{} {hour:02}:{minute:02}", day(at))
}
