//! Asking providers about payments that were not heard of.

use domain::{
    kernel::{OrderId, Timestamp},
    payment::PaymentMethod,
};
use sqlx::{Row, any::AnyRow};

use super::{PaymentError, sql, start, write};
use crate::Shop;

/// So many are read at once.
const PAGE: i64 = 200;

/// Confirms every open payment that was begun more than `older_than` milliseconds ago, and begins those whose beginning was
/// never answered. Says how many it asked about. One that fails does not stop the others.
///
/// # Errors
/// A database that does not answer.
pub async fn reconcile(shop: &Shop, older_than: i64) -> Result<u32, PaymentError> {
    let before = shop.clock.now().plus(older_than.saturating_neg());
    let (mut asked, mut last) = (0_u32, i64::MIN);
    // Page by page: many who left the payment page open must not keep the others from being heard of.
    loop {
        let rows = page(shop, before, last).await?;
        for row in &rows {
            last = row.try_get("id")?;
            asked = asked.saturating_add(u32::from(ask(shop, row).await?));
        }
        if i64::try_from(rows.len()).unwrap_or(i64::MAX) < PAGE {
            return Ok(asked);
        }
    }
}

async fn page(shop: &Shop, before: Timestamp, last: i64) -> Result<Vec<AnyRow>, PaymentError> {
    let query = sqlx::query(sql::OPEN_ATTEMPTS).bind(before.0).bind(last).bind(PAGE);
    Ok(query.fetch_all(shop.database.reader()).await?)
}

/// Asks about one payment; `false` when nobody can be asked.
async fn ask(shop: &Shop, row: &AnyRow) -> Result<bool, PaymentError> {
    let order = OrderId(row.try_get("order_id")?);
    let reference: String = row.try_get("provider_reference")?;
    let Some(method) = PaymentMethod::from_key(&row.try_get::<String, _>("method")?) else {
        return Ok(false);
    };
    let answer = if reference.is_empty() {
        start::continue_at(shop, order).await.map(|_| ())
    } else {
        write::confirm(shop, method, &reference).await.map(|_| ())
    };
    if let Err(error) = answer {
        tracing::warn!(%error, %order, "a payment could not be reconciled");
    }
    Ok(true)
}
