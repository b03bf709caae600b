//! The completeness of products, told after every change and kept beside the product, so that lists can filter and sort by it.
//!
//! Invariant: a product whose `updated_at` is not its `scored_at` has an old score and is looked at again, whoever changed it.

use domain::{catalog::completeness, kernel::ProductId};
use sqlx::Row as _;

use super::{form, sql};
use crate::{Shop, catalog::CatalogError, db::DatabaseError};

/// So many scores are written in one transaction.
const CHUNK: i64 = 200;
/// From this score on, nothing important is missing.
pub const ENOUGH: i64 = 80;

/// Looks at up to `most` changed products again, and says how many these were.
///
/// # Errors
/// A database that failed.
pub async fn catch_up(shop: &Shop, most: usize) -> Result<usize, CatalogError> {
    let mut count: usize = 0;
    while count < most {
        let changed = sqlx::query(sql::UNSCORED).bind(CHUNK).fetch_all(shop.database.reader()).await?;
        if changed.is_empty() {
            break;
        }
        let changed: Vec<i64> = changed.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        count = count.saturating_add(changed.len());
        tell(shop, changed.into_iter().map(ProductId)).await?;
    }
    Ok(count)
}

/// Tells the score of these products and writes it down. One that changes meanwhile is told again later.
pub(in crate::catalog) async fn tell(
    shop: &Shop,
    products: impl Iterator<Item = ProductId>,
) -> Result<(), CatalogError> {
    let mut scores = Vec::new();
    for id in products {
        match form(shop, id).await {
            Ok(form) => scores.push((id.0, form.updated_at.0, i64::from(completeness(&form).score))),
            // It was deleted in the meantime.
            Err(CatalogError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    let told: Vec<ProductId> = scores.iter().map(|(id, ..)| ProductId(*id)).collect();
    shop.database
        .write(move |transaction| {
            let scores = scores.clone();
            Box::pin(async move {
                for (id, seen, score) in scores {
                    sqlx::query(sql::SCORE).bind(id).bind(seen).bind(score).execute(transaction.connection()).await?;
                }
                Ok::<(), DatabaseError>(())
            })
        })
        .await?;
    shop.shelf.register().mark(&told);
    Ok(())
}

/// How many products are less than [`ENOUGH`] complete.
///
/// # Errors
/// A database that does not answer.
pub async fn count_incomplete(shop: &Shop) -> Result<i64, DatabaseError> {
    let row = sqlx::query(sql::COUNT_INCOMPLETE).bind(ENOUGH).fetch_one(shop.database.reader()).await?;
    Ok(row.try_get(0)?)
}
