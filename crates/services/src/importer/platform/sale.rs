//! The price of today: a regular price, a reduced one, and the days on which that holds.

use domain::kernel::{Date, Money};

use super::{Column, ReadContext};
use crate::importer::{file::Row, notes::Notes};

/// What a thing costs today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::importer) struct Price {
    pub now: Money,
    pub former: Option<Money>,
}

/// The columns that make up a price.
#[derive(Clone, Debug)]
pub(in crate::importer) struct PriceColumns {
    pub regular: Column,
    pub sale: Column,
    pub from: Column,
    pub to: Column,
    /// How the platform writes days.
    pub day: fn(&str) -> Result<Option<Date>, String>,
}

impl PriceColumns {
    /// The price of a row; `None` when it has none, which is noted.
    pub fn read(&self, row: &Row, context: ReadContext, notes: &mut Notes) -> Option<Price> {
        let regular = self.regular.amount(row, context.currency, notes).ok()?;
        let sale = self.sale.amount(row, context.currency, notes).ok()?;
        let price = Price::of(regular, sale.filter(|_| self.is_on(row, context, notes)));
        if price.is_none() {
            notes.fail(row.line(), self.regular.name(), "", "the row has no price");
        }
        price
    }

    /// Whether today is one of the sale's days. A sale that is still to come is told, since the shop does not know of it.
    fn is_on(&self, row: &Row, context: ReadContext, notes: &mut Notes) -> bool {
        let mut day = |column: &Column| {
            let cell = column.raw(row);
            (self.day)(cell).unwrap_or_else(|reason| {
                notes.warn(row.line(), column.name(), cell, format!("{reason}; left out"));
                None
            })
        };
        let (from, to) = (day(&self.from), day(&self.to));
        let today = context.today.days();
        if from.is_some_and(|from| from.days() > today) {
            let reason = "the sale is still to come; the regular price is kept";
            notes.warn(row.line(), self.from.name(), self.from.raw(row), reason);
            return false;
        }
        if to.is_some() && from.is_none_or(|from| from.days() <= today) && to.is_some_and(|to| to.days() >= today) {
            notes.warn(row.line(), self.to.name(), self.to.raw(row), "the sale does not end by itself here");
        }
        to.is_none_or(|to| to.days() >= today)
    }
}

impl Price {
    /// The price of a regular and a reduced amount.
    pub fn of(regular: Option<Money>, sale: Option<Money>) -> Option<Self> {
        match (regular, sale) {
            (Some(regular), Some(sale)) if sale.minor < regular.minor => {
                Some(Self { now: sale, former: Some(regular) })
            }
            (Some(only), _) | (None, Some(only)) => Some(Self { now: only, former: None }),
            (None, None) => None,
        }
    }
}
