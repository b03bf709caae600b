//! Magento 2's product CSV: every row is a product by its SKU. A configurable product names the simple ones that are its
//! variants, wherever in the file they are; a row with a store view overrides texts of the row without one.

mod category;
mod columns;
mod custom;
mod picture;
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
    product::{ImportedAttribute, ImportedModel, ImportedOption, ImportedParcel, ImportedProduct},
    value,
};

/// Attributes that Magento keeps for itself.
const SERVICE_ATTRIBUTES: [&str; 6] = [
    "has_options",
    "required_options",
    "options_container",
    "links_purchased_separately",
    "shipment_type",
    "quantity_and_stock_status",
];
/// The attributes of Magento's own shipping, and what shops call those of customs.
const LENGTH: &[&str] = &["ts_dimensions_length"];
const WIDTH: &[&str] = &["ts_dimensions_width"];
const HEIGHT: &[&str] = &["ts_dimensions_height"];
const CUSTOMS_CODE: &[&str] = &["ts_hs_code", "hs_code", "customs_code", "hs_tariff_code"];
const ORIGIN: &[&str] = &["country_of_manufacture", "country_of_origin", "ts_country_of_origin"];
/// A value of so many letters is a word to look for, not a text.
const MOST_FACET: usize = 40;

impl Columns {
    /// A row goes by its SKU, whatever its letter case; a configurable one brings its variants.
    pub fn membership(&self, row: &Row) -> Membership {
        let sku = self.sku.raw(row).to_lowercase();
        if sku.is_empty() {
            return Membership::None("the row has no SKU");
        }
        let variants = variant::named(self, row);
        if variants.is_empty() {
            return Membership::Together(sku);
        }
        Membership::ParentOf(sku, variants.into_iter().map(|named| named.sku.to_lowercase()).collect())
    }

    fn is_kind(&self, row: &Row, kind: &str) -> bool {
        self.kind.raw(row).eq_ignore_ascii_case(kind)
    }
}

/// "Style general" of `style_general`.
fn label(code: &str) -> String {
    let words = code.replace('_', " ");
    let mut characters = words.trim().chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The product that a row, its store views and its variants are.
pub(super) fn read(
    columns: &Columns,
    rows: &[Row],
    context: ReadContext,
    notes: &mut Notes,
) -> Option<ImportedProduct> {
    let key = columns.sku.raw(rows.first()?).to_lowercase();
    let (own, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| columns.sku.raw(row).to_lowercase() == key);
    let row = main_row(columns, &own, notes)?;
    let title = columns.name.line(row, notes);
    if title.is_empty() {
        notes.fail(row.line(), columns.name.name(), "", "the product has no name");
        return None;
    }
    if columns.is_kind(row, "grouped") {
        let reason =
            "a grouped product has no price of its own; it is left out, and its products are imported one by one";
        notes.warn(row.line(), columns.kind.name(), &title, reason);
        return None;
    }
    let mut pictures = picture::read(columns, row);
    let (options, variants) = variant::read(columns, row, &others, &mut pictures, context, notes);
    if variants.is_empty() {
        return None;
    }
    columns.extras.warn(row, notes);
    let url_key = value::clean_line(columns.url_key.raw(row));
    let text = |column: &Column| without_directives(column.raw(row));
    columns.description.line(row, notes);
    let (fact, description_html) = value::descriptions(&text(&columns.short_description), &text(&columns.description));
    Some(ImportedProduct {
        key,
        line: row.line(),
        old_paths: old_paths(&url_key),
        handle: if url_key.is_empty() { title.clone() } else { url_key },
        fact,
        description_html,
        brand: brand(columns, row),
        tags: Vec::new(),
        published: is_published(columns, row, notes),
        kind: kind_here(columns, row, notes),
        categories: category::paths(columns.categories.raw(row)),
        attributes: attributes(columns, row, &options),
        title,
        options,
        variants,
        pictures,
        parcel: parcel(columns, row, &others, notes),
        model: ImportedModel::default(),
        unsaid: columns.unsaid(),
        own: None,
    })
}

/// The row without a store view. Those of store views speak other languages; they are told and left out.
fn main_row<'r>(columns: &Columns, rows: &[&'r Row], notes: &mut Notes) -> Option<&'r Row> {
    let main = rows.iter().find(|row| columns.store_view.raw(row).is_empty()).or(rows.first())?;
    for row in rows.iter().filter(|row| row.line() != main.line()) {
        let view = columns.store_view.raw(row);
        let reason = if view.is_empty() {
            format!("the row of line {} has the same SKU; it is the one that counts", main.line())
        } else {
            "the texts of this store view are left out: the shop speaks one language".to_owned()
        };
        notes.warn(row.line(), columns.store_view.name(), view, reason);
    }
    Some(main)
}

/// With the ending that a new shop has, and without it.
fn old_paths(url_key: &str) -> Vec<String> {
    if url_key.is_empty() { Vec::new() } else { vec![format!("/{url_key}.html"), format!("/{url_key}")] }
}

fn is_published(columns: &Columns, row: &Row, notes: &mut Notes) -> bool {
    for (kind, reason) in [
        ("bundle", "the parts of a bundle are not kept together here; the product is imported unpublished"),
        ("giftcard", "the amounts of a gift card do not come with the file; the product is imported unpublished"),
    ] {
        if columns.is_kind(row, kind) {
            notes.warn(row.line(), columns.kind.name(), kind, reason);
            return false;
        }
    }
    let hidden = columns.visibility.raw(row).eq_ignore_ascii_case("not visible individually");
    !hidden && matches!(columns.online.raw(row), "" | "1")
}

fn kind_here(columns: &Columns, row: &Row, notes: &mut Notes) -> ProductKind {
    if columns.is_kind(row, "giftcard") {
        return ProductKind::GiftCard;
    }
    if columns.is_kind(row, "downloadable") {
        let reason =
            "its files do not come with the file: until they are attached on the product's page, nobody can buy it";
        notes.warn(row.line(), columns.kind.name(), columns.kind.raw(row), reason);
        return ProductKind::Digital;
    }
    ProductKind::Simple
}

/// Texts without what only Magento understands: `{{widget …}}`, `{{media url=…}}`.
fn without_directives(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some((before, after)) = rest.split_once("{{") {
        text.push_str(before);
        match after.split_once("}}") {
            Some((_, further)) => rest = further,
            None => {
                text.push_str("{{");
                rest = after;
            }
        }
    }
    text + rest
}

fn pairs(columns: &Columns, row: &Row) -> Vec<value::Pair> {
    value::pairs(columns.attributes.raw(row))
}

fn brand(columns: &Columns, row: &Row) -> String {
    let found = pairs(columns, row).into_iter().find(|pair| matches!(pair.name.as_str(), "manufacturer" | "brand"));
    found.map_or_else(String::new, |pair| value::clean_line(&pair.value))
}

/// What each variant has, too, is the product's here: its own, or that of the first that has it.
fn parcel(columns: &Columns, row: &Row, others: &[&Row], notes: &mut Notes) -> ImportedParcel {
    let rows = || std::iter::once(row).chain(others.iter().copied());
    let of = |column: &Column, codes: &[&str]| {
        rows().find_map(|row| {
            let own = column.raw(row).to_owned();
            let among = || pairs(columns, row).into_iter().find(|pair| codes.contains(&pair.name.as_str()));
            let cell = if own.is_empty() { value::clean_line(&among()?.value) } else { own };
            (!cell.is_empty()).then_some((row.line(), cell))
        })
    };
    let [length, width, height] =
        [(&columns.length, LENGTH), (&columns.width, WIDTH), (&columns.height, HEIGHT)].map(|(column, codes)| {
            let (line, cell) = of(column, codes)?;
            let reason = "the file does not say the unit of lengths; centimetres are taken";
            notes.warn_once(line, codes.first().copied().unwrap_or_default(), &cell, reason);
            told(value::millimetres(&cell, "cm"), (line, column.name(), &cell), notes).flatten()
        });
    let code = of(&columns.customs_code, CUSTOMS_CODE);
    let origin = of(&columns.origin, ORIGIN);
    ImportedParcel {
        length_mm: length,
        width_mm: width,
        height_mm: height,
        customs_code: code
            .and_then(|(line, cell)| {
                told(value::customs_code(&cell), (line, columns.customs_code.name(), &cell), notes)
            })
            .unwrap_or_default(),
        origin_country: origin
            .and_then(|(line, cell)| told(value::origin(&cell), (line, columns.origin.name(), &cell), notes))
            .unwrap_or_default(),
    }
}

fn told<T>(read: Result<T, String>, (line, column, cell): (u64, &str, &str), notes: &mut Notes) -> Option<T> {
    read.map_err(|reason| notes.warn(line, column, cell, format!("{reason}; left out"))).ok()
}

/// What the product is described by: its own attributes that are no options, and columns that other programs added.
fn attributes(columns: &Columns, row: &Row, options: &[ImportedOption]) -> Vec<ImportedAttribute> {
    let own = pairs(columns, row).into_iter().filter(|pair| {
        let is_option = options.iter().any(|option| option.name.eq_ignore_ascii_case(&label(&pair.name)));
        let is_of_parcel =
            [LENGTH, WIDTH, HEIGHT, CUSTOMS_CODE, ORIGIN].iter().any(|codes| codes.contains(&pair.name.as_str()));
        let is_service = SERVICE_ATTRIBUTES.contains(&pair.name.as_str()) || pair.name == "manufacturer";
        !is_option && !is_of_parcel && !is_service
    });
    let own = own.map(|pair| {
        let values = value::split_list(&pair.value, '|');
        let facet = values.iter().all(|value| is_word(value));
        ImportedAttribute { label: label(&pair.name), values, facet }
    });
    let added = columns.extras.attributes.iter().map(|(column, label, facet)| ImportedAttribute {
        label: label.clone(),
        values: Vec::from_iter(Some(value::clean_line(column.raw(row))).filter(|value| !value.is_empty())),
        facet: *facet,
    });
    own.chain(added).filter(|attribute| !attribute.values.is_empty()).collect()
}

/// Whether shoppers may look for this value: a word, no text, no number, no yes or no.
fn is_word(value: &str) -> bool {
    let is_number =
        value.chars().all(|character| character.is_ascii_digit() || matches!(character, '.' | '-' | ':' | ' '));
    let is_flag = value.eq_ignore_ascii_case("yes") || value.eq_ignore_ascii_case("no");
    value.chars().count() <= MOST_FACET && !is_number && !is_flag && !value.contains('<')
}
