//! Deletes what was removed long ago.

use domain::kernel::ImageId;
use sqlx::{Row as _, any::AnyRow};

use super::{MediaError, sql};
use crate::{Shop, catalog::row::widths};

/// Deletes images that have been out of sight for so many days and that no order shows: first the row, then its files. A crash
/// between the two leaves files that nobody names, never a row without files.
///
/// # Errors
/// A store or database that failed.
pub async fn delete_removed(shop: &Shop, days: i64) -> Result<u64, MediaError> {
    let until = shop.clock.now().0.saturating_sub(days.saturating_mul(86_400_000));
    let rows = sqlx::query(sql::FORGOTTEN).bind(until).fetch_all(shop.database.reader()).await?;
    let mut deleted = 0_u64;
    for row in &rows {
        if delete(shop, ImageId(row.try_get(0)?), until).await? {
            for key in keys(row)? {
                shop.files.remove(&key).await?;
            }
            deleted = deleted.saturating_add(1);
        }
    }
    Ok(deleted)
}

async fn delete(shop: &Shop, id: ImageId, until: i64) -> Result<bool, MediaError> {
    shop.database
        .write(move |transaction| {
            Box::pin(async move {
                let deleted = sqlx::query(sql::DELETE).bind(id.0).bind(until).execute(transaction.connection()).await?;
                Ok(deleted.rows_affected() == 1)
            })
        })
        .await
}

/// Every key that a file of the image can have; what is not there is not missed.
fn keys(row: &AnyRow) -> Result<Vec<String>, MediaError> {
    let (hash, format): (&str, &str) = (row.try_get(1)?, row.try_get(3)?);
    let ending = if format == "jpeg" { "jpg" } else { format };
    let mut keys = vec![format!("{hash}-original.{ending}")];
    for width in widths(row.try_get(2)?) {
        keys.extend(["webp", "jpg"].map(|ending| format!("{hash}-{width}.{ending}")));
    }
    Ok(keys)
}
