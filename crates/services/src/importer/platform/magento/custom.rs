//! Custom options of a simple product: those of which a shopper chooses one make variants, as they do on other platforms.

use super::{Columns, ReadContext};
use crate::importer::{
    file::Row,
    notes::Notes,
    platform::{
        sale::Price,
        shop::{EntryOption, EntryValue, OptionKind},
    },
    value,
};

/// The custom options of a row: `name=Size,type=drop_down,required=1,price=10.0000,price_type=fixed,sku=,option_title=Gold|name=…`,
/// one part for each value.
pub(super) fn read(
    columns: &Columns,
    row: &Row,
    price: Price,
    context: ReadContext,
    notes: &mut Notes,
) -> Vec<EntryOption> {
    let mut options: Vec<EntryOption> = Vec::new();
    for part in value::split_before(columns.custom_options.raw(row), '|', "name=") {
        let pairs = value::pairs(part.trim_end_matches('|'));
        let of = |name: &str| {
            let found = pairs.iter().find(|pair| pair.name == name);
            found.map_or_else(String::new, |pair| value::clean_line(&pair.value))
        };
        let name = of("name");
        let known = options.iter().position(|option| option.name == name).unwrap_or_else(|| {
            let (kind, required) = (kind(&of("type")), of("required") == "1");
            options.push(EntryOption { line: row.line(), name, kind, required, values: Vec::new() });
            options.len() - 1
        });
        let Some(option) = options.get_mut(known).filter(|_| !of("option_title").is_empty()) else { continue };
        option.values.push(EntryValue {
            line: row.line(),
            name: of("option_title"),
            price: added((&of("price"), &of("price_type")), price, row.line(), context, notes),
            ..EntryValue::default()
        });
    }
    options
}

fn kind(name: &str) -> OptionKind {
    match name {
        "drop_down" | "radio" => OptionKind::One,
        "checkbox" | "multiple" => OptionKind::Several,
        _ => OptionKind::Free,
    }
}

/// What a value adds: an amount, or a part of the price.
fn added((cell, kind): (&str, &str), price: Price, line: u64, context: ReadContext, notes: &mut Notes) -> String {
    if kind != "percent" {
        return cell.to_owned();
    }
    let (sign, number) = cell.strip_prefix('-').map_or(("", cell), |rest| ("-", rest));
    let percent = value::amount(number, context.currency).ok().flatten().map(|amount| amount.money);
    let Some(percent) = percent else {
        notes.warn(line, "custom_options", cell, "is no percentage; left out");
        return String::new();
    };
    let base = price.former.unwrap_or(price.now);
    // The percentage is in hundredths as amounts in most currencies are; its scale is that of the currency.
    let scale = 100_i64.saturating_mul(10_i64.saturating_pow(context.currency.exponent()));
    let part = base.minor.saturating_mul(percent.minor).checked_div(scale).unwrap_or(0);
    format!("{sign}{}", domain::kernel::Money::new(part, context.currency).decimal())
}
