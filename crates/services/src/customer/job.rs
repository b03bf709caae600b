//! What is forgotten after a while.

use super::{CustomerError, read::IDLE, sql};
use crate::Shop;

/// Removes sessions that have ended and links that open nothing any more. To be called now and then.
///
/// # Errors
/// A database that does not answer.
pub async fn forget_ended(shop: &Shop) -> Result<(), CustomerError> {
    let now = shop.clock.now();
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(sql::DELETE_ENDED_SESSIONS)
                    .bind(now.0)
                    .bind(now.plus(-IDLE).0)
                    .execute(tx.connection())
                    .await?;
                sqlx::query(sql::DELETE_ENDED_LINKS).bind(now.0).execute(tx.connection()).await?;
                Ok(())
            })
        })
        .await
}
