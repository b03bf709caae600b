//! Options with differences of price as variants, one for each combination of values.

use domain::kernel::Money;

use super::{Entry, EntryOption, EntryValue, OptionKind};
use crate::importer::{
    notes::Notes,
    platform::{MOST_IMPORTED_VARIANTS, ReadContext, sale::Price, stock::split},
    product::{ImportedOption, ImportedPicture, ImportedVariant},
    value,
};

/// The value that stands for choosing none of an option that need not be chosen.
const NONE: &str = "None";

/// The options and variants of an entry; `None` when its price cannot be read, which is noted.
pub(super) fn read(
    entry: &Entry,
    pictures: &mut Vec<ImportedPicture>,
    context: ReadContext,
    notes: &mut Notes,
) -> Option<(Vec<ImportedOption>, Vec<ImportedVariant>)> {
    let price = price(entry, context, notes)?;
    let options = choices(entry, notes);
    let combinations = combinations(&options);
    let stock = Stock::new(entry, &options, &combinations, notes);
    let several = combinations.len() > 1;
    let mut variants = Vec::with_capacity(combinations.len());
    for (index, combination) in combinations.iter().enumerate() {
        let values: Vec<&EntryValue> =
            options.iter().zip(combination).filter_map(|(option, index)| option.values.get(*index)).collect();
        let difference = values.iter().map(|value| difference(value, context, notes)).sum();
        variants.push(ImportedVariant {
            line: values.first().map_or(entry.line, |value| value.line),
            // One code cannot stand for several variants: all but the first get their own.
            sku: if several && index > 0 { String::new() } else { sku(entry, notes) },
            choice: combination.clone(),
            price: shifted(price.now, difference),
            compare_at: price.former.map(|former| shifted(former, difference)),
            cost: None,
            barcode: if several { String::new() } else { value::clean_line(&entry.barcode) },
            weight_grams: weight(entry, &values, notes),
            content: None,
            tax_class: entry.tax_class,
            picture: values.iter().find_map(|value| picture(value, pictures)),
            track_stock: stock.is_counted,
            on_hand: stock.of(index),
        });
    }
    let options = options.iter().map(|option| ImportedOption {
        name: value::clean_line(&option.name),
        values: option.values.iter().map(|value| value.name.clone()).collect(),
    });
    Some((options.collect(), variants))
}

/// The variants that a product without any becomes by options with differences of price.
pub(in crate::importer::platform) fn with_options(
    only: ImportedVariant,
    options: Vec<EntryOption>,
    context: ReadContext,
    notes: &mut Notes,
) -> (Vec<ImportedOption>, Vec<ImportedVariant>) {
    let entry = Entry {
        line: only.line,
        sku: only.sku.clone(),
        barcode: only.barcode.clone(),
        price: only.compare_at.unwrap_or(only.price).decimal(),
        special: only.compare_at.map(|_| only.price.decimal()).unwrap_or_default(),
        quantity: only.on_hand.map(|number| number.to_string()).unwrap_or_default(),
        counts_stock: only.track_stock,
        weight: only.weight_grams.to_string(),
        weight_unit: "g".to_owned(),
        tax_class: only.tax_class,
        options,
        ..Entry::default()
    };
    match read(&entry, &mut Vec::new(), context, notes) {
        Some((options, mut variants)) => {
            variants.iter_mut().for_each(|variant| variant.cost = only.cost);
            (options, variants)
        }
        None => (Vec::new(), vec![only]),
    }
}

fn price(entry: &Entry, context: ReadContext, notes: &mut Notes) -> Option<Price> {
    let mut amount = |column: &str, cell: &str| match value::amount(cell, context.currency) {
        Ok(amount) => Ok(amount.map(|amount| amount.money)),
        Err(reason) => {
            notes.fail(entry.line, column, cell, reason);
            Err(())
        }
    };
    let regular = amount("price", &entry.price).ok()?;
    let special = amount("special price", &entry.special).ok()?;
    let price = Price::of(regular, special);
    if price.is_none() {
        notes.fail(entry.line, "price", "", "the row has no price");
    }
    price
}

fn sku(entry: &Entry, notes: &mut Notes) -> String {
    let sku = value::clean_line(&entry.sku);
    if sku.chars().count() > 64 {
        notes.warn(entry.line, "sku", &sku, "is longer than 64 characters; a new one is made");
        return String::new();
    }
    sku
}

/// The options that make variants; the others are told and left out.
fn choices(entry: &Entry, notes: &mut Notes) -> Vec<EntryOption> {
    let mut kept: Vec<EntryOption> = Vec::new();
    let mut count = 1_usize;
    for option in &entry.options {
        let mut leave_out = |reason: &str| notes.warn(option.line, "option", &option.name, reason);
        match option.kind {
            OptionKind::One => {}
            OptionKind::Several => {
                leave_out(
                    "of this option several values can be chosen at once, which is not sold here; it is left out",
                );
                continue;
            }
            OptionKind::Free => {
                leave_out("this option asks for a text, a day or a file, which is not sold here; it is left out");
                continue;
            }
        }
        let option = distinct(option);
        let longer = count.saturating_mul(option.values.len());
        if option.values.is_empty() {
            leave_out("this option has no values; it is left out");
        } else if longer > MOST_IMPORTED_VARIANTS {
            leave_out("the options make more variants than a product can have; this one is left out");
        } else {
            count = longer;
            kept.push(option);
        }
    }
    kept
}

/// The option with each value once, and with a value for choosing none where that is allowed.
fn distinct(option: &EntryOption) -> EntryOption {
    let mut values: Vec<EntryValue> = Vec::new();
    for value in &option.values {
        let name = value::clean_line(&value.name);
        if !name.is_empty() && values.iter().all(|known| known.name != name) {
            values.push(EntryValue { name, ..value.clone() });
        }
    }
    if !option.required && !values.is_empty() {
        values.insert(0, EntryValue { line: option.line, name: NONE.to_owned(), ..EntryValue::default() });
    }
    EntryOption { values, ..option.clone() }
}

fn combinations(options: &[EntryOption]) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for option in options {
        let longer = all.iter().flat_map(|choice: &Vec<usize>| {
            (0..option.values.len()).map(move |index| choice.iter().copied().chain([index]).collect())
        });
        all = longer.collect();
    }
    all
}

/// What a value adds to the price, in minor units.
fn difference(entry_value: &EntryValue, context: ReadContext, notes: &mut Notes) -> i64 {
    let cell = entry_value.price.trim_start_matches('-');
    let is_cheaper = entry_value.is_cheaper || entry_value.price.starts_with('-');
    match value::amount(cell, context.currency) {
        Ok(amount) => {
            let minor = amount.map_or(0, |amount| amount.money.minor);
            if is_cheaper { -minor } else { minor }
        }
        Err(reason) => {
            notes.warn(entry_value.line, "option value price", cell, format!("{reason}; left out"));
            0
        }
    }
}

fn shifted(money: Money, difference: i64) -> Money {
    Money::new(money.minor.saturating_add(difference).max(0), money.currency)
}

fn weight(entry: &Entry, values: &[&EntryValue], notes: &mut Notes) -> i64 {
    let mut grams = |line: u64, cell: &str| {
        value::grams(cell.trim_start_matches('-'), &entry.weight_unit).unwrap_or_else(|reason| {
            notes.warn(line, "weight", cell, format!("{reason}; left out"));
            None
        })
    };
    let base = grams(entry.line, &entry.weight).unwrap_or(0);
    let differences = values.iter().map(|value| {
        let grams = grams(value.line, &value.weight).unwrap_or(0);
        if value.is_lighter || value.weight.starts_with('-') { -grams } else { grams }
    });
    differences.fold(base, i64::saturating_add).max(0)
}

/// The index of a value's picture, which joins the product's.
fn picture(entry_value: &EntryValue, pictures: &mut Vec<ImportedPicture>) -> Option<usize> {
    let source = value::clean_line(&entry_value.picture);
    if source.is_empty() {
        return None;
    }
    let known = pictures.iter().position(|picture| picture.source == source);
    Some(known.unwrap_or_else(|| {
        pictures.push(ImportedPicture { line: entry_value.line, source, alternative_text: String::new() });
        pictures.len() - 1
    }))
}

/// How many there are of each combination.
struct Stock {
    is_counted: bool,
    numbers: Vec<Option<i64>>,
}

impl Stock {
    /// Counted by value where values are counted, else by product. What combinations share is split among them.
    fn new(entry: &Entry, options: &[EntryOption], combinations: &[Vec<usize>], notes: &mut Notes) -> Self {
        let mut number = |line: u64, cell: &str| {
            let number = value::whole_number(cell).unwrap_or_else(|reason| {
                notes.warn(line, "quantity", cell, format!("{reason}; left out"));
                None
            });
            if number.is_some_and(|number| number < 0) {
                notes.warn(line, "quantity", cell, "is negative; 0 is kept");
            }
            number.map(|number| number.clamp(0, 1_000_000_000))
        };
        let mut numbers: Vec<Option<i64>> = vec![None; combinations.len()];
        for (place, option) in options.iter().enumerate() {
            for (index, value) in option.values.iter().enumerate() {
                let whole = value.quantity.as_ref().and_then(|cell| number(value.line, cell));
                let Some(whole) = whole else { continue };
                let having: Vec<usize> = (0..combinations.len())
                    .filter(|at| combinations.get(*at).and_then(|choice| choice.get(place)) == Some(&index))
                    .collect();
                for (at, part) in having.iter().zip(split(whole, having.len())) {
                    if let Some(known) = numbers.get_mut(*at) {
                        *known = Some(known.map_or(part, |known| known.min(part)));
                    }
                }
            }
        }
        let shared: Vec<usize> =
            numbers.iter().enumerate().filter(|(_, number)| number.is_none()).map(|(at, _)| at).collect();
        if let Some(whole) = number(entry.line, &entry.quantity).filter(|_| !shared.is_empty()) {
            for (at, part) in shared.iter().zip(split(whole, shared.len())) {
                if let Some(known) = numbers.get_mut(*at) {
                    *known = Some(part);
                }
            }
        }
        if combinations.len() > 1 && entry.counts_stock {
            let reason = "variants share the stock of this product or of its option values; it is split among them";
            notes.warn_once(entry.line, "quantity", &entry.quantity, reason);
        }
        Self { is_counted: entry.counts_stock, numbers }
    }

    fn of(&self, index: usize) -> Option<i64> {
        self.numbers.get(index).copied().flatten()
    }
}
