//! Text with commas, as RFC 4180 has it. It begins with a mark by which spreadsheet programs know UTF-8.

use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _, stream};

use super::{Pieces, Sheet};
use crate::exporter::{ExportError, guard::guarded};

const UTF8: &[u8] = "\u{FEFF}".as_bytes();

/// The file.
pub(super) fn write(sheet: Sheet) -> Pieces {
    let names = sheet.header.iter().map(|heading| heading.name.clone()).collect();
    let header = lines(&[names], UTF8.to_vec());
    let rows = sheet.rows.map_err(ExportError::from).and_then(|rows| async move { lines(&rows, Vec::new()) });
    stream::iter([header]).chain(rows).boxed()
}

fn lines(rows: &[Vec<String>], before: Vec<u8>) -> Result<Bytes, ExportError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(before);
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell))).map_err(|error| ExportError::File(error.into()))?;
    }
    let written = writer.into_inner().map_err(|error| ExportError::File(error.into_error()))?;
    Ok(Bytes::from(written))
}
