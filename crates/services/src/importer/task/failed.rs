//! The rows of an import that were not taken over, in the columns of their own file: corrected there, they are imported again as
//! they are.

use std::{collections::HashMap, path::Path};

use domain::{importer::report::FailedRow, kernel::ImportRunId};

use super::{TaskError, read};
use crate::{
    Shop,
    importer::file::{self, Opened},
};

/// The rows of the first file with why they were not taken over, in a last column without a name, which an import passes over.
/// Nothing when the file is no single table.
///
/// # Errors
/// [`TaskError::NotFound`], or a database that does not answer.
pub async fn rows(shop: &Shop, id: ImportRunId) -> Result<Option<String>, TaskError> {
    let stored = read::stored(shop, id).await?;
    let first = stored.paths(shop).into_iter().next().zip(stored.files.first().map(|file| file.name.clone()));
    let (Some((path, name)), Some(report)) = (first, stored.report()) else { return Ok(None) };
    let read = tokio::task::spawn_blocking(move || of_file(&path, &name, &report.failed)).await;
    Ok(read.ok().flatten())
}

fn of_file(path: &Path, name: &str, failed: &[FailedRow]) -> Option<String> {
    let Opened::Table(mut table) = file::open(path, |_| false).ok()? else { return None };
    let mut reasons: HashMap<u64, Vec<String>> = HashMap::new();
    for row in failed.iter().filter(|row| row.file.is_empty() || row.file == name) {
        let column = if row.column.is_empty() { String::new() } else { format!("{}: ", row.column) };
        reasons.entry(row.line).or_default().push(format!("{column}{}", row.reason));
    }
    let columns = table.header.len();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = (0..columns).map(|column| table.header.name(column).to_owned());
    writer.write_record(header.chain([String::new()])).ok()?;
    table.rewind().ok()?;
    while let Ok(Some(row)) = table.next_row() {
        let Some(reasons) = reasons.remove(&row.line()) else { continue };
        let cells = (0..columns).map(|column| guarded(row.cell(Some(column))));
        writer.write_record(cells.chain([reasons.join("; ")])).ok()?;
    }
    String::from_utf8(writer.into_inner().ok()?).ok()
}

/// A cell that no spreadsheet takes for a formula; the reader takes the apostrophe off again.
fn guarded(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}
