//! How many there are. Stock may be counted by the row, by its parent for all variations together, or not at all.

use super::Columns;
use crate::importer::{file::Row, notes::Notes};

/// What a row says about its stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowStock {
    /// It is always there.
    NotCounted,
    /// There are this many.
    Counted(i64),
    /// There are this many, but more may be sold.
    Open(i64),
    /// The parent's stock is shared.
    Parent,
}

impl RowStock {
    /// Whether the number decides if it can be bought, and the number.
    pub fn settle(self) -> (bool, Option<i64>) {
        match self {
            Self::NotCounted | Self::Parent => (false, None),
            Self::Counted(number) => (true, Some(number)),
            Self::Open(number) => (false, Some(number)),
        }
    }
}

/// The stock of a row.
pub(super) fn read(columns: &Columns, row: &Row, notes: &mut Notes) -> RowStock {
    let cell = columns.stock.raw(row);
    if cell.eq_ignore_ascii_case("parent") {
        return RowStock::Parent;
    }
    let in_stock = columns.in_stock.flag(row) != Some(false);
    let Some(number) = columns.stock.number(row, notes) else {
        // Without a number the shop says only "in stock" or "out of stock".
        return if in_stock { RowStock::NotCounted } else { RowStock::Counted(0) };
    };
    if number < 0 {
        notes.warn(row.line(), columns.stock.name(), cell, "is negative; 0 is kept");
    }
    let number = number.clamp(0, 1_000_000_000);
    if columns.backorders.flag(row) == Some(true) {
        let reason = "was sold also without stock; here its stock is not counted";
        notes.warn_once(row.line(), columns.backorders.name(), columns.backorders.raw(row), reason);
        return RowStock::Open(number);
    }
    RowStock::Counted(number)
}
