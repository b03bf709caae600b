//! The variants of rows: one each, told apart by their options.

use super::{Columns, ReadContext, field::Field, sources};
use crate::importer::{
    file::Row,
    notes::Notes,
    platform::{column::Column, options, sale::Price},
    product::{ImportedOption, ImportedPicture, ImportedVariant},
    value,
};

/// Units that prices are compared by.
const UNITS: [&str; 6] = ["g", "kg", "ml", "l", "cm", "m"];

/// The options and variants of a product's rows.
pub(super) fn read(
    columns: &Columns,
    rows: &[Row],
    pictures: &mut [ImportedPicture],
    context: ReadContext,
    notes: &mut Notes,
) -> (Vec<ImportedOption>, Vec<ImportedVariant>) {
    let (mut options, placed) = find_options(columns, rows);
    let mut variants: Vec<ImportedVariant> = Vec::new();
    for row in rows {
        let values: Vec<String> = placed.iter().map(|column| value::clean_line(column.raw(row))).collect();
        let is_parent = !placed.is_empty() && values.iter().all(String::is_empty);
        // A row without a price among others is there for its pictures or texts.
        if is_parent || (rows.len() > 1 && columns.price.raw(row).is_empty()) {
            continue;
        }
        let choice: Vec<usize> =
            options.iter_mut().zip(values).map(|(option, value)| options::index_of(option, or_none(value))).collect();
        if let Some(twin) = variants.iter().find(|variant| variant.choice == choice) {
            let reason = format!("nothing tells this row apart from that of line {}", twin.line);
            notes.fail(row.line(), columns.handle.name(), columns.handle.raw(row), reason);
        } else {
            variants.extend(variant(columns, row, choice, pictures, context, notes));
        }
    }
    options::drop_unused(&mut options, &mut variants);
    (options, variants)
}

/// A variant that lacks a value which others have.
fn or_none(value: String) -> String {
    if value.is_empty() { "None".to_owned() } else { value }
}

/// The options, and the columns of their values: numbered ones where they are filled, else columns like "Size" whose values
/// differ among the rows.
fn find_options(columns: &Columns, rows: &[Row]) -> (Vec<ImportedOption>, Vec<Column>) {
    let is_filled = |column: &Column| rows.iter().any(|row| !column.raw(row).is_empty());
    let numbered: Vec<(Column, Column)> =
        columns.numbered_options().into_iter().filter(|(_, values)| is_filled(values)).collect();
    let option = |name: String| ImportedOption { name, values: Vec::new() };
    if !numbered.is_empty() {
        let name = |(index, (name, _)): (usize, &(Column, Column))| {
            let written = rows.iter().map(|row| value::clean_line(name.raw(row))).find(|name| !name.is_empty());
            option(written.unwrap_or_else(|| format!("Option {}", index + 1)))
        };
        let options = numbered.iter().enumerate().map(name).collect();
        return (options, numbered.into_iter().map(|(_, values)| values).collect());
    }
    let differs = |column: &&Column| {
        let mut values: Vec<&str> = rows.iter().map(|row| column.raw(row)).filter(|value| !value.is_empty()).collect();
        values.sort_unstable();
        values.dedup();
        values.len() > 1
    };
    let differing: Vec<Column> = columns.all(Field::Option).filter(differs).cloned().collect();
    (differing.iter().map(|column| option(value::clean_line(column.name()))).collect(), differing)
}

fn variant(
    columns: &Columns,
    row: &Row,
    choice: Vec<usize>,
    pictures: &[ImportedPicture],
    context: ReadContext,
    notes: &mut Notes,
) -> Option<ImportedVariant> {
    let regular = columns.price.amount(row, context.currency, notes).ok()?;
    let sale = columns.sale_price.optional_amount(row, context.currency, notes).filter(|sale| sale.minor > 0);
    let Some(price) = Price::of(regular, sale) else {
        notes.fail(row.line(), columns.price.name(), "", "the row has no price");
        return None;
    };
    let compare_at = columns.compare_at.optional_amount(row, context.currency, notes);
    let on_hand = columns.quantity.number(row, notes);
    if on_hand.is_some_and(|number| number < 0) {
        notes.warn(row.line(), columns.quantity.name(), columns.quantity.raw(row), "is negative; 0 is kept");
    }
    let own = columns.all(Field::Image).flat_map(|column| sources(column.raw(row))).next();
    Some(ImportedVariant {
        line: row.line(),
        sku: columns.sku.sku(row, notes),
        picture: own
            .filter(|_| !choice.is_empty())
            .and_then(|own| pictures.iter().position(|known| known.source == own)),
        choice,
        price: price.now,
        compare_at: price.former.or(compare_at.filter(|former| former.minor > price.now.minor)),
        cost: columns.cost.optional_amount(row, context.currency, notes),
        barcode: columns.barcode.barcode(row, notes),
        weight_grams: weight(columns, row, notes),
        content: content(columns, row, notes),
        tax_class: tax_class(columns, row, notes),
        track_stock: on_hand.is_some(),
        on_hand: on_hand.map(|number| number.clamp(0, 1_000_000_000)),
    })
}

/// The weight by the unit of its own column, of its name, or of the cell.
fn weight(columns: &Columns, row: &Row, notes: &mut Notes) -> i64 {
    let cell = columns.weight.raw(row);
    let split = cell.find(|character: char| character.is_alphabetic()).unwrap_or(cell.len());
    let (number, written) =
        (cell.get(..split).unwrap_or_default().trim(), cell.get(split..).unwrap_or_default().trim());
    let name = columns.weight.name().to_lowercase();
    let words = name.split(|character: char| !character.is_alphabetic());
    let named = words.into_iter().find(|word| matches!(*word, "g" | "kg" | "lb" | "lbs" | "oz"));
    let grams = name.starts_with("gram").then_some("g");
    let unit = [written, columns.weight_unit.raw(row), named.or(grams).unwrap_or_default()];
    let unit = unit.into_iter().find(|unit| !unit.is_empty()).unwrap_or_else(|| {
        if !number.is_empty() {
            let reason = "nothing says the unit of weights; kilograms are taken";
            notes.warn_once(row.line(), columns.weight.name(), cell, reason);
        }
        "kg"
    });
    let read = value::grams(number, unit).unwrap_or_else(|reason| {
        notes.warn(row.line(), columns.weight.name(), cell, format!("{reason}; left out"));
        None
    });
    read.unwrap_or(0)
}

/// How much of what is in it: in two cells, or "500 ml" in one.
fn content(columns: &Columns, row: &Row, notes: &mut Notes) -> Option<(i64, String)> {
    let cell = columns.content_amount.raw(row);
    let split = cell.find(char::is_alphabetic).unwrap_or(cell.len());
    let (number, written) = cell.split_at_checked(split).unwrap_or((cell, ""));
    let unit = if written.is_empty() { columns.content_unit.raw(row) } else { written }.trim().to_lowercase();
    match value::whole_number(number.trim()) {
        Ok(Some(amount)) if amount > 0 && UNITS.contains(&unit.as_str()) => Some((amount, unit)),
        Ok(None | Some(0)) => None,
        _ => {
            let reason = format!("is no whole number of one of these units: {}; left out", UNITS.join(", "));
            notes.warn(row.line(), columns.content_amount.name(), cell, reason);
            None
        }
    }
}

fn tax_class(columns: &Columns, row: &Row, notes: &mut Notes) -> &'static str {
    let class = columns.tax_class.raw(row).to_lowercase();
    match class.as_str() {
        "" | "standard" | "default" | "normal" | "full" => "standard",
        "none" | "zero" | "0" | "exempt" | "steuerfrei" => "zero",
        class if class.contains("reduced") || class.contains("ermäßigt") || class.contains("réduit") => "reduced",
        class => {
            let reason = "this class of tax is unknown; standard is taken";
            notes.warn_once(row.line(), columns.tax_class.name(), class, reason);
            "standard"
        }
    }
}
