//! Customers and past orders as they were before an import changed them.

use serde::{Deserialize, Serialize};
use sqlx::{Row as _, any::AnyRow};

use super::sql;
use crate::{
    db::{DatabaseError, Transaction},
    importer::sql::record as record_sql,
};

/// What an import can fill of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::importer) struct CustomerSnapshot {
    full_name: String,
    phone: String,
    note: String,
    tags: String,
    wants_news: i64,
    /// The ids of the addresses.
    addresses: Vec<i64>,
    records: Vec<Record>,
}

/// A past order, every column of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::importer) struct OrderSnapshot {
    row: Vec<Cell>,
    lines: Vec<Vec<Cell>>,
    records: Vec<Record>,
}

/// What was remembered of an imported thing: platform, key, digest.
type Record = (String, String, String);

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Cell {
    Number(Option<i64>),
    Text(String),
}

/// The columns of a past order that are numbers; the others are texts.
const NUMBERS_OF_ORDER: [usize; 9] = [0, 3, 15, 16, 17, 18, 19, 20, 26];
/// The same of a line: variant, quantity, price and what stands before them.
const NUMBERS_OF_LINE: [usize; 6] = [0, 1, 2, 3, 6, 7];

/// The customer as they stand.
pub(in crate::importer) async fn customer(
    transaction: &mut Transaction,
    id: i64,
) -> Result<Option<CustomerSnapshot>, DatabaseError> {
    let row = sqlx::query(sql::CUSTOMER).bind(id).fetch_optional(transaction.connection()).await?;
    let Some(row) = row else { return Ok(None) };
    let addresses = sqlx::query(sql::ADDRESSES).bind(id).fetch_all(transaction.connection()).await?;
    Ok(Some(CustomerSnapshot {
        full_name: row.try_get(0)?,
        phone: row.try_get(1)?,
        note: row.try_get(2)?,
        tags: row.try_get(3)?,
        wants_news: row.try_get(4)?,
        addresses: addresses.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?,
        records: records(transaction, "customer", id).await?,
    }))
}

/// The past order as it stands.
pub(in crate::importer) async fn order(
    transaction: &mut Transaction,
    id: i64,
) -> Result<Option<OrderSnapshot>, DatabaseError> {
    let row = sqlx::query(sql::ORDER).bind(id).fetch_optional(transaction.connection()).await?;
    let Some(row) = row else { return Ok(None) };
    let lines = sqlx::query(sql::LINES).bind(id).fetch_all(transaction.connection()).await?;
    Ok(Some(OrderSnapshot {
        row: cells(&row, &NUMBERS_OF_ORDER)?,
        lines: lines.iter().map(|line| cells(line, &NUMBERS_OF_LINE)).collect::<Result<_, _>>()?,
        records: records(transaction, "order", id).await?,
    }))
}

fn cells(row: &AnyRow, numbers: &[usize]) -> Result<Vec<Cell>, sqlx::Error> {
    let cell = |index: usize| {
        if numbers.contains(&index) { row.try_get(index).map(Cell::Number) } else { row.try_get(index).map(Cell::Text) }
    };
    (0..row.len()).map(cell).collect()
}

async fn records(transaction: &mut Transaction, kind: &'static str, id: i64) -> Result<Vec<Record>, DatabaseError> {
    let rows = sqlx::query(sql::RECORDS).bind(kind).bind(id).fetch_all(transaction.connection()).await?;
    let records = rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?)));
    Ok(records.collect::<Result<_, sqlx::Error>>()?)
}

/// Takes back what an import filled in; what somebody changed since stays.
pub(super) async fn restore_customer(
    transaction: &mut Transaction,
    id: i64,
    before: &CustomerSnapshot,
    after: &CustomerSnapshot,
) -> Result<(), DatabaseError> {
    let Some(now) = customer(transaction, id).await? else { return Ok(()) };
    let back = |now: &String, before: &String, after: &String| if now == after { before.clone() } else { now.clone() };
    sqlx::query(sql::PUT_CUSTOMER)
        .bind(id)
        .bind(back(&now.full_name, &before.full_name, &after.full_name))
        .bind(back(&now.phone, &before.phone, &after.phone))
        .bind(back(&now.note, &before.note, &after.note))
        .bind(back(&now.tags, &before.tags, &after.tags))
        .bind(if now.wants_news == after.wants_news { before.wants_news } else { now.wants_news })
        .execute(transaction.connection())
        .await?;
    for address in after.addresses.iter().filter(|address| !before.addresses.contains(address)) {
        sqlx::query(sql::DELETE_ADDRESS).bind(*address).bind(id).execute(transaction.connection()).await?;
    }
    put_records(transaction, "customer", id, &before.records).await
}

/// Brings a past order back to what it was.
pub(super) async fn restore_order(
    transaction: &mut Transaction,
    id: i64,
    before: &OrderSnapshot,
) -> Result<Option<&'static str>, DatabaseError> {
    put_row(transaction, record_sql::ADD_ORDER, &before.row).await?;
    sqlx::query(record_sql::CLEAR_LINES).bind(id).execute(transaction.connection()).await?;
    for line in &before.lines {
        put_row(transaction, sql::PUT_LINE, line).await?;
    }
    put_records(transaction, "order", id, &before.records).await?;
    Ok(None)
}

async fn put_row(transaction: &mut Transaction, statement: &'static str, row: &[Cell]) -> Result<(), DatabaseError> {
    let query = row.iter().fold(sqlx::query(statement), |query, cell| match cell {
        Cell::Number(number) => query.bind(*number),
        Cell::Text(text) => query.bind(text.clone()),
    });
    query.execute(transaction.connection()).await?;
    Ok(())
}

/// What was remembered is what was remembered before.
async fn put_records(
    transaction: &mut Transaction,
    kind: &'static str,
    id: i64,
    records: &[Record],
) -> Result<(), DatabaseError> {
    sqlx::query(sql::DELETE_RECORD).bind(kind).bind(id).execute(transaction.connection()).await?;
    for (platform, key, digest) in records {
        sqlx::query(record_sql::REMEMBER_RECORD)
            .bind(platform.clone())
            .bind(kind)
            .bind(key.clone())
            .bind(id)
            .bind(digest.clone())
            .execute(transaction.connection())
            .await?;
    }
    Ok(())
}
