//! Rows of another source (a sheet, a table of a dump) written down as a table of their own, so that all that follows reads one
//! kind of table, and memory does not grow with the source.

use std::{cell::Cell, fs::File, path::Path, rc::Rc};

use super::{FileError, Header, Table};

/// All that is written down of one file may have so many bytes.
const MOST_BYTES: u64 = 4 * 1024 * 1024 * 1024;
/// From here on the proportion counts; tests need no large files.
const UNSUSPICIOUS: u64 = if cfg!(test) { 1024 * 1024 } else { 128 * 1024 * 1024 };
/// Of no honest file more is made than so many times itself.
const MOST_TIMES: u64 = 250;

/// What may still be written down of a file: its tables share it.
#[derive(Clone)]
pub(super) struct Room {
    bytes: u64,
    most: u64,
    left: Rc<Cell<u64>>,
}

impl Room {
    /// The room of a file that nothing was read of.
    pub fn of(path: &Path) -> Result<Self, FileError> {
        let bytes = std::fs::metadata(path)?.len();
        let most = bytes.saturating_mul(MOST_TIMES).clamp(UNSUSPICIOUS, MOST_BYTES);
        Ok(Self { bytes, most, left: Rc::new(Cell::new(most)) })
    }

    fn take(&self, bytes: usize) -> Result<(), FileError> {
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let left = self.left.get().checked_sub(bytes);
        self.left.set(left.ok_or(FileError::Unfolds { bytes: self.bytes, most: self.most })?);
        Ok(())
    }
}

/// A table that is being written down.
pub(super) struct Spool {
    writer: csv::Writer<File>,
    columns: Vec<String>,
    record: csv::ByteRecord,
    room: Room,
    /// How many rows it has.
    pub rows: u64,
}

impl Spool {
    /// A new table with these columns, in a temporary file that vanishes with its handle.
    pub fn new(columns: Vec<String>, room: Room) -> Result<Self, FileError> {
        Ok(Self {
            writer: csv::WriterBuilder::new().flexible(true).from_writer(tempfile::tempfile()?),
            columns,
            record: csv::ByteRecord::new(),
            room,
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
        // Each cell ends with a comma.
        self.room.take(self.record.as_slice().len().saturating_add(self.record.len()))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f51_cells_that_take_little_room_when_folded_do_not_fill_the_disk() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut spool = Spool::new(vec!["a".to_owned()], Room::of(file.path()).unwrap()).unwrap();
        let cell = "long ".repeat(4_000);
        let refused = (1..=100).find_map(|line| spool.add(line, std::iter::once(cell.as_str())).err()).unwrap();
        assert!(matches!(refused, FileError::Unfolds { .. }), "{refused}");
    }
}
