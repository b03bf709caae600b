//! Rows of another source (a sheet, a table of a dump) written down as a table of their own, so that all that follows reads one
//! kind of table, and memory does not grow with the source.

use std::fs::File;

use super::{FileError, Header, Table};

/// A table that is being written down.
pub(super) struct Spool {
    writer: csv::Writer<File>,
    columns: Vec<String>,
    record: csv::ByteRecord,
    /// How many rows it has.
    pub rows: u64,
}

impl Spool {
    /// A new table with these columns, in a temporary file that vanishes with its handle.
    pub fn new(columns: Vec<String>) -> Result<Self, FileError> {
        Ok(Self {
            writer: csv::WriterBuilder::new().flexible(true).from_writer(tempfile::tempfile()?),
            columns,
            record: csv::ByteRecord::new(),
            rows: 0,
        })
    }

    /// For each of its columns the index of the column of the same name among these.
    pub fn order_of(&self, names: &[String]) -> Vec<Option<usize>> {
        let find = |column: &String| names.iter().position(|name| name.eq_ignore_ascii_case(column));
        self.columns.iter().map(find).collect()
    }

    /// Adds a row of the source's line.
    pub fn add<'a>(&mut self, line: u64, cells: impl Iterator<Item = &'a str>) -> Result<(), FileError> {
        self.record.clear();
        self.record.push_field(line.to_string().as_bytes());
        for cell in cells {
            self.record.push_field(cell.as_bytes());
        }
        self.writer.write_byte_record(&self.record)?;
        self.rows += 1;
        Ok(())
    }

    /// The table, ready to be read.
    pub fn finish(self) -> Result<Table, FileError> {
        // The first cell of each row is its line.
        let header = Header::new(std::iter::once("").chain(self.columns.iter().map(String::as_str)));
        let file = self.writer.into_inner().map_err(|error| FileError::Unreadable(error.into_error()))?;
        Table::of_spool(file, header, usize::try_from(self.rows).unwrap_or(usize::MAX))
    }
}
