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

/// `whole` in `count` parts that differ by one at most: shared stock is split, so that never more is sold than there is.
pub(super) fn split(whole: i64, count: usize) -> Vec<i64> {
    let parts = i64::try_from(count).unwrap_or(i64::MAX).max(1);
    (0..parts).map(|index| whole / parts + i64::from(index < whole % parts)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_stock_is_split_without_gain_or_loss() {
        assert_eq!(split(10, 3), [4, 3, 3]);
        assert_eq!(split(1, 3), [1, 0, 0]);
        assert_eq!(split(0, 2), [0, 0]);
    }
}
