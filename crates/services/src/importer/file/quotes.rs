//! Looks through the quotes of a table before it is read, so that one that is never closed does not swallow the rows behind it.
//!
//! A quoted cell may hold breaks. When it ends in the middle of a text, or not at all, and what stands on the next line is a row
//! of its own, then it is the line of the quote that is broken: it alone is left out, and told. A table that ends within a cell
//! was cut off, and is refused as a whole.

use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom, Write},
};

use super::FileError;

/// No quoted cell may be longer.
const LONGEST: u64 = 8 * 1024 * 1024;
/// A file with more broken lines is no table.
const MOST_BROKEN: usize = 1_000;
/// So much of a broken line is told.
const TOLD: usize = 200;
const PIECE: usize = 64 * 1024;

/// A line that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BrokenLine {
    /// The line, from 1.
    pub line: u64,
    /// Where it begins.
    start: u64,
    /// Where the next one begins.
    end: u64,
    /// Its beginning.
    pub text: String,
}

/// What follows the quote of a cell of which one part was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    CellStart,
    Plain,
    Quoted,
    /// Behind a quote inside of a quoted cell: its end, or half of a doubled quote.
    AfterQuote,
}

/// Where the reading is.
#[derive(Clone, Copy, Debug)]
struct State {
    place: Place,
    at: u64,
    line: u64,
    line_start: u64,
    /// Cells of the present row so far.
    cells: usize,
    opened: Opened,
}

/// The quote that is open, or was last.
#[derive(Clone, Copy, Debug, Default)]
struct Opened {
    at: u64,
    line: u64,
    line_start: u64,
    /// Where the line behind that of the quote begins, when the cell goes on there.
    next_line: Option<u64>,
}

impl State {
    fn at(start: u64, line: u64) -> Self {
        let opened = Opened::default();
        Self { place: Place::CellStart, at: start, line, line_start: start, cells: 1, opened }
    }

    /// Takes a byte; `false` when the quoted cell before it has no proper end.
    fn take(&mut self, byte: u8, delimiter: u8) -> bool {
        let is_proper = match (self.place, byte) {
            (Place::CellStart, b'"') => {
                self.opened = Opened { at: self.at, line: self.line, line_start: self.line_start, next_line: None };
                self.place = Place::Quoted;
                true
            }
            (Place::Quoted, b'"') => {
                self.place = Place::AfterQuote;
                true
            }
            (Place::AfterQuote, b'"') => {
                self.place = Place::Quoted;
                true
            }
            (Place::Quoted, _) => true,
            (place, byte) => {
                let ends = byte == delimiter || matches!(byte, b'\n' | b'\r');
                if byte == delimiter {
                    self.cells += 1;
                }
                self.place = if byte == delimiter || byte == b'\n' { Place::CellStart } else { Place::Plain };
                place != Place::AfterQuote || ends || self.opened.next_line.is_none()
            }
        };
        self.at += 1;
        if byte == b'\n' {
            self.line += 1;
            self.line_start = self.at;
            if self.place == Place::Quoted {
                self.opened.next_line.get_or_insert(self.at);
            }
        }
        is_proper && (self.place != Place::Quoted || self.at - self.opened.at <= LONGEST)
    }
}

/// The lines that are broken.
///
/// # Errors
/// A table that ends within a quoted cell, or with so many broken lines that it is none.
pub(super) fn broken_lines(file: &mut File, start: u64, delimiter: u8) -> Result<Vec<BrokenLine>, FileError> {
    let mut broken = Vec::new();
    let columns = record(file, start, delimiter)?.unwrap_or(0);
    let mut state = State::at(start, 1);
    while let Some(opened) = next_broken(file, &mut state, delimiter)? {
        let row_behind = match opened.next_line {
            Some(next) => record(file, next, delimiter)?.filter(|cells| is_row(*cells, columns)).map(|_| next),
            None => None,
        };
        let refused = FileError::UnclosedQuote { line: opened.line };
        let Some(next) = row_behind else {
            if state.place == Place::Quoted {
                return Err(refused);
            }
            // Not a row that was swallowed: the cell is read as it stands.
            continue;
        };
        if broken.len() >= MOST_BROKEN {
            return Err(refused);
        }
        let text = beginning(file, opened.line_start, next)?;
        broken.push(BrokenLine { line: opened.line, start: opened.line_start, end: next, text });
        state = State::at(next, opened.line + 1);
    }
    Ok(broken)
}

/// Goes on to the next quoted cell without a proper end; nothing at the end of the file.
fn next_broken(file: &mut File, state: &mut State, delimiter: u8) -> Result<Option<Opened>, FileError> {
    file.seek(SeekFrom::Start(state.at))?;
    let mut buffer = vec![0; PIECE];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok((state.place == Place::Quoted).then_some(state.opened));
        }
        for byte in buffer.get(..count).unwrap_or_default() {
            if !state.take(*byte, delimiter) {
                return Ok(Some(state.opened));
            }
        }
    }
}

/// How many cells the row has that begins here; nothing when it has no end. A row that is broken itself has those of its line.
fn record(file: &mut File, start: u64, delimiter: u8) -> Result<Option<usize>, FileError> {
    file.seek(SeekFrom::Start(start))?;
    let mut state = State::at(start, 1);
    let mut is_blank = true;
    let mut of_line = 1;
    for byte in BufReader::new(&mut *file).take(LONGEST).bytes() {
        let byte = byte?;
        let cells = state.cells;
        of_line += usize::from(byte == delimiter && state.line == 1);
        if !state.take(byte, delimiter) {
            return Ok(Some(of_line));
        }
        is_blank &= matches!(byte, b'\r' | b'\n' | b' ') || byte == delimiter;
        if byte == b'\n' && state.place == Place::CellStart {
            if !is_blank {
                return Ok(Some(cells));
            }
            state.cells = 1;
        }
    }
    Ok((state.place != Place::Quoted && !is_blank).then_some(state.cells))
}

/// Whether so many cells are a row of the table: programs leave out those that are empty at its end.
fn is_row(cells: usize, columns: usize) -> bool {
    let least = if columns > 5 { columns.div_ceil(2) } else { columns };
    cells >= 2 && (least..=columns).contains(&cells)
}

fn beginning(file: &mut File, start: u64, end: u64) -> Result<String, FileError> {
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    (&mut *file).take(end.saturating_sub(start).min(TOLD as u64)).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

/// A copy of the file in which the broken lines are blank, so that all others keep their numbers.
pub(super) fn without(file: &mut File, broken: &[BrokenLine]) -> Result<File, FileError> {
    let mut copy = tempfile::tempfile()?;
    file.seek(SeekFrom::Start(0))?;
    let mut at = 0;
    for line in broken {
        std::io::copy(&mut (&mut *file).take(line.start - at), &mut copy)?;
        // The break at the end stays.
        std::io::copy(&mut std::io::repeat(b' ').take((line.end - line.start).saturating_sub(1)), &mut copy)?;
        copy.write_all(b"\n")?;
        at = file.seek(SeekFrom::Start(line.end))?;
    }
    std::io::copy(file, &mut copy)?;
    Ok(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str) -> Result<Vec<u64>, FileError> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        Ok(broken_lines(&mut file, 0, b',')?.iter().map(|line| line.line).collect())
    }

    #[test]
    fn f51_a_table_that_ends_within_a_cell_was_cut_off_and_is_refused_with_the_line() {
        for text in ["a,b\n1,\"x\n2;y\n", "a,b,c\n1,\"<p>one\ntwo, three", "a,b\n1,\"x"] {
            assert!(matches!(broken(text), Err(FileError::UnclosedQuote { line: 2 })), "{text:?}");
        }
    }

    #[test]
    fn quotes_inside_cells_are_no_fault() {
        for text in [
            "a,\"b \"\"c\"\" d\"\n",
            "a,5\" pipe,b\n",
            "\"a\nb\",\"\"\n",
            "\"\",\"\"\"\"\n",
            "a,b\n\"x\ny\",\"z\"\r\n",
            "a,b,c\n1,\"<p>one\nsay \"hi\" there</p>\",2\n",
        ] {
            assert_eq!(broken(text).unwrap(), [0_u64; 0], "{text:?}");
        }
    }

    #[test]
    fn f51_a_quote_that_swallows_the_next_row_breaks_its_own_line_alone() {
        for (text, lines) in [
            ("a,b,c\n1,\"x,2\n3,y,4\n5,z,6\n", vec![2]),
            ("a,b,c\n1,\"x,2\n3,\"y\",4\n5,\"z\n\",6\n", vec![2]),
            ("a,b,c\n1,x,2\n3,\"y,4\n5,\"z,6\n7,\"q\",8\n", vec![3, 4]),
        ] {
            assert_eq!(broken(text).unwrap(), lines, "{text:?}");
        }
    }

    #[test]
    fn the_other_lines_keep_their_numbers() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"a,b\n1,\"x\n2,y\n").unwrap();
        let lines = broken_lines(&mut file, 0, b',').unwrap();
        let mut copy = without(&mut file, &lines).unwrap();
        copy.seek(SeekFrom::Start(0)).unwrap();
        let mut text = String::new();
        copy.read_to_string(&mut text).unwrap();
        assert_eq!(text, "a,b\n    \n2,y\n");
    }
}
