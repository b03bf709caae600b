//! The columns of a table of no known platform, with what they are taken for.

use std::path::Path;

use domain::importer::view::ColumnView;

use crate::importer::{
    file::{self, Opened},
    platform::{Mapping, taken_for},
};

/// The columns of a file; none when it is no single table.
pub(super) fn of_file(path: &Path, mapping: &Mapping) -> Vec<ColumnView> {
    let Ok(Opened::Table(mut table)) = file::open(path, |_| false) else { return Vec::new() };
    let header = std::sync::Arc::clone(&table.header);
    let first = table.next_row().ok().flatten();
    header
        .columns()
        .filter(|(_, _, plain)| !plain.is_empty())
        .map(|(index, name, _)| ColumnView {
            name: name.to_owned(),
            field: taken_for(name, mapping).to_owned(),
            example: first.as_ref().map(|row| row.cell(Some(index)).chars().take(60).collect()).unwrap_or_default(),
        })
        .collect()
}
