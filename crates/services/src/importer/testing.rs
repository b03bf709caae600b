//! For the tests of the readers: tables from cells, and what is read of them.

use std::io::Write as _;

use domain::{
    importer::report::FailedRow,
    kernel::{Currency, Date, Money},
};

use super::{Source, product::ImportedProduct};

/// An amount in euros.
#[allow(non_snake_case, reason = "reads like the currency in the tables of the tests")]
pub(super) fn EUR(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// What a table gave.
pub(super) struct Read {
    pub products: Vec<ImportedProduct>,
    pub failed: Vec<FailedRow>,
    pub warnings: Vec<FailedRow>,
}

/// A CSV with this header; a row names only the columns it fills.
pub(super) fn table(header: &str, rows: &[&[(&str, &str)]]) -> String {
    let columns: Vec<&str> = header.split(',').collect();
    let mut text = format!("{header}\n");
    for row in rows {
        assert!(row.iter().all(|(name, _)| columns.contains(name)), "{row:?}");
        let cells = columns.iter().map(|column| {
            let cell = row.iter().rev().find(|(name, _)| name == column).map_or("", |(_, cell)| *cell);
            format!("\"{}\"", cell.replace('"', "\"\""))
        });
        text.push_str(&cells.collect::<Vec<_>>().join(","));
        text.push('\n');
    }
    text
}

/// Reads a text as a file in euros on 23 November 2026, the platform found by its columns.
pub(super) fn read(text: &str) -> Read {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let today = Date { year: 2026, month: 11, day: 23 };
    let mut source = Source::open(file.path(), None, Currency::EUR, today).unwrap();
    let mut products = Vec::new();
    while let Some(product) = source.next_product().unwrap() {
        products.push(product);
    }
    Read { products, failed: source.failed().to_vec(), warnings: source.warnings().to_vec() }
}
