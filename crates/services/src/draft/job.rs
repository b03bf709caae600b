//! What is forgotten after a while.

use domain::kernel::Timestamp;

use super::{DraftError, row::today, sql};
use crate::Shop;

/// So many days after its end it is known who a draft was for that nobody ordered.
const DAYS: i64 = 90;

/// Forgets who the drafts were for that ended long ago and that nobody ordered, and what was typed behind their links. What was offered
/// stays. To be called now and then.
///
/// # Errors
/// A database that does not answer.
pub async fn forget_old(shop: &Shop) -> Result<(), DraftError> {
    let ended = today(shop).plus_days(-DAYS).days();
    let withdrawn = shop.clock.now().plus(Timestamp::DAY.saturating_mul(-DAYS)).0;
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                // The carts first, as everybody does who changes a draft.
                for statement in [sql::FORGET_OLD_TYPED, sql::FORGET_OLD] {
                    sqlx::query(statement).bind(ended).bind(withdrawn).execute(tx.connection()).await?;
                }
                Ok(())
            })
        })
        .await
}
