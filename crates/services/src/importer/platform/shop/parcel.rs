//! The sides of a parcel as tables tell them.

use crate::importer::{file::NamedRow, notes::Notes, product::ImportedParcel, value};

/// The sides in three columns, in one unit.
pub(in crate::importer::platform) fn parcel(
    row: &NamedRow,
    columns: [&str; 3],
    unit: &str,
    notes: &mut Notes,
) -> ImportedParcel {
    let [length_mm, width_mm, height_mm] = columns.map(|column| {
        let cell = row.get(column);
        // Where nothing was measured the tables hold zeros, with any unit.
        if !cell.contains(|digit: char| matches!(digit, '1'..='9')) {
            return None;
        }
        value::millimetres(cell, unit)
            .map_err(|reason| notes.warn(row.line(), column, cell, format!("{reason}; left out")))
            .ok()
            .flatten()
    });
    ImportedParcel { length_mm, width_mm, height_mm, ..ImportedParcel::default() }
}
