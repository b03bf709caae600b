//! Many rows in one statement.

use std::fmt::Write as _;

use sqlx::{Any, AssertSqlSafe, any::AnyArguments, query::Query};

/// A longer statement is prepared anew each time: a connection keeps a hundred, and those of many rows are large.
const KEPT_BYTES: usize = 4_096;

/// A statement that [`with_rows`] or [`with_list`] has written.
pub fn many(statement: String) -> Query<'static, Any, AnyArguments> {
    let is_kept = statement.len() <= KEPT_BYTES;
    sqlx::query(AssertSqlSafe(statement)).persistent(is_kept)
}

/// `statement` followed by `rows` groups of `columns` numbered placeholders: `… ($1, $2), ($3, $4)`.
#[must_use]
pub fn with_rows(statement: &'static str, columns: usize, rows: usize) -> String {
    let mut text = String::with_capacity(statement.len() + rows * columns * 5);
    text.push_str(statement);
    for row in 0..rows {
        text.push_str(if row == 0 { " (" } else { ", (" });
        for column in 0..columns {
            let comma = if column == 0 { "" } else { ", " };
            let _ = write!(text, "{comma}${}", row * columns + column + 1);
        }
        text.push(')');
    }
    text
}

/// `statement` followed by `count` numbered placeholders in brackets, from `$first` on: `… ($2, $3)`.
#[must_use]
pub fn with_list(statement: &'static str, first: usize, count: usize) -> String {
    let mut text = String::with_capacity(statement.len() + count * 5);
    text.push_str(statement);
    for index in 0..count {
        let _ = write!(text, "{}${}", if index == 0 { " (" } else { ", " }, first + index);
    }
    text.push(')');
    text
}

/// What ends the rows of a statement that [`with_more_rows`] can give more of.
const END_OF_ROWS: &str = ") AS typed";

/// `statement` with `rows` groups of `columns` placeholders where it has one: `… (VALUES ($1, $2), ($3, $4)) AS typed …`. The one
/// that it has may say of which kind the columns are.
#[must_use]
pub fn with_more_rows(statement: &'static str, columns: usize, rows: usize) -> String {
    let Some((head, tail)) = statement.split_once(END_OF_ROWS) else { return statement.to_owned() };
    let mut text = head.to_owned();
    for row in 1..rows {
        text.push_str(", (");
        for column in 1..=columns {
            let comma = if column == 1 { "" } else { ", " };
            let _ = write!(text, "{comma}${}", row * columns + column);
        }
        text.push(')');
    }
    text.push_str(END_OF_ROWS);
    text.push_str(tail);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_go_on_from_row_to_row() {
        assert_eq!(with_rows("INSERT INTO t (a, b) VALUES", 2, 2), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)");
    }

    #[test]
    fn lists_begin_where_other_placeholders_end() {
        assert_eq!(with_list("a = $1 AND b IN", 2, 3), "a = $1 AND b IN ($2, $3, $4)");
    }

    #[test]
    fn a_statement_of_one_row_becomes_one_of_many() {
        let one =
            "UPDATE t SET a = typed.column2 FROM (VALUES (CAST($1 AS BIGINT), $2)) AS typed WHERE id = typed.column1";
        assert_eq!(with_more_rows(one, 2, 1), one);
        let three = "UPDATE t SET a = typed.column2 FROM (VALUES (CAST($1 AS BIGINT), $2), ($3, $4), ($5, $6)) AS typed \
                     WHERE id = typed.column1";
        assert_eq!(with_more_rows(one, 2, 3), three);
    }
}
