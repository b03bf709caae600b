//! A list of objects, one a line, whose members are named like the columns.

use bytes::Bytes;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use serde_json::{Map, Value};

use super::{Pieces, Sheet};
use crate::exporter::{Cells, ExportError, Heading, Kind, guard::kept};

/// The file.
pub(super) fn write(sheet: Sheet) -> Pieces {
    let header = sheet.header;
    let mut is_first = true;
    let rows = sheet.rows.map_err(ExportError::from).map(move |rows| {
        let mut text = String::new();
        for row in rows? {
            text.push_str(if std::mem::take(&mut is_first) { "\n" } else { ",\n" });
            text.push_str(&object(&header, row).to_string());
        }
        Ok(Bytes::from(text))
    });
    let begin = stream::iter([Ok(Bytes::from_static(b"["))]);
    let end = stream::iter([Ok(Bytes::from_static(b"\n]\n"))]);
    begin.chain(rows).chain(end).boxed()
}

/// Nothing is said of what is empty.
fn object(header: &[Heading], row: Cells) -> Value {
    let members = header.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
    let members = members.map(|(heading, cell)| {
        let number = (heading.kind == Kind::Number).then(|| serde_json::from_str::<serde_json::Number>(&cell).ok());
        let value = number.flatten().map_or_else(|| Value::String(kept(&cell)), Value::Number);
        (heading.name.clone(), value)
    });
    Value::Object(members.collect::<Map<_, _>>())
}
