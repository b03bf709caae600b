//! Writing changes: each where the old value still stands, all in the caller's transaction.

use std::collections::BTreeSet;

use domain::{
    catalog::bulk::{Change, Field, Held, Subject, split, view::Refused},
    kernel::{Currency, ProductChangeId, ProductId, Timestamp},
};
use sqlx::Row as _;

use super::{BulkError, columns, sql, versions};
use crate::{
    catalog::{admin, job},
    db::{Database, DatabaseError, Transaction, many, with_list, with_rows},
};

/// So many rows are written by one statement.
const ROWS: usize = 200;

/// Who writes, and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen<'a> {
    pub database: &'a Database,
    pub actor: &'a str,
    pub now: Timestamp,
    pub currency: Currency,
}

/// Writes these changes and gives back those that were not made, because something else stands there.
pub(super) async fn write(tx: &mut Transaction, pen: Pen<'_>, changes: &[Change]) -> Result<Vec<Change>, BulkError> {
    let mut refused = free_skus(tx, changes).await?;
    refused.extend(columns::write(tx, changes).await?);
    for change in changes {
        if !refused.contains(change) && !make(tx, pen, change).await? {
            refused.push(change.clone());
        }
    }
    Ok(refused)
}

/// Two SKUs may change places: each is out of the way before the first gets its new one.
async fn free_skus(tx: &mut Transaction, changes: &[Change]) -> Result<Vec<Change>, DatabaseError> {
    let mut refused = Vec::new();
    for change in changes.iter().filter(|change| change.field == Field::Sku) {
        let id = change.subject.key().1;
        if !put_sku(tx, id, &on_the_way(id), &change.before).await? {
            refused.push(change.clone());
        }
    }
    Ok(refused)
}

fn on_the_way(variant: i64) -> String {
    format!("\u{1}moving {variant}")
}

/// What is more than a column of its own.
async fn make(tx: &mut Transaction, pen: Pen<'_>, change: &Change) -> Result<bool, BulkError> {
    let (id, before, after) = (change.subject.key().1, change.before.as_str(), change.after.as_str());
    let made = match change.field {
        Field::Sku => set_sku(tx, change).await?,
        Field::OnHand => shift_stock(tx, pen, change).await?,
        Field::Categories => set_categories(tx, id, after, before).await?,
        Field::Attribute => set_attribute(tx, id, after, before).await?,
        _ => true,
    };
    Ok(made)
}

async fn put_sku(tx: &mut Transaction, id: i64, after: &str, before: &str) -> Result<bool, DatabaseError> {
    let query = sqlx::query(sql::SKU).bind(id).bind(after.to_owned()).bind(before.to_owned());
    Ok(query.execute(tx.connection()).await?.rows_affected() > 0)
}

async fn set_sku(tx: &mut Transaction, change: &Change) -> Result<bool, BulkError> {
    let id = change.subject.key().1;
    let owner = sqlx::query(sql::SKU_TAKEN).bind(change.after.clone()).bind(id);
    if owner.fetch_optional(tx.connection()).await?.is_some() {
        // Whoever does not want to lose the rest finds the variant as it was.
        put_sku(tx, id, &change.before, &on_the_way(id)).await?;
        return Ok(false);
    }
    match put_sku(tx, id, &change.after, &on_the_way(id)).await {
        Err(error) if error.constraint() == Some("variant_sku_unique") => Err(BulkError::Refused(vec![Refused {
            subject: change.subject,
            field: Field::Sku,
            words: "Another variant has this SKU.".to_owned(),
        }])),
        made => Ok(made?),
    }
}

/// What was sold meanwhile stays sold: the stock moves by what was typed more or less.
async fn shift_stock(tx: &mut Transaction, pen: Pen<'_>, change: &Change) -> Result<bool, DatabaseError> {
    let (Ok(before), Ok(after)) = (change.before.parse::<i64>(), change.after.parse::<i64>()) else { return Ok(false) };
    let Subject::Variant(variant) = change.subject else { return Ok(false) };
    let difference = after.saturating_sub(before);
    admin::stock::shift(tx, pen.database, variant, difference, pen.actor, pen.now).await
}

async fn set_categories(tx: &mut Transaction, id: i64, after: &str, before: &str) -> Result<bool, DatabaseError> {
    let now = sqlx::query(admin::sql::PRODUCT_CATEGORIES).bind(id).fetch_all(tx.connection()).await?;
    let now: Vec<i64> = now.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    if now != split(before).iter().map(|category| category.0).collect::<Vec<_>>() {
        return Ok(false);
    }
    sqlx::query(admin::sql::CLEAR_CATEGORIES).bind(id).execute(tx.connection()).await?;
    for (position, category) in (0_i64..).zip(split(after)) {
        // A category that is gone is left out.
        let query = sqlx::query(admin::sql::ADD_CATEGORY).bind(id).bind(category.0).bind(position);
        query.execute(tx.connection()).await?;
    }
    Ok(true)
}

/// The values of an attribute, where the product has exactly the old ones.
async fn set_attribute(tx: &mut Transaction, id: i64, after: &str, before: &str) -> Result<bool, DatabaseError> {
    let Some((before, after)) = Held::read(before).zip(Held::read(after)) else { return Ok(false) };
    let key = &after.key;
    let now = sqlx::query(sql::VALUES_OF).bind(id).bind(key.clone()).fetch_all(tx.connection()).await?;
    let now = now.iter().map(admin::attribute::read_value).collect::<Result<Vec<_>, _>>()?;
    if now != before.values {
        return Ok(false);
    }
    admin::attribute::put(tx, ProductId(id), key, &after.values).await?;
    Ok(true)
}

/// What every change of products leaves: a version of each in its history, bundles whose prices follow, a new version, and a row for the search index.
pub(super) async fn touch(
    tx: &mut Transaction,
    pen: Pen<'_>,
    changes: impl Iterator<Item = &Change> + Clone,
) -> Result<Vec<ProductId>, DatabaseError> {
    let made = changes.clone();
    let prices = changes.clone().any(|change| change.field == Field::Price);
    let mut products: BTreeSet<ProductId> = changes.map(|change| change.product).collect();
    if prices {
        products.extend(admin::goods::settle(tx).await?);
    }
    let products: Vec<ProductId> = products.into_iter().collect();
    for part in products.chunks(ROWS) {
        let statement = with_list(sql::TOUCH, 2, part.len());
        let query = many(statement).bind(pen.now.0);
        part.iter().fold(query, |query, id| query.bind(id.0)).execute(tx.connection()).await?;
        job::enqueue(tx, pen.database, part, pen.now).await?;
    }
    versions::record(tx, pen, made).await?;
    Ok(products)
}

/// Writes down what was changed.
pub(super) async fn record(
    tx: &mut Transaction,
    id: ProductChangeId,
    changes: &[&Change],
) -> Result<(), DatabaseError> {
    for part in changes.chunks(ROWS) {
        let statement = with_rows(sql::ADD_VALUES, 7, part.len());
        let query = part.iter().fold(many(statement), |query, change| {
            let (kind, own) = change.subject.key();
            query
                .bind(id.0)
                .bind(kind)
                .bind(own)
                .bind(change.field.key())
                .bind(change.product.0)
                .bind(change.before.clone())
                .bind(change.after.clone())
        });
        query.execute(tx.connection()).await?;
    }
    Ok(())
}
