//! Values that are a column of their own: many in one statement, each where the old one still stands.

use std::collections::{BTreeMap, HashSet};

use domain::catalog::bulk::{Change, Field};
use sqlx::Row as _;

use super::sql;
use crate::db::{DatabaseError, Transaction, many, with_more_rows};

/// So many values are written by one statement.
const ROWS: usize = 200;

/// How a field is written.
#[derive(Clone, Copy)]
enum Column {
    Text(&'static str),
    /// Nothing is written as -1.
    Number(&'static str),
}

/// The field's column; none of what is more than one.
const fn column(field: Field) -> Option<Column> {
    Some(match field {
        Field::Title => Column::Text(sql::TITLE),
        Field::Brand => Column::Text(sql::BRAND),
        Field::Tags => Column::Text(sql::TAGS),
        Field::Barcode => Column::Text(sql::BARCODE),
        Field::TaxClass => Column::Text(sql::TAX_CLASS),
        Field::Published => Column::Number(sql::PUBLISHED),
        Field::Price => Column::Number(sql::PRICE),
        Field::CompareAt => Column::Number(sql::COMPARE_AT),
        Field::Cost => Column::Number(sql::COST),
        Field::Weight => Column::Number(sql::WEIGHT),
        Field::Sku | Field::OnHand | Field::Categories | Field::Attribute => return None,
    })
}

/// Writes those of the changes that are columns and gives back which of them were not made.
pub(super) async fn write(tx: &mut Transaction, changes: &[Change]) -> Result<Vec<Change>, DatabaseError> {
    let mut fields: BTreeMap<&str, (Column, Vec<&Change>)> = BTreeMap::new();
    for change in changes {
        if let Some(column) = column(change.field) {
            fields.entry(change.field.key()).or_insert_with(|| (column, Vec::new())).1.push(change);
        }
    }
    let mut refused = Vec::new();
    for (column, changes) in fields.into_values() {
        for part in changes.chunks(ROWS) {
            let written = write_part(tx, column, part).await?;
            let left = part.iter().filter(|change| !written.contains(&change.subject.key().1));
            refused.extend(left.map(|change| (*change).clone()));
        }
    }
    Ok(refused)
}

/// Whose values were written. What is no number stays as it is.
async fn write_part(tx: &mut Transaction, column: Column, changes: &[&Change]) -> Result<HashSet<i64>, DatabaseError> {
    let rows = match column {
        Column::Text(statement) => {
            let query = many(with_more_rows(statement, 3, changes.len()));
            let bind = |query, change: &&Change| {
                sqlx::query::Query::bind(query, change.subject.key().1)
                    .bind(change.after.clone())
                    .bind(change.before.clone())
            };
            changes.iter().fold(query, bind).fetch_all(tx.connection()).await?
        }
        Column::Number(statement) => {
            let numbers: Vec<[i64; 3]> = changes.iter().filter_map(|change| numbers(change)).collect();
            if numbers.is_empty() {
                return Ok(HashSet::new());
            }
            let query = many(with_more_rows(statement, 3, numbers.len()));
            numbers.into_iter().flatten().fold(query, sqlx::query::Query::bind).fetch_all(tx.connection()).await?
        }
    };
    Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
}

fn numbers(change: &Change) -> Option<[i64; 3]> {
    let number = |text: &str| if text.is_empty() { Some(-1) } else { text.parse::<i64>().ok() };
    Some([change.subject.key().1, number(&change.after)?, number(&change.before)?])
}
