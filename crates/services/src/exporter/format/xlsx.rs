//! A workbook of one sheet, row by row into a temporary file that vanishes with its handle, so that memory does not grow with it.

use futures::TryStreamExt as _;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use tokio::sync::mpsc;

use super::{Pieces, Sheet, pieces};
use crate::exporter::{Cells, ExportError, Heading, Kind, guard::kept};

/// The file.
pub(super) async fn write(sheet: Sheet) -> Result<Pieces, ExportError> {
    let (sender, receiver) = mpsc::channel::<Vec<Cells>>(2);
    let (name, header) = (sheet.name, sheet.header);
    let writer = tokio::task::spawn_blocking(move || fill(name, &header, receiver));
    let mut rows = sheet.rows.map_err(ExportError::from);
    while let Some(part) = rows.try_next().await? {
        // A writer that ended says below why.
        if sender.send(part).await.is_err() {
            break;
        }
    }
    drop(sender);
    let file = writer.await.map_err(|error| ExportError::Workbook(error.to_string()))??;
    Ok(pieces(file))
}

fn fill(
    name: &'static str,
    header: &[Heading],
    mut rows: mpsc::Receiver<Vec<Cells>>,
) -> Result<std::fs::File, ExportError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory().map_err(failed)?;
    sheet.set_name(name).map_err(failed)?;
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    let bold = Format::new().set_bold();
    for (column, heading) in (0_u16..).zip(header) {
        sheet.write_string_with_format(0, column, &heading.name, &bold).map_err(failed)?;
    }
    let mut line = 0_u32;
    while let Some(part) = rows.blocking_recv() {
        for row in part {
            line += 1;
            add(sheet, line, header, &row).map_err(failed)?;
        }
    }
    let mut file = tempfile::tempfile()?;
    workbook.save_to_writer(&mut file).map_err(failed)?;
    std::io::Seek::rewind(&mut file)?;
    Ok(file)
}

fn add(sheet: &mut Worksheet, line: u32, header: &[Heading], row: &[String]) -> Result<(), XlsxError> {
    for (column, (heading, cell)) in (0_u16..).zip(header.iter().zip(row)) {
        if cell.is_empty() {
            continue;
        }
        let number = (heading.kind == Kind::Number).then(|| cell.parse::<f64>().ok()).flatten();
        match number {
            Some(number) => sheet.write_number(line, column, number)?,
            None => sheet.write_string(line, column, kept(cell))?,
        };
    }
    Ok(())
}

fn failed(error: XlsxError) -> ExportError {
    match error {
        XlsxError::RowColumnLimitError => ExportError::TooManyRows,
        error => ExportError::Workbook(error.to_string()),
    }
}
