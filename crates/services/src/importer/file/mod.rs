//! A file as a table of text: encoding, delimiter, header and rows with their lines, read one row at a time.
//!
//! Not here: what a column means (platform). Invariants: memory does not grow with the file; every row knows its line; a
//! cell is UTF-8 without control characters.

mod encoding;
mod header;
mod quotes;
mod table;

pub(crate) use header::Header;
pub(crate) use table::{Place, Row, Table};

/// Why a file could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file system refused.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// A workbook of a spreadsheet program.
    #[error("this is a workbook of a spreadsheet program; save it as CSV (UTF-8) and import that")]
    Workbook,
    /// Bytes that are no text.
    #[error("this is no text file; a CSV file is expected")]
    NotText,
    /// A quote without its end.
    #[error("the quote that opens in line {line} is never closed")]
    UnclosedQuote {
        /// Where it opens.
        line: u64,
    },
    /// Nothing but blanks.
    #[error("the file is empty: a line of column names is expected")]
    Empty,
    /// The table broke off.
    #[error("the table cannot be read: {0}")]
    Broken(#[from] csv::Error),
}
