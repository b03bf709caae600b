//! What Zen Cart calls attributes: options with values, of types that are numbers.

use super::words::Words;
use crate::importer::{
    file::NamedRow,
    notes::Notes,
    platform::shop::{EntryOption, EntryValue, OptionKind},
};

/// An option that only tells something.
const READ_ONLY: &str = "5";

fn kind(number: &str) -> OptionKind {
    match number {
        "" | "0" | "2" => OptionKind::One,
        "3" => OptionKind::Several,
        _ => OptionKind::Free,
    }
}

/// The options that shoppers act on.
pub(super) fn read(rows: &[NamedRow], words: &Words, notes: &mut Notes) -> Vec<EntryOption> {
    let mut options: Vec<(String, EntryOption)> = Vec::new();
    // A line that is only shown is a heading like "Please choose".
    for row in rows.iter().filter(|row| row.get("attributes_display_only") != "1") {
        let id = row.get("options_id");
        let number = words.option_types.name(id);
        if number == READ_ONLY {
            continue;
        }
        tell_other_prices(row, notes);
        if !options.iter().any(|(known, _)| known == id) {
            let name = words.options.name(id).to_owned();
            let option = EntryOption { line: row.line(), name, kind: kind(number), required: true, values: Vec::new() };
            options.push((id.to_owned(), option));
        }
        if let Some((_, option)) = options.iter_mut().find(|(known, _)| known == id) {
            option.values.push(value(row, words));
        }
    }
    options.sort_by_key(|(id, _)| words.option_order(id));
    options.into_iter().map(|(_, option)| option).collect()
}

/// What options of the read-only type say, as names and values.
pub(super) fn facts(rows: &[NamedRow], words: &Words) -> Vec<(String, String)> {
    let facts = rows.iter().filter(|row| words.option_types.name(row.get("options_id")) == READ_ONLY);
    let text = |row: &NamedRow| {
        let name = words.options.name(row.get("options_id")).to_owned();
        (name, words.option_values.name(row.get("options_values_id")).to_owned())
    };
    facts.map(text).collect()
}

fn value(row: &NamedRow, words: &Words) -> EntryValue {
    EntryValue {
        line: row.line(),
        name: words.option_values.name(row.get("options_values_id")).to_owned(),
        price: row.get("options_values_price").to_owned(),
        is_cheaper: row.get("price_prefix") == "-",
        quantity: None,
        weight: row.get("products_attributes_weight").to_owned(),
        is_lighter: row.get("products_attributes_weight_prefix") == "-",
        picture: row.get("attributes_image").to_owned(),
    }
}

fn tell_other_prices(row: &NamedRow, notes: &mut Notes) {
    for column in
        ["attributes_price_onetime", "attributes_price_factor", "attributes_qty_prices", "attributes_price_words"]
    {
        let cell = row.get(column);
        if !cell.chars().all(|character| matches!(character, '0' | '.')) {
            notes.warn_once(row.line(), column, cell, "this way of pricing has no place in the shop; it is left out");
        }
    }
}
