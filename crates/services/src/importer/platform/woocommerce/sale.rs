//! The price of today: WooCommerce knows a regular price, a reduced one, and the days on which that holds.

use domain::kernel::Money;

use super::Columns;
use crate::importer::{file::Row, notes::Notes, platform::ReadContext, value};

/// What a thing costs today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Price {
    pub now: Money,
    pub former: Option<Money>,
}

/// The price of a row; `None` when it has none, which is noted.
pub(super) fn price(columns: &Columns, row: &Row, context: ReadContext, notes: &mut Notes) -> Option<Price> {
    let regular = columns.regular_price.amount(row, context.currency, notes).ok()?;
    let sale = columns.sale_price.amount(row, context.currency, notes).ok()?;
    let sale = sale.filter(|_| is_on(columns, row, context, notes));
    match (regular, sale) {
        (Some(regular), Some(sale)) if sale.minor < regular.minor => Some(Price { now: sale, former: Some(regular) }),
        (Some(regular), _) => Some(Price { now: regular, former: None }),
        (None, Some(sale)) => Some(Price { now: sale, former: None }),
        (None, None) => {
            notes.fail(row.line(), columns.regular_price.name(), "", "the row has no price");
            None
        }
    }
}

/// Whether today is one of the sale's days. A sale that is still to come is told, since the shop does not know of it.
fn is_on(columns: &Columns, row: &Row, context: ReadContext, notes: &mut Notes) -> bool {
    let mut day = |column: &super::Column| {
        let cell = column.raw(row);
        value::date(cell).unwrap_or_else(|reason| {
            notes.warn(row.line(), column.name(), cell, format!("{reason}; left out"));
            None
        })
    };
    let (from, to) = (day(&columns.sale_from), day(&columns.sale_to));
    let today = context.today.days();
    if from.is_some_and(|from| from.days() > today) {
        let cell = columns.sale_from.raw(row);
        notes.warn(row.line(), columns.sale_from.name(), cell, "the sale is still to come; the regular price is kept");
        return false;
    }
    if to.is_some() && from.is_none_or(|from| from.days() <= today) && to.is_some_and(|to| to.days() >= today) {
        let cell = columns.sale_to.raw(row);
        notes.warn(row.line(), columns.sale_to.name(), cell, "the sale does not end by itself here");
    }
    to.is_none_or(|to| to.days() >= today)
}
