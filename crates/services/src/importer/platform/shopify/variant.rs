//! The variants of a Shopify product.

use domain::kernel::Money;

use super::Columns;
use crate::importer::{
    file::Row,
    notes::Notes,
    platform::{ReadContext, options},
    product::{ImportedOption, ImportedPicture, ImportedVariant},
};

/// The options and variants of a product's rows.
pub(super) fn read(
    columns: &Columns,
    rows: &[Row],
    titled: &Row,
    pictures: &mut Vec<ImportedPicture>,
    context: ReadContext,
    notes: &mut Notes,
) -> (Vec<ImportedOption>, Vec<ImportedVariant>) {
    let mut options = option_names(columns, rows, titled);
    let mut variants: Vec<ImportedVariant> = Vec::new();
    for row in rows.iter().filter(|row| is_variant(columns, row)) {
        let Some(choice) = choose(columns, row, &mut options, notes) else { continue };
        if let Some(twin) = variants.iter().find(|variant| variant.choice == choice) {
            let reason = format!("the options are those of line {}", twin.line);
            notes.fail(row.line(), columns.options[0].1.name(), columns.options[0].1.raw(row), reason);
            continue;
        }
        variants.extend(variant(columns, row, choice, pictures, context, notes));
    }
    options::drop_unused(&mut options, &mut variants);
    (options, variants)
}

/// A price or an option value makes a variant; a row with neither is there for its picture.
fn is_variant(columns: &Columns, row: &Row) -> bool {
    !columns.price.raw(row).is_empty() || !columns.options[0].1.raw(row).is_empty()
}

/// The options by name. `Title` with nothing but `Default Title` says that there are none.
fn option_names(columns: &Columns, rows: &[Row], titled: &Row) -> Vec<ImportedOption> {
    let [(first_name, first_value), ..] = &columns.options;
    let values = || rows.iter().map(|row| first_value.raw(row)).filter(|value| !value.is_empty());
    let no_options = first_name.raw(titled).eq_ignore_ascii_case("title")
        && values().all(|value| value.eq_ignore_ascii_case("default title"));
    if no_options || values().next().is_none() {
        return Vec::new();
    }
    let used = columns.options.iter().take_while(|(_, value)| rows.iter().any(|row| !value.raw(row).is_empty()));
    let named = used.enumerate().map(|(index, (name, _))| {
        let written = rows.iter().map(|row| name.raw(row)).find(|name| !name.is_empty());
        ImportedOption {
            name: written.map_or_else(|| format!("Option {}", index + 1), super::value::clean_line),
            values: Vec::new(),
        }
    });
    named.collect()
}

/// The indices of the row's option values; values that are new are added.
fn choose(columns: &Columns, row: &Row, options: &mut [ImportedOption], notes: &mut Notes) -> Option<Vec<usize>> {
    let mut choice = Vec::with_capacity(options.len());
    for (option, (_, column)) in options.iter_mut().zip(&columns.options) {
        let value = super::value::clean_line(column.raw(row));
        if value.is_empty() {
            notes.fail(row.line(), column.name(), "", format!("the row has no {}", option.name));
            return None;
        }
        choice.push(options::index_of(option, value));
    }
    Some(choice)
}

fn variant(
    columns: &Columns,
    row: &Row,
    choice: Vec<usize>,
    pictures: &mut Vec<ImportedPicture>,
    context: ReadContext,
    notes: &mut Notes,
) -> Option<ImportedVariant> {
    let price = columns.price.amount(row, context.currency, notes).ok()?;
    let Some(price) = price else {
        notes.fail(row.line(), columns.price.name(), "", "the variant has no price");
        return None;
    };
    let compare_at = columns.compare_at.optional_amount(row, context.currency, notes);
    let (track_stock, on_hand) = stock(columns, row, notes);
    Some(ImportedVariant {
        line: row.line(),
        sku: columns.sku.sku(row, notes),
        choice,
        price,
        compare_at: compare_at.filter(|former: &Money| former.minor > price.minor),
        cost: columns.cost.optional_amount(row, context.currency, notes),
        barcode: columns.barcode.barcode(row, notes),
        weight_grams: columns.grams.grams(row, "g", notes).unwrap_or(0),
        content: None,
        tax_class: if columns.taxable.flag(row) == Some(false) { "zero" } else { "standard" },
        picture: picture(columns, row, pictures),
        track_stock,
        on_hand,
    })
}

/// Whether the number of items counts, and the number. Without a tracker Shopify sells without counting.
fn stock(columns: &Columns, row: &Row, notes: &mut Notes) -> (bool, Option<i64>) {
    let tracked = !columns.tracker.raw(row).is_empty();
    let sells_on = columns.policy.raw(row).eq_ignore_ascii_case("continue");
    if tracked && sells_on {
        let reason = "was sold also without stock; here its stock is not counted";
        notes.warn_once(row.line(), columns.policy.name(), columns.policy.raw(row), reason);
    }
    if tracked && !columns.quantity.exists() {
        let reason = "the file has no numbers of items (a shop with several locations): stock of new products is 0";
        notes.warn_once(row.line(), columns.quantity.name(), "", reason);
    }
    let on_hand = columns.quantity.number(row, notes);
    if on_hand.is_some_and(|number| number < 0) {
        notes.warn(row.line(), columns.quantity.name(), columns.quantity.raw(row), "is negative; 0 is kept");
    }
    (tracked && !sells_on, on_hand.map(|number| number.clamp(0, 1_000_000_000)))
}

/// The index of the variant's picture, which joins the product's pictures when it is not among them.
fn picture(columns: &Columns, row: &Row, pictures: &mut Vec<ImportedPicture>) -> Option<usize> {
    let source = super::value::clean_line(columns.variant_picture.raw(row));
    if source.is_empty() {
        return None;
    }
    let index = pictures.iter().position(|picture| picture.source == source).unwrap_or_else(|| {
        pictures.push(ImportedPicture { line: row.line(), source, alternative_text: String::new() });
        pictures.len() - 1
    });
    Some(index)
}
