//! What is forgotten after a while.

use super::{AccountError, attempt, read::IDLE, sql};
use crate::Shop;

/// Removes sessions that have ended and counts that mean nothing any more. To be called now and then.
///
/// # Errors
/// A database that does not answer.
pub async fn forget_ended(shop: &Shop) -> Result<(), AccountError> {
    let now = shop.clock.now();
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(sql::DELETE_ENDED_SESSIONS)
                    .bind(now.0)
                    .bind(now.plus(-IDLE).0)
                    .execute(tx.connection())
                    .await?;
                sqlx::query(sql::DELETE_OLD_ATTEMPTS)
                    .bind(attempt::forget_before(now).0)
                    .execute(tx.connection())
                    .await?;
                Ok(())
            })
        })
        .await
}
