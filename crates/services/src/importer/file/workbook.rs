//! A workbook of a spreadsheet program (XLSX): each sheet becomes a table, its first row that is not blank the names of its
//! columns.
//!
//! Invariants: what a workbook unfolds to is measured before anything of it is read; memory does not grow with a sheet.

use std::{fs::File, io::BufReader, path::Path};

use calamine::{Cell, DataRef, ExcelDateTime, Xlsx, XlsxError};

use super::{
    FileError, Tables, shared,
    spool::{Room, Spool},
};

/// A workbook may unfold to so many bytes.
const MOST_BYTES: u64 = 1024 * 1024 * 1024;
/// A sheet may have so many columns.
const MOST_COLUMNS: usize = 16_384;

/// Reads all sheets.
pub(super) fn read(path: &Path) -> Result<Tables, FileError> {
    measure(path)?;
    let room = Room::of(path)?;
    let mut workbook: Xlsx<BufReader<File>> = calamine::open_workbook(path).map_err(broken)?;
    let names = calamine::Reader::sheet_names(&workbook);
    let mut tables = Tables::default();
    for name in names {
        let mut sheet = Sheet::new(room.clone());
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(broken)?;
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            sheet.take(&cell)?;
        }
        sheet.end_row()?;
        if let Some(spool) = sheet.spool {
            tables.insert(&name, spool.finish()?);
        }
    }
    Ok(tables)
}

/// Unfolds the whole archive to nowhere, since what it says of its size may be a lie, and so may what it says of its texts.
fn measure(path: &Path) -> Result<(), FileError> {
    let mut archive = zip::ZipArchive::new(BufReader::new(File::open(path)?))
        .map_err(|error| FileError::BrokenWorkbook(error.to_string()))?;
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| FileError::BrokenWorkbook(error.to_string()))?;
        let is_list = file.name().map_or(true, |name| shared::is_list(&name));
        let mut file = std::io::Read::take(file, left + 1);
        let bytes = if is_list {
            let mut announced = shared::Announced::default();
            let bytes = std::io::copy(&mut file, &mut announced)?;
            announced.check()?;
            bytes
        } else {
            std::io::copy(&mut file, &mut std::io::sink())?
        };
        left = left.checked_sub(bytes).ok_or(FileError::WorkbookTooLarge { most: MOST_BYTES })?;
    }
    Ok(())
}

fn broken(error: XlsxError) -> FileError {
    FileError::BrokenWorkbook(error.to_string())
}

/// A sheet that is being read.
struct Sheet {
    row: u32,
    cells: Vec<String>,
    /// Begun with the names of the columns.
    spool: Option<Spool>,
    room: Room,
}

impl Sheet {
    fn new(room: Room) -> Self {
        Self { row: 0, cells: Vec::new(), spool: None, room }
    }

    fn take(&mut self, cell: &Cell<DataRef<'_>>) -> Result<(), FileError> {
        let (row, column) = cell.get_position();
        if row != self.row {
            self.end_row()?;
            self.row = row;
        }
        let index = usize::try_from(column).unwrap_or(MOST_COLUMNS);
        let text = text(cell.get_value());
        if text.is_empty() || index >= MOST_COLUMNS {
            return Ok(());
        }
        if self.cells.len() <= index {
            self.cells.resize(index + 1, String::new());
        }
        if let Some(place) = self.cells.get_mut(index) {
            *place = text;
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), FileError> {
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return Ok(());
        }
        match &mut self.spool {
            Some(spool) => spool.add(u64::from(self.row) + 1, cells.iter().map(String::as_str)),
            None => {
                self.spool = Some(Spool::new(cells, self.room.clone())?);
                Ok(())
            }
        }
    }
}

/// What a cell shows.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(flag) => flag.to_string(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A number with the fifteen digits that spreadsheets show, so that 19.99 is not 19.989999999999998.
fn number_text(number: f64) -> String {
    let shown: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    shown.to_string()
}

fn moment_text(moment: &ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return number_text(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::importer::testing::workbook;

    #[test]
    fn sheets_become_tables_with_the_rows_of_the_sheet_as_lines() {
        let file = workbook(&[
            (
                "Products",
                &[
                    &[],
                    &["sku", "price", "", "ean"],
                    &["A", "=19.989999999999998", "x", "=4006381333931"],
                    &[],
                    &["B & <C>"],
                ],
            ),
            ("Other", &[&["a"], &["1"]]),
        ]);
        let mut tables = read(file.path()).unwrap();
        assert_eq!(tables.names().collect::<Vec<_>>(), ["products", "other"]);
        let rows = tables.all("products").unwrap();
        let read: Vec<(u64, &str, &str, &str)> =
            rows.iter().map(|row| (row.line(), row.get("sku"), row.get("price"), row.get("ean"))).collect();
        assert_eq!(read, [(3, "A", "19.99", "4006381333931"), (5, "B & <C>", "", "")]);
    }

    #[test]
    fn f51_a_workbook_that_announces_more_texts_than_it_has_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut archive = zip::ZipWriter::new(file.reopen().unwrap());
        archive.start_file("xl/SharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(b"<sst uniqueCount=\"99999999999999\"><si><t>a</t></si></sst>").unwrap();
        archive.finish().unwrap();
        let told = read(file.path()).err().unwrap().to_string();
        assert_eq!(told, "the workbook cannot be read: it announces 99999999999999 texts and has no room for them");
    }

    #[test]
    fn what_is_no_workbook_inside_is_refused() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"PK\x03\x04rest").unwrap();
        assert!(matches!(read(file.path()), Err(FileError::BrokenWorkbook(_))));
    }

    #[test]
    fn numbers_are_written_as_they_are_shown() {
        for (number, shown) in [(12.0, "12"), (0.1 + 0.2, "0.3"), (1e15, "1000000000000000"), (-2.5, "-2.5")] {
            assert_eq!(number_text(number), shown);
        }
    }
}
