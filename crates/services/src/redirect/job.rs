//! Writing down how often old addresses were used.

use crate::{Shop, db::DatabaseError};

use super::sql;

/// Writes what was counted since the last time, in one transaction.
///
/// # Errors
/// A database that failed; what was counted is counted again next time.
pub async fn write_hits(shop: &Shop) -> Result<(), DatabaseError> {
    let counted = shop.counted.redirects.take();
    if counted.is_empty() {
        return Ok(());
    }
    let now = shop.clock.now();
    let work = counted.clone();
    let written = shop
        .database
        .write(move |transaction| {
            let work = work.clone();
            Box::pin(async move {
                for (path, hits) in work {
                    sqlx::query(sql::ADD_HITS)
                        .bind(path)
                        .bind(hits)
                        .bind(now.0)
                        .execute(transaction.connection())
                        .await?;
                }
                Ok::<(), DatabaseError>(())
            })
        })
        .await;
    if written.is_err() {
        shop.counted.redirects.put_back(counted);
    }
    written
}
