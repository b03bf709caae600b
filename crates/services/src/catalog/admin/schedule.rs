//! Products that appear by themselves at the moment that the manager chose.

use domain::{catalog::view::Origin, kernel::ProductId};
use sqlx::Row as _;

use super::sql;
use crate::{
    Shop,
    catalog::{CatalogError, history, job},
    db::audit,
};

/// So many products appear in one transaction.
const CHUNK: i64 = 200;
const ACTOR: &str = "schedule";

/// Publishes what is due, and says how many products that were. Safe to run in several processes.
///
/// # Errors
/// A database that failed; what was published stays so.
pub async fn publish_due(shop: &Shop) -> Result<usize, CatalogError> {
    let mut count: usize = 0;
    loop {
        let published = publish_some(shop).await?;
        if published.is_empty() {
            return Ok(count);
        }
        shop.shelf.refresh(&published).await;
        count = count.saturating_add(published.len());
    }
}

async fn publish_some(shop: &Shop) -> Result<Vec<ProductId>, CatalogError> {
    let now = shop.clock.now();
    let due = sqlx::query(sql::DUE).bind(now.0).bind(CHUNK).fetch_all(shop.database.reader()).await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let due: Vec<i64> = due.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
    let database = shop.database.clone();
    shop.database
        .write(move |transaction| {
            let (database, due) = (database.clone(), due.clone());
            Box::pin(async move {
                let mut published = Vec::new();
                for id in due {
                    let changed =
                        sqlx::query(sql::PUBLISH_DUE).bind(id).bind(now.0).execute(transaction.connection()).await?;
                    if changed.rows_affected() == 0 {
                        continue;
                    }
                    let subject = format!("product {id}");
                    let entry = audit::Entry {
                        actor: ACTOR,
                        action: "product.publish",
                        subject: &subject,
                        detail: "as scheduled",
                    };
                    audit::record(transaction, database.next_id(), entry, now).await?;
                    let (product, changes) = (ProductId(id), history::change("/published", false, true));
                    let entry = history::Entry { product, actor: ACTOR, origin: Origin::Schedule, changes: &changes };
                    history::record(transaction, &database, entry, now).await?;
                    published.push(ProductId(id));
                }
                job::enqueue(transaction, &database, &published, now).await?;
                Ok::<_, CatalogError>(published)
            })
        })
        .await
}
