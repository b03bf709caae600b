//! For the tests of the readers: tables from cells, and what is read of them.

use std::{io::Write as _, path::Path};

use domain::{
    importer::report::FailedRow,
    kernel::{Currency, Date, Money},
};

use super::{
    Imported, Mapping, Source, SourceRequest, customer::ImportedCustomer, order::ImportedOrder,
    product::ImportedProduct,
};

/// An amount in euros.
#[allow(non_snake_case, reason = "reads like the currency in the tables of the tests")]
pub(super) fn EUR(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// What a table gave.
pub(super) struct Read {
    pub products: Vec<ImportedProduct>,
    pub customers: Vec<ImportedCustomer>,
    pub orders: Vec<ImportedOrder>,
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
    read_file(file.path(), Mapping::default())
}

/// Reads a file in euros on 23 November 2026.
pub(super) fn read_file(path: &Path, mapping: Mapping) -> Read {
    let today = Date { year: 2026, month: 11, day: 23 };
    let request = SourceRequest { platform: None, mapping, currency: Currency::EUR, today };
    let mut source = Source::open(path, &request).unwrap();
    let (mut products, mut customers, mut orders) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(thing) = source.next_thing().unwrap() {
        match thing {
            Imported::Category(_) => {}
            Imported::Product(product) => products.push(*product),
            Imported::Customer(customer) => customers.push(*customer),
            Imported::Order(order) => orders.push(*order),
        }
    }
    Read { products, customers, orders, failed: source.failed().to_vec(), warnings: source.warnings().to_vec() }
}

/// A workbook of sheets; a cell that begins with `=` is a number.
pub(super) fn workbook(sheets: &[(&str, &[&[&str]])]) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut archive = zip::ZipWriter::new(file.reopen().unwrap());
    let mut write = |name: &str, content: &str| {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    };
    let (mut list, mut relations) = (String::new(), String::new());
    for (number, (name, rows)) in (1..).zip(sheets) {
        list.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>"));
        relations.push_str(&format!(
            "<Relationship Id=\"r{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/s{number}.xml\"/>"
        ));
        write(&format!("xl/worksheets/s{number}.xml"), &sheet(rows));
    }
    write(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{list}</sheets></workbook>"
        ),
    );
    write(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
        ),
    );
    write(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"w\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    );
    archive.finish().unwrap();
    file
}

fn sheet(rows: &[&[&str]]) -> String {
    let mut data = String::new();
    for (number, row) in (1..).zip(rows) {
        data.push_str(&format!("<row r=\"{number}\">"));
        for (column, cell) in ('A'..='Z').zip(*row).filter(|(_, cell)| !cell.is_empty()) {
            match cell.strip_prefix('=') {
                Some(number_text) => data.push_str(&format!("<c r=\"{column}{number}\"><v>{number_text}</v></c>")),
                None => {
                    let text = cell.replace('&', "&amp;").replace('<', "&lt;");
                    data.push_str(&format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
                }
            }
        }
        data.push_str("</row>");
    }
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{data}</sheetData></worksheet>"
    )
}
