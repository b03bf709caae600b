//! Many rows in one statement, in as few statements as both databases allow.

use std::{borrow::Cow, fmt::Write as _};

use sqlx::AssertSqlSafe;

use crate::db::{DatabaseError, Transaction};

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

/// Placeholders of one statement. SQLite takes 32,766 of them, PostgreSQL 65,535; more rows a statement are not faster.
const PLACEHOLDERS: usize = 6_000;

/// Rows that wait for one `INSERT`.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    statement: &'static str,
    columns: usize,
    cells: Vec<Cell>,
}

impl Rows {
    /// No rows yet. The statement inserts one row; its placeholders are repeated for more.
    pub fn new(statement: &'static str) -> Self {
        Self { statement, columns: statement.matches('$').count().max(1), cells: Vec::new() }
    }

    /// Adds a row.
    pub fn add<const COLUMNS: usize>(&mut self, row: [Cell; COLUMNS]) {
        debug_assert_eq!(COLUMNS, self.columns, "{}", self.statement);
        self.cells.extend(row);
    }

    /// Writes all rows.
    pub async fn write(&self, transaction: &mut Transaction) -> Result<(), DatabaseError> {
        let most = (PLACEHOLDERS / self.columns).max(1) * self.columns;
        for cells in self.cells.chunks(most) {
            let text = repeated(self.statement, self.columns, cells.len() / self.columns);
            let mut query = sqlx::query(AssertSqlSafe(text));
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

/// The statement with its group of placeholders `count` times.
fn repeated(statement: &'static str, columns: usize, count: usize) -> String {
    let head = statement.split_once(" VALUES ").map_or(statement, |(head, _)| head);
    let mut text = String::with_capacity(head.len() + count * columns * 6);
    text.push_str(head);
    text.push_str(" VALUES ");
    for row in 0..count {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            let comma = if column == 0 { "" } else { ", " };
            let _ = write!(text, "{comma}${}", row * columns + column + 1);
        }
        text.push(')');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn placeholders_count_on_from_row_to_row() {
        let text = repeated("INSERT INTO t (a, b) VALUES ($1, $2)", 2, 2);
        assert_eq!(text, "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)");
    }
}
