//! Orders of the past, whichever names their columns have.

use domain::kernel::{Currency, Email, Timestamp};

use super::person::{Names, line};
use crate::importer::{file::NamedRow, notes::Notes, order::ImportedOrder, value};

/// The columns of an order's head.
#[derive(Clone, Copy, Debug)]
pub(super) struct OrderNames {
    pub id: Names,
    pub number: Names,
    pub email: Names,
    pub currency: Names,
    pub rate: Names,
    pub goods: Names,
    pub discount: Names,
    pub shipping: Names,
    pub tax: Names,
    pub total: Names,
    pub refunded: Names,
    pub state: Names,
    pub payment_state: Names,
    pub payment_name: Names,
    pub shipping_name: Names,
    pub note: Names,
    pub placed_at: Names,
}

/// An amount of a row; what cannot be read is a failure of the order.
pub(super) fn amount(row: &NamedRow, names: Names, rate: &str, currency: Currency, notes: &mut Notes) -> Option<i64> {
    let cell = row.first(names);
    value::sum(cell, rate, currency)
        .map_err(|reason| notes.fail(row.line(), names.first().copied().unwrap_or_default(), cell, reason))
        .ok()
}

/// The currency of an order: by its code, else by the sign of its total, else the shop's.
fn currency(row: &NamedRow, names: &OrderNames, shop: Currency) -> Currency {
    const SIGNS: [(char, &str); 4] = [('$', "USD"), ('€', "EUR"), ('£', "GBP"), ('¥', "JPY")];
    let total = row.first(names.total);
    let by_sign = || SIGNS.iter().find(|(sign, _)| total.contains(*sign)).map(|(_, code)| *code);
    let code = Some(row.first(names.currency)).filter(|code| !code.is_empty()).or_else(by_sign);
    code.and_then(|code| Currency::parse(code).ok()).unwrap_or(shop)
}

/// The head of an order without lines and address; `None` when it cannot be taken over, which is noted.
pub(super) fn head(row: &NamedRow, names: &OrderNames, shop: Currency, notes: &mut Notes) -> Option<ImportedOrder> {
    let number = line(row, names.number);
    let id = line(row, names.id);
    if number.is_empty() && id.is_empty() {
        notes.fail(row.line(), names.number.first().copied().unwrap_or_default(), "", "the order has no number");
        return None;
    }
    let placed_at = placed_at(row, names, notes)?;
    let currency = currency(row, names, shop);
    let rate = row.first(names.rate);
    let mut sum = |names: Names| amount(row, names, rate, currency, notes);
    Some(ImportedOrder {
        key: if id.is_empty() { number.clone() } else { format!("id:{id}") },
        line: row.line(),
        number: if number.is_empty() { id } else { number },
        email: Email::parse(&line(row, names.email)).ok(),
        address: crate::importer::customer::ImportedAddress::default(),
        currency,
        goods: sum(names.goods)?,
        discount: sum(names.discount)?.saturating_abs(),
        shipping: sum(names.shipping)?,
        tax: sum(names.tax)?,
        total: sum(names.total)?,
        refunded: sum(names.refunded)?,
        state: line(row, names.state),
        payment_state: line(row, names.payment_state),
        payment_name: line(row, names.payment_name),
        shipping_name: line(row, names.shipping_name),
        note: line(row, names.note),
        placed_at,
        lines: Vec::new(),
    })
}

fn placed_at(row: &NamedRow, names: &OrderNames, notes: &mut Notes) -> Option<Timestamp> {
    let cell = row.first(names.placed_at);
    let column = names.placed_at.first().copied().unwrap_or_default();
    match value::moment(cell) {
        Ok(Some(moment)) => Some(moment),
        Ok(None) => {
            notes.fail(row.line(), column, cell, "the order does not say when it was placed");
            None
        }
        Err(reason) => {
            notes.fail(row.line(), column, cell, reason);
            None
        }
    }
}
