//! The rows of a table.

use std::{
    fs::File,
    io::{BufRead, BufReader, Seek, SeekFrom},
    path::Path,
    sync::Arc,
};

use super::{FileError, Header, NamedRow, encoding, quotes};

/// A cell may have so many bytes.
const LONGEST_CELL: usize = 512 * 1024;
/// So much of the file is looked at for its delimiter.
const LONGEST_HEADER: u64 = 256 * 1024;

/// Where a row begins: small enough to be kept for every row of a large file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    byte: u64,
    record: u64,
    /// The line, from 1.
    pub line: u64,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Where it begins.
    pub place: Place,
    cells: csv::StringRecord,
}

impl Row {
    /// A row of no file.
    pub fn of(cells: &[String]) -> Self {
        Self { place: Place { byte: 0, record: 0, line: 0 }, cells: cells.iter().map(String::as_str).collect() }
    }

    /// The line in the file.
    pub fn line(&self) -> u64 {
        self.place.line
    }

    /// The cell in a column, without blanks around it; empty where the row is shorter than the header.
    pub fn cell(&self, column: Option<usize>) -> &str {
        let cell = column.and_then(|column| self.cells.get(column)).unwrap_or("");
        cell.trim_matches(|character: char| character.is_whitespace() || character == '\u{FEFF}')
    }

    /// The first column whose cell is too long to be taken.
    pub fn too_long(&self) -> Option<(usize, usize)> {
        self.cells
            .iter()
            .enumerate()
            .find(|(_, cell)| cell.len() > LONGEST_CELL)
            .map(|(index, cell)| (index, cell.len()))
    }

    /// The first cell with content beyond the header's last column.
    pub fn beyond(&self, columns: usize) -> Option<&str> {
        self.cells.iter().skip(columns).find(|cell| !cell.trim().is_empty())
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    fn is_blank(&self, skipped: usize) -> bool {
        self.cells.iter().skip(skipped).all(|cell| cell.trim().is_empty())
    }
}

/// A table in a file.
pub(crate) struct Table {
    reader: csv::Reader<File>,
    start: csv::Position,
    /// Whether each row begins with its line in another source.
    is_spool: bool,
    rows: usize,
    /// The names of the columns.
    pub header: Arc<Header>,
    /// The line of the first byte that was not UTF-8, when the text had to be repaired.
    pub repaired_at: Option<u64>,
    /// Whether the file was UTF-16.
    pub was_utf16: bool,
    /// Whether the last line has no end.
    pub ends_open: bool,
    /// Lines that are left out because of their quotes: their numbers and beginnings.
    pub broken: Vec<(u64, String)>,
}

impl Table {
    /// Opens a file: finds its encoding, its delimiter and its header.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        let opened = encoding::open(path)?;
        let mut file = opened.file;
        let (delimiter, skipped) = sniff(&mut file, opened.start)?;
        let broken = quotes::broken_lines(&mut file, opened.start, delimiter)?;
        if !broken.is_empty() {
            file = quotes::without(&mut file, &broken)?;
        }
        file.seek(SeekFrom::Start(0))?;
        // With a line feed alone as the end of a row the lines are counted right; what is left of CR LF is a blank of the
        // last cell.
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .terminator(csv::Terminator::Any(b'\n'))
            .flexible(true)
            .has_headers(false)
            .from_reader(file);
        let mut start = csv::Position::new();
        start.set_byte(opened.start + skipped).set_line(1 + u64::from(skipped > 0));
        let mut table = Self {
            reader,
            start,
            is_spool: false,
            rows: 0,
            header: Arc::default(),
            repaired_at: opened.repaired_at,
            was_utf16: opened.was_utf16,
            ends_open: opened.ends_open,
            broken: broken.into_iter().map(|broken| (broken.line, broken.text)).collect(),
        };
        table.rewind()?;
        let first = table.next_row()?.ok_or(FileError::Empty)?;
        table.header = Arc::new(Header::new(first.cells.iter()));
        table.start = table.reader.position().clone();
        Ok(table)
    }

    /// A table that was written down from another source, without a line of names.
    pub fn of_spool(mut file: File, header: Header, rows: usize) -> Result<Self, FileError> {
        file.seek(SeekFrom::Start(0))?;
        Ok(Self {
            reader: csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(file),
            start: csv::Position::new(),
            is_spool: true,
            rows,
            header: Arc::new(header),
            repaired_at: None,
            was_utf16: false,
            ends_open: false,
            broken: Vec::new(),
        })
    }

    /// How many rows it has, where that was counted.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Goes back to the first row after the header.
    pub fn rewind(&mut self) -> Result<(), FileError> {
        let start = self.start.clone();
        Ok(self.reader.seek(start)?)
    }

    /// The next row that is not blank.
    pub fn next_row(&mut self) -> Result<Option<Row>, FileError> {
        let mut cells = csv::StringRecord::new();
        while self.reader.read_record(&mut cells)? {
            let place = cells.position().map_or(Place { byte: 0, record: 0, line: 0 }, |position| Place {
                byte: position.byte(),
                record: position.record(),
                line: position.line(),
            });
            let mut row = Row { place, cells };
            if self.is_spool {
                row.place.line = row.cell(Some(0)).parse().unwrap_or(row.place.line);
            }
            if !row.is_blank(usize::from(self.is_spool)) {
                return Ok(Some(row));
            }
            cells = row.cells;
        }
        Ok(None)
    }

    /// The next row that is not blank, under its header.
    pub fn next_named(&mut self) -> Result<Option<NamedRow>, FileError> {
        Ok(self.next_row()?.map(|row| NamedRow::new(Arc::clone(&self.header), row)))
    }

    /// The row that begins at a place.
    pub fn row_at(&mut self, place: Place) -> Result<Option<Row>, FileError> {
        let mut position = csv::Position::new();
        position.set_byte(place.byte).set_line(place.line).set_record(place.record);
        self.reader.seek(position)?;
        self.next_row()
    }
}

/// The delimiter that the header uses, and how many bytes of a `sep=;` line come before it.
fn sniff(file: &mut File, start: u64) -> Result<(u8, u64), FileError> {
    file.seek(SeekFrom::Start(start))?;
    let mut reader = BufReader::new(std::io::Read::take(&mut *file, LONGEST_HEADER));
    let mut line = Vec::new();
    let mut is_first = true;
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Err(FileError::Empty);
        }
        let text = line.trim_ascii();
        if let (true, Some([delimiter])) = (is_first, text.strip_prefix(b"sep=")) {
            return Ok((*delimiter, u64::try_from(line.len()).unwrap_or(0)));
        }
        if text.iter().any(|byte| !matches!(byte, b',' | b';' | b'\t' | b'|' | b' ' | b'"')) {
            return Ok((most_frequent(text), 0));
        }
        is_first = false;
    }
}

/// The delimiter that occurs most often outside quotes; a comma where none does.
fn most_frequent(line: &[u8]) -> u8 {
    let count = |delimiter: u8| {
        let mut inside = false;
        line.iter()
            .filter(|byte| {
                inside ^= **byte == b'"';
                !inside && **byte == delimiter
            })
            .count()
    };
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn table(bytes: &[u8]) -> Table {
        let mut source = tempfile::NamedTempFile::new().unwrap();
        source.write_all(bytes).unwrap();
        Table::open(source.path()).unwrap()
    }

    fn rows(table: &mut Table) -> Vec<(u64, Vec<String>)> {
        let mut rows = Vec::new();
        while let Some(row) = table.next_row().unwrap() {
            rows.push((row.line(), row.cells.iter().map(str::to_owned).collect()));
        }
        rows
    }

    #[test]
    fn line_ends_of_every_kind_and_breaks_inside_quotes_keep_the_lines_right() {
        for text in
            ["A,B\n1,x\n2,\"y\ny\"\n3,z", "A,B\r\n1,x\r\n2,\"y\r\ny\"\r\n3,z\r\n", "A,B\r\n1,x\n2,\"y\ny\"\r\n3,z\n"]
        {
            let mut table = table(text.as_bytes());
            let lines: Vec<u64> = rows(&mut table).into_iter().map(|(line, _)| line).collect();
            assert_eq!(lines, [2, 3, 5], "{text:?}");
        }
    }

    #[test]
    fn the_delimiter_is_found_by_the_header() {
        for text in [
            "A,B,C\n1,2,3\n",
            "A;B;\"C,D,E,F\"\n1;2;3\n",
            "A\tB\tC\n1\t2\t3\n",
            "sep=;\nA;B;C\n1;2;3\n",
            "\n \nA;B;C\n1;2;3\n",
        ] {
            let mut table = table(text.as_bytes());
            assert_eq!(table.header.len(), 3);
            assert_eq!(rows(&mut table).len(), 1);
        }
    }

    #[test]
    fn rows_shorter_than_the_header_have_empty_cells() {
        let mut table = table(b"A,B,C\n1\n");
        let row = table.next_row().unwrap().unwrap();
        assert_eq!((row.cell(Some(0)), row.cell(Some(2)), row.cell(None)), ("1", "", ""));
    }

    #[test]
    fn a_row_is_found_again_by_its_place() {
        let mut table = table("\u{FEFF}A,B\r\n1,\"a\nb\"\r\n2,c\r\n3,d\r\n".as_bytes());
        let mut places = Vec::new();
        while let Some(row) = table.next_row().unwrap() {
            places.push((row.place, row.cell(Some(0)).to_owned()));
        }
        for (place, first) in places.iter().rev() {
            let row = table.row_at(*place).unwrap().unwrap();
            assert_eq!((row.cell(Some(0)), row.line()), (first.as_str(), place.line));
        }
    }

    #[test]
    fn a_row_of_nothing_but_delimiters_is_no_row() {
        assert_eq!(rows(&mut table(b"A,B\n,\n1,2\n\n , \n")).len(), 1);
    }
}
