//! Taking an import back: what was new goes, what was changed is as before.
//!
//! Invariants: what orders know is hidden, never deleted; what somebody changed since stays, and is told; stock goes back by
//! what the import moved. It can be interrupted and goes on where it was.

mod record;
mod restore;
mod snapshot;
pub mod sql;
mod trace;

use std::collections::HashMap;

use domain::{
    importer::report::FailedRow,
    kernel::{ImportRunId, ProductId, Timestamp},
};
use sqlx::{Row as _, any::AnyRow};

use self::{
    record::{CustomerSnapshot, OrderSnapshot},
    snapshot::After,
};
pub(super) use self::{
    record::{customer, order},
    snapshot::Snapshot,
    trace::{keep as trace, take_back as take_back_traces},
};
use super::{
    notes::{note, told},
    sql as importer_sql,
};
use crate::{
    Shop,
    catalog::job,
    db::{Database, DatabaseError, Transaction, many, with_rows},
};

/// So many changes are remembered by one statement.
const CHUNK: usize = 60;

/// The product before the import touches it.
pub(super) async fn before(transaction: &mut Transaction, id: ProductId) -> Result<Option<Snapshot>, DatabaseError> {
    Ok(snapshot::take(transaction, id).await?.map(|(snapshot, _)| snapshot))
}

/// How something was before an import changed it.
#[derive(serde::Serialize)]
#[serde(untagged)]
pub(super) enum Before {
    /// A product.
    Product(Box<Snapshot>),
    /// A customer.
    Customer(CustomerSnapshot),
    /// A past order.
    Order(OrderSnapshot),
}

/// A change that is to be remembered.
pub(super) struct Changed {
    pub kind: &'static str,
    pub own_id: i64,
    pub name: String,
    /// How it was; nothing when it was not.
    pub before: Option<Before>,
}

/// Remembers changes of an import.
pub(super) async fn record(
    transaction: &mut Transaction,
    run: ImportRunId,
    changed: &[Changed],
) -> Result<(), DatabaseError> {
    for changed in changed.chunks(CHUNK) {
        let products = changed.iter().filter(|changed| changed.kind == "product").map(|changed| changed.own_id);
        let mut after = HashMap::new();
        for (id, left) in snapshot::after(transaction, &products.collect::<Vec<_>>()).await? {
            after.insert(("product", id), text(&left)?);
        }
        for filled in changed.iter().filter(|changed| changed.kind == "customer" && changed.before.is_some()) {
            if let Some(left) = record::customer(transaction, filled.own_id).await? {
                after.insert(("customer", filled.own_id), text(&left)?);
            }
        }
        let mut statement = with_rows(sql::RECORD, 6, changed.len());
        statement.push_str(sql::RECORD_AGAIN);
        let mut query = many(statement);
        for changed in changed {
            query = query
                .bind(run.0)
                .bind(changed.kind)
                .bind(changed.own_id)
                .bind(changed.name.clone())
                .bind(changed.before.as_ref().map(text).transpose()?.unwrap_or_default())
                .bind(after.remove(&(changed.kind, changed.own_id)).unwrap_or_default());
        }
        query.execute(transaction.connection()).await?;
    }
    Ok(())
}

fn text<T: serde::Serialize>(value: &T) -> Result<String, DatabaseError> {
    serde_json::to_string(value)
        .map_err(|error| DatabaseError::Corrupt { what: "a change of an import", value: error.to_string() })
}

/// What a step of undoing did.
#[derive(Debug, Default)]
pub(super) struct Step {
    /// How many changes were dealt with; none at the end.
    pub done: usize,
    /// What stays as it is, and why.
    pub kept: Vec<FailedRow>,
}

/// How many changes are left to be taken back.
pub(super) async fn left(shop: &Shop, run: ImportRunId) -> Result<i64, DatabaseError> {
    let row = sqlx::query(sql::COUNT).bind(run.0).fetch_one(shop.database.reader()).await?;
    Ok(row.try_get(0)?)
}

/// Takes the next changes back.
pub(super) async fn step(shop: &Shop, run: ImportRunId) -> Result<Step, DatabaseError> {
    let (database, now) = (shop.database.clone(), shop.clock.now());
    let (step, products) = shop
        .database
        .write(move |transaction| {
            let database = database.clone();
            Box::pin(async move { take_back(transaction, &database, run, now).await })
        })
        .await?;
    shop.shelf.refresh(&products).await;
    Ok(step)
}

async fn take_back(
    transaction: &mut Transaction,
    database: &Database,
    run: ImportRunId,
    now: Timestamp,
) -> Result<(Step, Vec<ProductId>), DatabaseError> {
    sqlx::query(sql::FREE_PARTS).bind(run.0).execute(transaction.connection()).await?;
    let rows = sqlx::query(sql::CHANGES).bind(run.0).fetch_all(transaction.connection()).await?;
    let (mut step, mut products) = (Step { done: rows.len(), kept: Vec::new() }, Vec::new());
    for row in &rows {
        let (kind, own_id, name): (&str, i64, &str) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        raw(transaction, importer_sql::BEGIN_PRODUCT).await?;
        match one(transaction, database, row, now).await {
            Ok(None) => {}
            Ok(Some(why)) => step.kept.push(note(0, kind, name, why)),
            Err(error) if error.is_transient() => return Err(error),
            Err(error) => {
                raw(transaction, importer_sql::UNDO_PRODUCT).await?;
                step.kept.push(note(0, kind, name, told(&error)));
            }
        }
        raw(transaction, importer_sql::KEEP_PRODUCT).await?;
        let forget = sqlx::query(sql::FORGET).bind(run.0).bind(kind.to_owned()).bind(own_id);
        forget.execute(transaction.connection()).await?;
        if kind == "product" {
            products.push(ProductId(own_id));
        }
    }
    if !products.is_empty() {
        job::enqueue(transaction, database, &products, now).await?;
    }
    Ok((step, products))
}

/// Takes one change back, or says why it stays.
async fn one(
    transaction: &mut Transaction,
    database: &Database,
    row: &AnyRow,
    now: Timestamp,
) -> Result<Option<&'static str>, DatabaseError> {
    let (kind, own_id): (&str, i64) = (row.try_get(0)?, row.try_get(1)?);
    let (before, after): (&str, &str) = (row.try_get(3)?, row.try_get(4)?);
    if kind != "product" {
        return match (kind, before) {
            (_, "") => record_back(transaction, kind, own_id).await,
            ("order", before) => record::restore_order(transaction, own_id, &read(before)?).await,
            (_, before) => {
                record::restore_customer(transaction, own_id, &read(before)?, &read(after)?).await.map(|()| None)
            }
        };
    }
    let id = ProductId(own_id);
    let Some((_, now_there)) = snapshot::take(transaction, id).await? else { return Ok(None) };
    let after: After = read(after)?;
    if now_there.version != after.version {
        return Ok(Some("it was changed since; it stays as it is"));
    }
    if before.is_empty() {
        return restore::remove(transaction, id, now).await;
    }
    let before: Snapshot = read(before)?;
    restore::restore(transaction, database, id, &before, &after, now).await?;
    Ok(None)
}

async fn record_back(
    transaction: &mut Transaction,
    kind: &str,
    own_id: i64,
) -> Result<Option<&'static str>, DatabaseError> {
    let statement = if kind == "order" { sql::DELETE_ORDER } else { sql::DELETE_CUSTOMER };
    let deleted = sqlx::query(statement).bind(own_id).execute(transaction.connection()).await?.rows_affected();
    if deleted == 0 {
        return Ok(Some("they have orders or an account in this shop; they stay"));
    }
    let record = sqlx::query(sql::DELETE_RECORD).bind(kind.to_owned()).bind(own_id);
    record.execute(transaction.connection()).await?;
    Ok(None)
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DatabaseError> {
    serde_json::from_str(text)
        .map_err(|_| DatabaseError::Corrupt { what: "a change of an import", value: text.to_owned() })
}

async fn raw(transaction: &mut Transaction, statement: &'static str) -> Result<(), DatabaseError> {
    sqlx::raw_sql(statement).execute(transaction.connection()).await?;
    Ok(())
}
