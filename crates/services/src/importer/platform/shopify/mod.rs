//! Shopify's product CSV. All generations differ in column names only: rows with the same handle are one product, the first
//! one tells about it, and every row may hold a variant, a picture, both, or neither.

mod columns;
#[cfg(test)]
mod tests;
mod variant;

pub(super) use columns::Columns;

use domain::catalog::ProductKind;

use super::{Column, ReadContext};
use crate::importer::{
    file::Row,
    group::Membership,
    notes::Notes,
    product::{ImportedAttribute, ImportedModel, ImportedParcel, ImportedPicture, ImportedProduct},
    value,
};

impl Columns {
    /// Rows of the same handle belong together; a row without one goes by its title.
    pub fn membership(&self, row: &Row) -> Membership {
        let handle = self.handle.raw(row).to_lowercase();
        let name = if handle.is_empty() { value::clean_line(self.title.raw(row)).to_lowercase() } else { handle };
        if name.is_empty() {
            Membership::None("the row has neither a handle nor a title")
        } else {
            Membership::Together(name)
        }
    }
}

/// The product that the rows of a handle are.
pub(super) fn read(
    columns: &Columns,
    rows: &[Row],
    context: ReadContext,
    notes: &mut Notes,
) -> Option<ImportedProduct> {
    let first = rows.first()?;
    let titled = rows.iter().find(|row| !columns.title.raw(row).is_empty());
    let Some(titled) = titled else {
        notes.fail(first.line(), columns.title.name(), "", "no row of this handle has a title");
        return None;
    };
    let mut pictures = pictures(columns, rows, notes);
    let told = notes.failed.len();
    let (options, variants) = variant::read(columns, rows, titled, &mut pictures, context, notes);
    if variants.is_empty() {
        let reason = "the product has no row with a price";
        notes.fail_unless_told(told, titled.line(), columns.price.name(), "", reason);
        return None;
    }
    columns.extras.warn(titled, notes);
    let handle = columns.handle.raw(first);
    let title = columns.title.line(titled, notes);
    Some(ImportedProduct {
        old_paths: Vec::from_iter(
            Some(handle).filter(|handle| !handle.is_empty()).map(|handle| format!("/products/{handle}")),
        ),
        key: if handle.is_empty() { title.to_lowercase() } else { handle.to_lowercase() },
        line: first.line(),
        handle: handle.to_owned(),
        fact: String::new(),
        description_html: columns.description.html(titled, notes),
        brand: columns.vendor.line(titled, notes),
        tags: value::split_list(columns.tags.raw(titled), ','),
        published: is_published(columns, titled),
        kind: if columns.gift_card.flag(titled) == Some(true) { ProductKind::GiftCard } else { ProductKind::Simple },
        categories: categories(columns, titled),
        attributes: attributes(columns, titled),
        title,
        options,
        variants,
        pictures,
        parcel: parcel(columns, rows, notes),
        model: ImportedModel::default(),
        unsaid: columns.unsaid(),
        own: None,
    })
}

fn is_published(columns: &Columns, row: &Row) -> bool {
    let active = matches!(columns.status.raw(row).to_lowercase().as_str(), "" | "active");
    active && columns.published.flag(row) != Some(false)
}

/// The shop's own type when it has one, else the path in Shopify's taxonomy.
fn categories(columns: &Columns, row: &Row) -> Vec<Vec<String>> {
    let own = value::clean_line(columns.kind.raw(row));
    if own.is_empty() { value::category_paths(columns.taxonomy.raw(row), ';') } else { vec![vec![own]] }
}

/// What Shopify keeps for each variant is the product's here: the first that is said.
fn parcel(columns: &Columns, rows: &[Row], notes: &mut Notes) -> ImportedParcel {
    let first = |column: &Column| rows.iter().find(|row| !column.raw(row).is_empty());
    ImportedParcel {
        customs_code: first(&columns.customs_code)
            .map(|row| columns.customs_code.customs_code(row, notes))
            .unwrap_or_default(),
        origin_country: first(&columns.origin).map(|row| columns.origin.origin(row, notes)).unwrap_or_default(),
        ..ImportedParcel::default()
    }
}

fn attributes(columns: &Columns, row: &Row) -> Vec<ImportedAttribute> {
    let read = columns.extras.attributes.iter().map(|(column, label, facet)| ImportedAttribute {
        label: label.clone(),
        values: value::split_list(column.raw(row), ';'),
        facet: *facet,
    });
    read.filter(|attribute| !attribute.values.is_empty()).collect()
}

/// The pictures of all rows, by their positions where they have any, each address once.
fn pictures(columns: &Columns, rows: &[Row], notes: &mut Notes) -> Vec<ImportedPicture> {
    let mut placed: Vec<(i64, ImportedPicture)> = Vec::new();
    for row in rows {
        let source = value::clean_line(columns.picture.raw(row));
        if source.is_empty() || placed.iter().any(|(_, picture)| picture.source == source) {
            continue;
        }
        let position = columns.picture_position.number(row, notes).unwrap_or(i64::MAX);
        let alternative_text = columns.alternative_text.line(row, notes);
        placed.push((position, ImportedPicture { line: row.line(), source, alternative_text }));
    }
    placed.sort_by_key(|(position, _)| *position);
    placed.into_iter().map(|(_, picture)| picture).collect()
}
