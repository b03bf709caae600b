//! Many rows in one statement, in as few statements as both databases allow.

use std::borrow::Cow;

use crate::db::{DatabaseError, Transaction, many, with_rows};

/// A value of a row.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    Integer(i64),
    Text(Cow<'static, str>),
    /// No number.
    Nothing,
}

impl From<i64> for Cell {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<Option<i64>> for Cell {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Self::Nothing, Self::Integer)
    }
}

impl From<&'static str> for Cell {
    fn from(value: &'static str) -> Self {
        Self::Text(Cow::Borrowed(value))
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Self {
        Self::Text(Cow::Owned(value))
    }
}

/// A row from values of different kinds.
macro_rules! row {
    ($($value:expr),* $(,)?) => { [$($crate::demo::rows::Cell::from($value)),*] };
}
pub(super) use row;

/// Placeholders of one statement. Few: SQLite looks each of them up by its name, one after the other, so that twice as many
/// cost four times as much.
const PLACEHOLDERS: usize = 400;

/// Rows that wait for one `INSERT`.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    /// The statement up to its values.
    head: &'static str,
    columns: usize,
    cells: Vec<Cell>,
}

impl Rows {
    /// No rows yet. The statement inserts one row; its placeholders are repeated for more.
    pub fn new(statement: &'static str) -> Self {
        let head = statement.split_once('$').map_or(statement, |(head, _)| head.trim_end_matches([' ', '(']));
        Self { head, columns: statement.matches('$').count().max(1), cells: Vec::new() }
    }

    /// Adds a row.
    pub fn add<const COLUMNS: usize>(&mut self, row: [Cell; COLUMNS]) {
        debug_assert_eq!(COLUMNS, self.columns, "{}", self.head);
        self.cells.extend(row);
    }

    /// Writes all rows.
    pub async fn write(&self, transaction: &mut Transaction) -> Result<(), DatabaseError> {
        let most = (PLACEHOLDERS / self.columns).max(1) * self.columns;
        for cells in self.cells.chunks(most) {
            let text = with_rows(self.head, self.columns, cells.len() / self.columns);
            let mut query = many(text);
            for cell in cells {
                query = match cell {
                    Cell::Integer(value) => query.bind(*value),
                    Cell::Text(value) => query.bind(value.clone().into_owned()),
                    Cell::Nothing => query.bind(None::<i64>),
                };
            }
            query.execute(transaction.connection()).await?;
        }
        Ok(())
    }
}
