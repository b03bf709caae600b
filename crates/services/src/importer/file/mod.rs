//! A file as tables of text. A CSV is one table; a dump of a database and a workbook are several, which are written down as
//! such first. Encoding, delimiter, header and rows with their lines are found here; rows are read one at a time.
//!
//! Not here: what a column means (platform). Invariants: memory does not grow with the file; every row knows its line; a
//! cell is UTF-8 without control characters.

mod dump;
mod encoding;
mod header;
mod json;
mod quotes;
mod shared;
mod spool;
mod table;
mod tables;
mod workbook;

use std::{fs::File, io::Read as _, path::Path};

pub(crate) use header::Header;
pub(crate) use table::{Place, Row, Table};
pub(crate) use tables::{Grouped, NamedRow, Tables};

/// So much of a file is looked at to see what it is.
const HEAD: u64 = 64 * 1024;

/// What a file turned out to be.
pub(crate) enum Opened {
    /// One table of text.
    Table(Box<Table>),
    /// A dump of a database.
    Dump(Tables),
    /// A workbook.
    Workbook(Tables),
}

/// Opens a file. Of a dump only the tables that `wants` names are read.
pub(crate) fn open(path: &Path, wants: fn(&str) -> bool) -> Result<Opened, FileError> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    if head.starts_with(b"PK\x03\x04") {
        return workbook::read(path).map(Opened::Workbook);
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(FileError::OldWorkbook);
    }
    if json::begins(&head) {
        return json::read(path).map(|table| Opened::Table(Box::new(table)));
    }
    if dump::begins(&head) {
        return dump::read(path, wants).map(Opened::Dump);
    }
    Table::open(path).map(|table| Opened::Table(Box::new(table)))
}

/// Why a file could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file system refused.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// A workbook of the old kind.
    #[error("this is a workbook of the old kind (XLS); save it as XLSX or CSV and import that")]
    OldWorkbook,
    /// A workbook that cannot be read.
    #[error("the workbook cannot be read: {0}")]
    BrokenWorkbook(String),
    /// A workbook that unfolds to more than a machine can take.
    #[error("the workbook unfolds to more than {most} bytes; it is not read")]
    WorkbookTooLarge {
        /// How many it may have.
        most: u64,
    },
    /// A file of which more is made than of any that is honest.
    #[error("the file is {bytes} bytes and unfolds to more than {most}; it is not read")]
    Unfolds {
        /// How large it is.
        bytes: u64,
        /// What may become of it.
        most: u64,
    },
    /// Bytes that are no text.
    #[error("this is no text file; a CSV, XLSX or JSON file or a dump of a MySQL database is expected")]
    NotText,
    /// JSON that is no list of rows.
    #[error("this JSON is no list of objects with texts and numbers: {0}")]
    NoRows(String),
    /// A quote without its end.
    #[error("the quote that opens in line {line} is never closed")]
    UnclosedQuote {
        /// Where it opens.
        line: u64,
    },
    /// A dump without its end.
    #[error("the dump ends in the middle of the statement of line {line}; it was cut off")]
    CutOff {
        /// Where the last row begins.
        line: u64,
    },
    /// Nothing but blanks.
    #[error("the file is empty: a line of column names is expected")]
    Empty,
    /// The table broke off.
    #[error("the table cannot be read: {0}")]
    Broken(#[from] csv::Error),
}
