//! Any table of products: columns are guessed by their names in four languages, or named by the manager. What no field fits
//! becomes an attribute; nothing is lost silently.

mod columns;
mod field;
#[cfg(test)]
mod tests;
mod variant;

pub(super) use columns::Columns;
pub use columns::Mapping;
pub(super) use columns::{fields, taken_for};

use domain::catalog::ProductKind;

use self::field::Field;
use super::{ReadContext, own};
use crate::{
    exporter::column::text_of,
    importer::{
        file::Row,
        notes::Notes,
        product::{
            ImportedAttribute, ImportedModel, ImportedOption, ImportedParcel, ImportedPicture, ImportedProduct,
            ImportedText,
        },
        value,
    },
};

/// The product of rows with one handle, or of one row.
pub(super) fn read(
    columns: &Columns,
    rows: &[Row],
    context: ReadContext,
    notes: &mut Notes,
) -> Option<ImportedProduct> {
    let first = rows.first()?;
    let titled = rows.iter().find(|row| !columns.title.raw(row).is_empty());
    let Some(titled) = titled else {
        notes.fail(first.line(), columns.title.name(), "", "the product has no name");
        return None;
    };
    let title = columns.title.line(titled, notes);
    let mut pictures = pictures(columns, rows);
    let told = notes.failed.len();
    let (options, variants) = variant::read(columns, rows, &mut pictures, context, notes);
    if variants.is_empty() {
        let reason = "the product has no row with a price";
        notes.fail_unless_told(told, first.line(), columns.price.name(), "", reason);
        return None;
    }
    let handle = value::clean_line(columns.handle.raw(first));
    let cell = |column: &super::Column| filled(column, titled, rows).to_owned();
    columns.description.line(titled, notes);
    let (fact, description_html) = value::descriptions(&cell(&columns.short_description), &cell(&columns.description));
    Some(ImportedProduct {
        key: key(columns, first, &handle, &title),
        line: first.line(),
        handle: if handle.is_empty() { title.clone() } else { handle },
        fact,
        description_html,
        brand: value::clean_line(&cell(&columns.brand)),
        tags: tags(columns, titled),
        published: is_published(&cell(&columns.published)),
        kind: ProductKind::Simple,
        categories: categories(columns, rows),
        attributes: attributes(columns, titled, &options),
        title,
        options,
        variants,
        pictures,
        old_paths: Vec::new(),
        parcel: parcel(columns, rows, notes),
        model: ImportedModel {
            product_type: value::clean_line(&cell(&columns.product_type)),
            texts: texts(columns, titled),
            ..ImportedModel::default()
        },
        unsaid: columns.unsaid(),
        own: None,
    })
}

/// The sides by the unit that the names of their columns tell, and what the customs ask: what is first said.
fn parcel(columns: &Columns, rows: &[Row], notes: &mut Notes) -> ImportedParcel {
    let first = |column: &super::Column| rows.iter().find(|row| !column.raw(row).is_empty());
    let mut side = |column: &super::Column| {
        let row = first(column)?;
        let name = column.name().to_lowercase();
        let words = name.split(|character: char| !character.is_alphabetic());
        let unit = words.into_iter().find(|word| matches!(*word, "mm" | "cm" | "m" | "in" | "inch" | "inches"));
        if unit.is_none() && !column.raw(row).contains(char::is_alphabetic) {
            let reason = "nothing says the unit of lengths; centimetres are taken";
            notes.warn_once(row.line(), column.name(), column.raw(row), reason);
        }
        let cell = column.raw(row);
        let (number, written) =
            cell.split_at_checked(cell.find(char::is_alphabetic).unwrap_or(cell.len())).unwrap_or((cell, ""));
        let unit = if written.is_empty() { unit.unwrap_or("cm") } else { written };
        let read = value::millimetres(number.trim(), unit);
        read.map_err(|reason| notes.warn(row.line(), column.name(), cell, format!("{reason}; left out"))).ok().flatten()
    };
    let [length_mm, width_mm, height_mm] = [&columns.length, &columns.width, &columns.height].map(&mut side);
    ImportedParcel {
        length_mm,
        width_mm,
        height_mm,
        customs_code: first(&columns.customs_code)
            .map(|row| columns.customs_code.customs_code(row, notes))
            .unwrap_or_default(),
        origin_country: first(&columns.origin).map(|row| columns.origin.origin(row, notes)).unwrap_or_default(),
    }
}

/// Texts of columns like "title:de".
fn texts(columns: &Columns, row: &Row) -> Vec<ImportedText> {
    let read = columns.all(Field::Text).filter_map(|column| {
        let (field, language) = text_of(column.name())?;
        own::text(field, language, column.raw(row))
    });
    let mut texts: Vec<ImportedText> = read.collect();
    texts.sort_by_key(|text| (text.language, text.field));
    texts.dedup_by_key(|text| (text.language, text.field));
    texts
}

/// The cell of the titled row, or of the first that has content.
fn filled<'r>(column: &super::Column, titled: &'r Row, rows: &'r [Row]) -> &'r str {
    let own = column.raw(titled);
    if own.is_empty() {
        rows.iter().map(|row| column.raw(row)).find(|cell| !cell.is_empty()).unwrap_or("")
    } else {
        own
    }
}

/// The handle when there is one, else the SKU, else the name.
fn key(columns: &Columns, row: &Row, handle: &str, title: &str) -> String {
    let sku = value::clean_line(columns.sku.raw(row));
    if !handle.is_empty() {
        format!("handle:{}", handle.to_lowercase())
    } else if !sku.is_empty() {
        format!("sku:{sku}")
    } else {
        format!("name:{}", title.to_lowercase())
    }
}

fn tags(columns: &Columns, row: &Row) -> Vec<String> {
    columns
        .all(Field::Tags)
        .flat_map(|column| value::split_list(&column.raw(row).replace(['|', ';'], ","), ','))
        .collect()
}

/// Only a clear no hides a product.
fn is_published(cell: &str) -> bool {
    !matches!(
        cell.to_lowercase().as_str(),
        "0" | "false"
            | "no"
            | "n"
            | "draft"
            | "archived"
            | "inactive"
            | "disabled"
            | "hidden"
            | "offline"
            | "nein"
            | "inaktiv"
            | "entwurf"
            | "non"
            | "inactif"
            | "brouillon"
            | "inactivo"
            | "borrador"
    )
}

fn categories(columns: &Columns, rows: &[Row]) -> Vec<Vec<String>> {
    let mut paths: Vec<Vec<String>> = Vec::new();
    for row in rows {
        for path in columns.all(Field::Category).flat_map(|column| value::any_category_paths(column.raw(row))) {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    paths
}

/// The pictures of all rows, each once.
fn pictures(columns: &Columns, rows: &[Row]) -> Vec<ImportedPicture> {
    let mut pictures: Vec<ImportedPicture> = Vec::new();
    for row in rows {
        for source in columns.all(Field::Image).flat_map(|column| sources(column.raw(row))) {
            if pictures.iter().all(|known| known.source != source) {
                pictures.push(ImportedPicture { line: row.line(), source, alternative_text: String::new() });
            }
        }
    }
    pictures
}

/// Addresses or names of files, whatever parts them.
fn sources(cell: &str) -> Vec<String> {
    cell.split(['|', ';', ',', '\n']).map(value::clean_line).filter(|source| !source.is_empty()).collect()
}

fn attributes(columns: &Columns, row: &Row, options: &[ImportedOption]) -> Vec<ImportedAttribute> {
    let described = columns.all(Field::Attribute).map(|column| (column, false));
    let chosen = columns.all(Field::Option).map(|column| (column, true));
    let read = chosen.chain(described).map(|(column, facet)| ImportedAttribute {
        label: value::clean_line(column.name()),
        values: Vec::from_iter(Some(value::clean_line(column.raw(row))).filter(|value| !value.is_empty())),
        facet,
    });
    read.filter(|attribute| {
        !attribute.values.is_empty() && !options.iter().any(|option| option.name.eq_ignore_ascii_case(&attribute.label))
    })
    .collect()
}
