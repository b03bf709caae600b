//! Asking providers about payments that were not heard of.

use domain::{kernel::OrderId, payment::PaymentMethod};
use sqlx::Row;

use super::{PaymentError, sql, start, write};
use crate::Shop;

/// Confirms every open payment that was begun more than `older_than` milliseconds ago, and begins those whose beginning was
/// never answered. Says how many it asked about. One that fails does not stop the others.
///
/// # Errors
/// A database that does not answer.
pub async fn reconcile(shop: &Shop, older_than: i64) -> Result<u32, PaymentError> {
    let before = shop.clock.now().plus(older_than.saturating_neg());
    let rows = sqlx::query(sql::OPEN_ATTEMPTS).bind(before.0).fetch_all(shop.database.reader()).await?;
    let mut asked = 0;
    for row in rows {
        let order = OrderId(row.try_get("order_id")?);
        let reference: String = row.try_get("provider_reference")?;
        let Some(method) = PaymentMethod::from_key(&row.try_get::<String, _>("method")?) else {
            continue;
        };
        let answer = if reference.is_empty() {
            start::continue_at(shop, order).await.map(|_| ())
        } else {
            write::confirm(shop, method, &reference).await.map(|_| ())
        };
        if let Err(error) = answer {
            tracing::warn!(%error, %order, "a payment could not be reconciled");
        }
        asked += 1;
    }
    Ok(asked)
}
