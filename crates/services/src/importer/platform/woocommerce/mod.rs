//! WooCommerce's product CSV: every row is a product, or a variation that names its parent.

mod columns;
mod names;
mod places;
mod stock;
#[cfg(test)]
mod tests;
mod variation;

pub(super) use columns::Columns;
use domain::{catalog::ProductKind, kernel::Slug};

use super::{ReadContext, column::Column};
use crate::importer::{
    file::Row,
    group::Membership,
    notes::Notes,
    product::{
        ImportedAttribute, ImportedModel, ImportedOption, ImportedParcel, ImportedPicture, ImportedProduct,
        ImportedVariant,
    },
    value,
};

/// What the cell `Type` says: "simple, downloadable, virtual".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Simple,
    Variable,
    Variation,
    Grouped,
    External,
}

fn kind(columns: &Columns, row: &Row) -> Kind {
    let cell = columns.kind.raw(row).to_lowercase();
    let words: Vec<&str> = cell.split(',').map(str::trim).collect();
    let is = |word: &str| words.contains(&word);
    if is("variation") {
        Kind::Variation
    } else if is("variable") {
        Kind::Variable
    } else if is("grouped") {
        Kind::Grouped
    } else if is("external") {
        Kind::External
    } else {
        Kind::Simple
    }
}

fn has_word(columns: &Columns, row: &Row, word: &str) -> bool {
    columns.kind.raw(row).to_lowercase().split(',').any(|part| part.trim() == word)
}

impl Columns {
    /// A variation belongs to its parent, which it calls by SKU or by `id:123`.
    pub fn membership(&self, row: &Row) -> Membership {
        let sku = |text: &str| format!("sku:{}", text.to_lowercase());
        if kind(self, row) == Kind::Variation {
            let parent = self.parent.raw(row);
            return match parent.get(..3).filter(|start| start.eq_ignore_ascii_case("id:")) {
                Some(_) => Membership::ChildOf(format!("id:{}", parent.get(3..).unwrap_or("").trim())),
                None if parent.is_empty() => Membership::None("the variation names no parent"),
                None => Membership::ChildOf(sku(parent)),
            };
        }
        let names = [("id:", self.id.raw(row)), ("sku:", self.sku.raw(row))];
        let names = names.into_iter().filter(|(_, name)| !name.is_empty());
        Membership::Product(names.map(|(kind, name)| format!("{kind}{}", name.to_lowercase())).collect())
    }
}

/// The product that a row and its variations are.
pub(super) fn read(
    columns: &Columns,
    rows: &[Row],
    context: ReadContext,
    notes: &mut Notes,
) -> Option<ImportedProduct> {
    let (row, variations) = rows.split_first()?;
    let title = columns.name.line(row, notes);
    if title.is_empty() {
        notes.fail(row.line(), columns.name.name(), "", "the product has no name");
        return None;
    }
    let kind = kind(columns, row);
    if kind == Kind::Grouped {
        let reason =
            "a grouped product has no price of its own; it is left out, and its products are imported one by one";
        notes.warn(row.line(), columns.kind.name(), &title, reason);
        return None;
    }
    let mut pictures = pictures(columns, row);
    let (options, variants) = variants(columns, kind, row, variations, &mut pictures, context, notes);
    if variants.is_empty() {
        return None;
    }
    columns.extras.warn(row, notes);
    let (fact, description_html) = descriptions(columns, row, notes);
    Some(ImportedProduct {
        key: key(columns, row, &title),
        line: row.line(),
        handle: title.clone(),
        old_paths: old_paths(columns, row, &title),
        fact,
        description_html,
        brand: value::split_list(columns.brands.raw(row), ',').into_iter().next().unwrap_or_default(),
        tags: value::split_list(columns.tags.raw(row), ','),
        published: is_published(columns, kind, row, notes),
        kind: kind_here(columns, kind, row, variations, notes),
        categories: value::category_paths(columns.categories.raw(row), ','),
        attributes: attributes(columns, row, &options),
        title,
        options,
        variants,
        pictures,
        parcel: parcel(columns, row, variations, notes),
        model: ImportedModel::default(),
        unsaid: columns.unsaid(),
        own: None,
    })
}

/// The short address by the id, and the long one, whose last part WordPress makes of the name unless somebody changed it.
fn old_paths(columns: &Columns, row: &Row, title: &str) -> Vec<String> {
    let id = Some(columns.id.raw(row)).filter(|id| !id.is_empty()).map(|id| format!("/?p={id}"));
    let slug = Slug::from_title(title).map(|slug| format!("/product/{}", slug.as_str()));
    id.into_iter().chain(slug).collect()
}

/// The id when the file has one, else the SKU, else the name.
fn key(columns: &Columns, row: &Row, title: &str) -> String {
    let id = columns.id.raw(row);
    let sku = value::clean_line(columns.sku.raw(row));
    if !id.is_empty() {
        format!("id:{id}")
    } else if !sku.is_empty() {
        format!("sku:{sku}")
    } else {
        format!("name:{}", title.to_lowercase())
    }
}

fn variants(
    columns: &Columns,
    kind: Kind,
    row: &Row,
    variations: &[Row],
    pictures: &mut Vec<ImportedPicture>,
    context: ReadContext,
    notes: &mut Notes,
) -> (Vec<ImportedOption>, Vec<ImportedVariant>) {
    if kind == Kind::Variable {
        return variation::read(columns, row, variations, pictures, context, notes);
    }
    for stray in variations {
        notes.fail(stray.line(), columns.parent.name(), columns.parent.raw(stray), "the parent is no variable product");
    }
    let Some(price) = columns.price.read(row, context, notes) else { return (Vec::new(), Vec::new()) };
    let (track_stock, on_hand) = stock::read(columns, row, notes).settle();
    let variant = ImportedVariant {
        line: row.line(),
        sku: columns.sku.sku(row, notes),
        choice: Vec::new(),
        price: price.now,
        compare_at: price.former,
        cost: columns.cost.optional_amount(row, context.currency, notes),
        barcode: columns.barcode.barcode(row, notes),
        weight_grams: columns.weight.grams(row, &columns.weight_unit, notes).unwrap_or(0),
        content: None,
        tax_class: tax_class(columns, row, None, notes),
        picture: None,
        track_stock,
        on_hand,
    };
    (Vec::new(), vec![variant])
}

fn is_published(columns: &Columns, kind: Kind, row: &Row, notes: &mut Notes) -> bool {
    let mut warn = |column: &Column, reason: &str| {
        notes.warn(row.line(), column.name(), column.raw(row), reason);
    };
    if kind == Kind::External {
        warn(&columns.external_url, "the product is sold by another shop; it is imported unpublished");
        return false;
    }
    if columns.visibility.raw(row).eq_ignore_ascii_case("hidden") {
        warn(&columns.visibility, "the product was hidden in the catalogue; it is imported unpublished");
        return false;
    }
    matches!(columns.published.raw(row), "" | "1")
}

/// Files when it was sold as files; what was sold without a parcel and without files has no kind of its own.
fn kind_here(columns: &Columns, kind: Kind, row: &Row, variations: &[Row], notes: &mut Notes) -> ProductKind {
    let all = |word: &str| match kind {
        Kind::Variable => !variations.is_empty() && variations.iter().all(|row| has_word(columns, row, word)),
        _ => has_word(columns, row, word),
    };
    let mut warn = |reason: &str| notes.warn(row.line(), columns.kind.name(), columns.kind.raw(row), reason);
    if all("downloadable") {
        warn("its files do not come with the file: until they are attached on the product's page, nobody can buy it");
        return ProductKind::Digital;
    }
    if all("virtual") {
        warn("it was sold without a parcel; here it is delivered in one, unless files are attached to it");
    }
    ProductKind::Simple
}

/// The line of facts and the description.
fn descriptions(columns: &Columns, row: &Row, notes: &mut Notes) -> (String, String) {
    columns.short_description.line(row, notes);
    columns.description.line(row, notes);
    let cell = |column: &Column| unescaped(column.raw(row));
    value::descriptions(&cell(&columns.short_description), &cell(&columns.description))
}

/// Line breaks are written as `\n`, a real backslash before an n as `\\n`.
fn unescaped(cell: &str) -> String {
    const KEPT: &str = "\u{1}";
    cell.replace(r"\\n", KEPT).replace(r"\n", "\n").replace(KEPT, r"\n")
}

/// What WooCommerce keeps for each variation, too, is the product's here: its own, or the first variation's.
fn parcel(columns: &Columns, row: &Row, variations: &[Row], notes: &mut Notes) -> ImportedParcel {
    let mut side = |(column, unit): &(Column, String)| {
        let said = std::iter::once(row).chain(variations).find(|row| !column.raw(row).is_empty())?;
        column.millimetres(said, unit, notes)
    };
    let [length, width, height] = &columns.sides;
    ImportedParcel {
        length_mm: side(length),
        width_mm: side(width),
        height_mm: side(height),
        ..ImportedParcel::default()
    }
}

/// Addresses, or names of files.
fn pictures(columns: &Columns, row: &Row) -> Vec<ImportedPicture> {
    let sources = value::split_list(columns.pictures.raw(row), ',');
    let picture = |source| ImportedPicture { line: row.line(), source, alternative_text: String::new() };
    sources.into_iter().map(picture).collect()
}

/// What the product is described by: its attributes that are no options, and columns that other programs added.
fn attributes(columns: &Columns, row: &Row, options: &[ImportedOption]) -> Vec<ImportedAttribute> {
    let own = columns.attributes.iter().filter_map(|attribute| {
        let label = value::clean_line(attribute.name.raw(row));
        let is_option = options.iter().any(|option| option.name.eq_ignore_ascii_case(&label));
        let is_global = attribute.global.flag(row) == Some(true);
        let is_shown = attribute.visible.flag(row) != Some(false) || is_global;
        let values = value::split_list(attribute.values.raw(row), ',');
        (!label.is_empty() && !is_option && is_shown).then_some(ImportedAttribute { label, values, facet: is_global })
    });
    let added = columns.extras.attributes.iter().map(|(column, label, facet)| ImportedAttribute {
        label: label.clone(),
        values: Vec::from_iter(Some(value::clean_line(column.raw(row))).filter(|value| !value.is_empty())),
        facet: *facet,
    });
    own.chain(added).filter(|attribute| !attribute.values.is_empty()).collect()
}

/// The class of tax; `parent` is the parent's.
fn tax_class(columns: &Columns, row: &Row, parent: Option<&'static str>, notes: &mut Notes) -> &'static str {
    let cell = columns.tax_class.raw(row).to_lowercase();
    if matches!(columns.tax_status.raw(row).to_lowercase().as_str(), "none" | "shipping") {
        return "zero";
    }
    match (cell.as_str(), parent) {
        ("parent", Some(class)) => class,
        ("" | "standard" | "parent", _) => "standard",
        (class, _) if class.contains("reduced") => "reduced",
        (class, _) if class.contains("zero") => "zero",
        _ => {
            notes.warn_once(
                row.line(),
                columns.tax_class.name(),
                &cell,
                "this class of tax is unknown; standard is taken",
            );
            "standard"
        }
    }
}
