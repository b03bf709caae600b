//! The variants of a product: itself, or the simple products that a configurable one names.

use super::{Column, Columns, ReadContext, custom, label, picture};
use crate::importer::{
    file::Row,
    notes::Notes,
    platform::{options, sale::Price, shop},
    product::{ImportedOption, ImportedPicture, ImportedVariant},
    value,
};

/// A variant as its parent names it: `sku=MH01-XS-Black,size=XS,color=Black`.
pub(super) struct Named {
    pub sku: String,
    values: Vec<value::Pair>,
}

/// The variants that a configurable row names.
pub(super) fn named(columns: &Columns, row: &Row) -> Vec<Named> {
    let read = value::split_before(columns.variations.raw(row), '|', "sku=").into_iter().filter_map(|part| {
        let (sku, values) = value::pairs(part.trim_end_matches('|')).into_iter().partition(|pair| pair.name == "sku");
        let sku: Vec<value::Pair> = sku;
        Some(Named { sku: value::clean_line(&sku.first()?.value), values })
    });
    read.collect()
}

/// The options and variants of a product.
pub(super) fn read(
    columns: &Columns,
    row: &Row,
    children: &[&Row],
    pictures: &mut Vec<ImportedPicture>,
    context: ReadContext,
    notes: &mut Notes,
) -> (Vec<ImportedOption>, Vec<ImportedVariant>) {
    if !columns.is_kind(row, "configurable") && children.is_empty() {
        let Some(only) = variant(columns, row, Vec::new(), None, context, notes) else {
            return (Vec::new(), Vec::new());
        };
        let price = Price { now: only.price, former: only.compare_at };
        let chosen = custom::read(columns, row, price, context, notes);
        return if chosen.is_empty() {
            (Vec::new(), vec![only])
        } else {
            shop::with_options(only, chosen, context, notes)
        };
    }
    let mut options = options(columns, row);
    let mut variants: Vec<ImportedVariant> = Vec::new();
    let told = notes.failed.len();
    for named in named(columns, row) {
        let child = children.iter().find(|child| {
            columns.store_view.raw(child).is_empty() && columns.sku.raw(child).eq_ignore_ascii_case(&named.sku)
        });
        let Some(child) = child else { continue };
        let Some(choice) = choose(&mut options, &named) else {
            notes.fail(child.line(), columns.variations.name(), &named.sku, "the variant lacks a value of an option");
            continue;
        };
        let twin = variants.iter().find(|variant| variant.choice == choice);
        if let Some(twin) = twin {
            let reason = format!("the options are those of line {}", twin.line);
            notes.fail(child.line(), columns.variations.name(), &named.sku, reason);
            continue;
        }
        let picture = picture::join(columns, child, pictures);
        variants.extend(variant(columns, child, choice, picture, context, notes));
    }
    if variants.is_empty() {
        let name = columns.variations.name();
        notes.fail_unless_told(told, row.line(), name, columns.sku.raw(row), "the product has no variation to sell");
    }
    options::drop_unused(&mut options, &mut variants);
    variants.sort_by(|left, right| left.choice.cmp(&right.choice));
    (options, variants)
}

/// The options in the order in which the first variant names them, with the labels of the row where it has any.
fn options(columns: &Columns, row: &Row) -> Vec<ImportedOption> {
    let labels = value::pairs(columns.variation_labels.raw(row));
    let name = |code: &str| {
        let written = labels.iter().find(|pair| pair.name == code).map(|pair| value::clean_line(&pair.value));
        written.filter(|name| !name.is_empty()).unwrap_or_else(|| label(code))
    };
    let first = named(columns, row).into_iter().next();
    let codes = first.into_iter().flat_map(|named| named.values);
    codes.map(|pair| ImportedOption { name: name(&pair.name), values: Vec::new() }).collect()
}

/// The indices of the variant's values; values that are new are added. Every variant names its values in the same order.
fn choose(options: &mut [ImportedOption], named: &Named) -> Option<Vec<usize>> {
    let values: Vec<String> = named.values.iter().map(|pair| value::clean_line(&pair.value)).collect();
    if values.len() != options.len() || values.iter().any(String::is_empty) {
        return None;
    }
    Some(options.iter_mut().zip(values).map(|(option, value)| options::index_of(option, value)).collect())
}

fn variant(
    columns: &Columns,
    row: &Row,
    choice: Vec<usize>,
    picture: Option<usize>,
    context: ReadContext,
    notes: &mut Notes,
) -> Option<ImportedVariant> {
    let price = columns.price.read(row, context, notes)?;
    let (track_stock, on_hand) = stock(columns, row, notes);
    if !columns.weight.raw(row).is_empty() {
        let reason = "the file does not say the unit of weights; kilograms are taken";
        notes.warn_once(row.line(), columns.weight.name(), columns.weight.raw(row), reason);
    }
    Some(ImportedVariant {
        line: row.line(),
        sku: columns.sku.sku(row, notes),
        choice,
        price: price.now,
        compare_at: price.former,
        cost: columns.cost.optional_amount(row, context.currency, notes),
        barcode: barcode(columns, row),
        weight_grams: columns.weight.grams(row, "kg", notes).unwrap_or(0),
        content: None,
        tax_class: tax_class(columns, row, notes),
        picture,
        track_stock,
        on_hand,
    })
}

fn barcode(columns: &Columns, row: &Row) -> String {
    let found = value::pairs(columns.attributes.raw(row))
        .into_iter()
        .find(|pair| matches!(pair.name.as_str(), "ean" | "gtin" | "upc" | "barcode" | "isbn"));
    found.map_or_else(String::new, |pair| value::clean_line(&pair.value))
}

/// Whether the number of items counts, and the number.
fn stock(columns: &Columns, row: &Row, notes: &mut Notes) -> (bool, Option<i64>) {
    let own = |config: &Column| config.flag(row) != Some(true);
    let counted = columns.manage_stock.flag(row) != Some(false) || !own(&columns.use_config_manage_stock);
    let backorders = matches!(columns.backorders.raw(row), "1" | "2") && own(&columns.use_config_backorders);
    let number = columns.quantity.number(row, notes);
    if number.is_some_and(|number| number < 0) {
        notes.warn(row.line(), columns.quantity.name(), columns.quantity.raw(row), "is negative; 0 is kept");
    }
    let number = number.map(|number| number.clamp(0, 1_000_000_000));
    if counted && columns.in_stock.flag(row) == Some(false) {
        return (true, Some(0));
    }
    (counted && !backorders, number)
}

fn tax_class(columns: &Columns, row: &Row, notes: &mut Notes) -> &'static str {
    let class = columns.tax_class.raw(row).to_lowercase();
    match class.as_str() {
        "" | "taxable goods" | "default" | "standard" => "standard",
        "none" | "0" => "zero",
        class if class.contains("reduced") || class.contains("ermäßigt") => "reduced",
        class => {
            let reason = "this class of tax is unknown; standard is taken";
            notes.warn_once(row.line(), columns.tax_class.name(), class, reason);
            "standard"
        }
    }
}
