//! The variations of a variable product. A variation whose value of an option is empty stands for all of its values.

use std::collections::HashSet;

use super::{Columns, ReadContext, stock, tax_class};
use crate::importer::{
    file::Row,
    notes::Notes,
    platform::{MOST_IMPORTED_VARIANTS, stock::split},
    product::{ImportedOption, ImportedPicture, ImportedVariant},
    value,
};

/// The options and variants of a variable product.
pub(super) fn read(
    columns: &Columns,
    parent: &Row,
    variations: &[Row],
    pictures: &mut Vec<ImportedPicture>,
    context: ReadContext,
    notes: &mut Notes,
) -> (Vec<ImportedOption>, Vec<ImportedVariant>) {
    let options = options(columns, parent, variations);
    let mut variants: Vec<ImportedVariant> = Vec::new();
    let told = notes.failed.len();
    // Those that name every value come first: "any" fills only what is left.
    let mut ordered: Vec<(&Row, Vec<Option<usize>>)> =
        variations.iter().map(|row| (row, values(columns, row, &options))).collect();
    ordered.sort_by_key(|(_, values)| values.iter().filter(|value| value.is_none()).count());
    for (row, values) in ordered {
        if !matches!(columns.published.raw(row), "" | "1") {
            let reason = "the variation is switched off; it is left out";
            notes.warn(row.line(), columns.published.name(), columns.published.raw(row), reason);
            continue;
        }
        let mut choices = expand(&values, &options);
        choices.retain(|choice| variants.iter().all(|variant| variant.choice != *choice));
        if choices.is_empty() || choices.len() > MOST_IMPORTED_VARIANTS {
            let reason =
                if choices.is_empty() { "other variations have these options" } else { "stands for too many variants" };
            notes.fail(row.line(), columns.parent.name(), columns.parent.raw(row), reason);
            continue;
        }
        variants.extend(variation(columns, parent, row, choices, pictures, context, notes));
    }
    share_parent_stock(columns, parent, variations, &mut variants, notes);
    variants.sort_by(|left, right| left.choice.cmp(&right.choice));
    if variants.is_empty() {
        let reason = "the product has no variation to sell";
        notes.fail_unless_told(told, parent.line(), columns.kind.name(), columns.name.raw(parent), reason);
    }
    (options, variants)
}

/// The attributes that any variation names are the options, with the parent's values first.
fn options(columns: &Columns, parent: &Row, variations: &[Row]) -> Vec<ImportedOption> {
    let names = |row: &Row| -> Vec<String> {
        columns.attributes.iter().map(|attribute| value::clean_line(attribute.name.raw(row))).collect()
    };
    let used: HashSet<String> = variations.iter().flat_map(names).map(|name| name.to_lowercase()).collect();
    let mut options: Vec<ImportedOption> = Vec::new();
    for row in std::iter::once(parent).chain(variations) {
        for (name, attribute) in names(row).into_iter().zip(&columns.attributes) {
            if !name.is_empty() && used.contains(&name.to_lowercase()) {
                add_values(&mut options, name, value::split_list(attribute.values.raw(row), ','));
            }
        }
    }
    options.retain(|option| !option.values.is_empty());
    options
}

fn add_values(options: &mut Vec<ImportedOption>, name: String, values: Vec<String>) {
    let found = options.iter().position(|option| option.name.eq_ignore_ascii_case(&name));
    let index = found.unwrap_or_else(|| {
        options.push(ImportedOption { name, values: Vec::new() });
        options.len() - 1
    });
    let Some(option) = options.get_mut(index) else { return };
    for value in values {
        if !option.values.iter().any(|known| known.eq_ignore_ascii_case(&value)) {
            option.values.push(value);
        }
    }
}

/// For each option the index of the row's value; `None` where any value is meant.
fn values(columns: &Columns, row: &Row, options: &[ImportedOption]) -> Vec<Option<usize>> {
    let value_of = |option: &ImportedOption| {
        let attribute = columns
            .attributes
            .iter()
            .find(|attribute| value::clean_line(attribute.name.raw(row)).eq_ignore_ascii_case(&option.name))?;
        let value = value::split_list(attribute.values.raw(row), ',').into_iter().next()?;
        option.values.iter().position(|known| known.eq_ignore_ascii_case(&value))
    };
    options.iter().map(value_of).collect()
}

/// Every choice that the values stand for.
fn expand(values: &[Option<usize>], options: &[ImportedOption]) -> Vec<Vec<usize>> {
    let mut choices = vec![Vec::new()];
    for (value, option) in values.iter().zip(options) {
        let indices = value.map_or(0..option.values.len(), |index| index..index + 1);
        let longer = choices.iter().flat_map(|choice: &Vec<usize>| {
            indices.clone().map(move |index| choice.iter().copied().chain([index]).collect())
        });
        choices = longer.take(MOST_IMPORTED_VARIANTS + 1).collect();
    }
    choices
}

fn variation(
    columns: &Columns,
    parent: &Row,
    row: &Row,
    choices: Vec<Vec<usize>>,
    pictures: &mut Vec<ImportedPicture>,
    context: ReadContext,
    notes: &mut Notes,
) -> Vec<ImportedVariant> {
    let Some(price) = columns.price.read(row, context, notes) else { return Vec::new() };
    let stock = stock::read(columns, row, notes);
    let (track_stock, whole) = stock.settle();
    if whole.is_some() && choices.len() > 1 {
        let reason = "the variation stands for several variants; its stock is split among them";
        notes.warn(row.line(), columns.stock.name(), columns.stock.raw(row), reason);
    }
    let own = value::clean_html(columns.description.raw(row));
    if !own.is_empty() && own != value::clean_html(columns.description.raw(parent)) {
        let reason = "variants have no description of their own; those of variations are left out";
        notes.warn_once(row.line(), columns.description.name(), &own, reason);
    }
    let parts = whole.map(|whole| split(whole, choices.len()));
    let weight = columns.weight.grams(row, &columns.weight_unit, notes);
    let parent_weight = || columns.weight.grams(parent, &columns.weight_unit, &mut Notes::default());
    let parent_class = tax_class(columns, parent, None, notes);
    let first = ImportedVariant {
        line: row.line(),
        sku: columns.sku.sku(row, notes),
        choice: Vec::new(),
        price: price.now,
        compare_at: price.former,
        cost: columns.cost.optional_amount(row, context.currency, notes),
        barcode: columns.barcode.barcode(row, notes),
        weight_grams: weight.or_else(parent_weight).unwrap_or(0),
        content: None,
        tax_class: tax_class(columns, row, Some(parent_class), notes),
        picture: picture(columns, row, pictures),
        track_stock,
        on_hand: None,
    };
    let several = choices.len() > 1;
    let all = choices.into_iter().enumerate().map(|(index, choice)| ImportedVariant {
        choice,
        on_hand: parts.as_ref().and_then(|parts| parts.get(index).copied()),
        // One code cannot stand for several variants: all but the first get their own.
        sku: if several && index > 0 { String::new() } else { first.sku.clone() },
        barcode: if several { String::new() } else { first.barcode.clone() },
        ..first.clone()
    });
    all.collect()
}

/// Splits the parent's stock among the variants that have none of their own.
fn share_parent_stock(
    columns: &Columns,
    parent: &Row,
    variations: &[Row],
    variants: &mut [ImportedVariant],
    notes: &mut Notes,
) {
    let sharing: Vec<u64> =
        variations.iter().filter(|row| columns.stock.raw(row).eq_ignore_ascii_case("parent")).map(Row::line).collect();
    if sharing.is_empty() {
        return;
    }
    let (track_stock, whole) = stock::read(columns, parent, notes).settle();
    let mut variants: Vec<&mut ImportedVariant> =
        variants.iter_mut().filter(|variant| sharing.contains(&variant.line)).collect();
    let parts = whole.map(|whole| split(whole, variants.len()));
    for (index, variant) in variants.iter_mut().enumerate() {
        variant.track_stock = track_stock;
        variant.on_hand = parts.as_ref().and_then(|parts| parts.get(index).copied());
    }
    if whole.is_some() {
        let reason = "the variations share this stock; it is split among them";
        notes.warn(parent.line(), columns.stock.name(), columns.stock.raw(parent), reason);
    }
}

/// The index of the variation's first picture, which joins the product's when it is not among them.
fn picture(columns: &Columns, row: &Row, pictures: &mut Vec<ImportedPicture>) -> Option<usize> {
    let source = value::split_list(columns.pictures.raw(row), ',').into_iter().next()?;
    let index = pictures.iter().position(|picture| picture.source == source).unwrap_or_else(|| {
        pictures.push(ImportedPicture { line: row.line(), source, alternative_text: String::new() });
        pictures.len() - 1
    });
    Some(index)
}
