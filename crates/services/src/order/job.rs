//! Giving up orders that nobody pays.

use std::time::Instant;

use domain::{
    kernel::{OrderId, Timestamp},
    order::OrderState,
    payment::{PaymentMethod, PaymentState},
};
use sqlx::{Row, any::AnyRow};

use super::{OrderError, cancel, cancel::Reason, sql};
use crate::{
    Shop, inventory,
    payment::{
        self,
        call_off::call_off,
        job::{SILENCE, UNANSWERED},
    },
    port::ProviderError,
};

/// For so long an order waits for a bank transfer.
pub const TRANSFER_HOLD: i64 = 7 * Timestamp::DAY;
const MINUTE: i64 = 60_000;
/// So many are read at once.
const PAGE: i64 = 200;

/// Cancels unpaid orders whose time is over and frees their stock; says how many. Before giving up, the provider is asked: a
/// payment that is under way keeps its stock, one that came keeps its order.
///
/// # Errors
/// A database that does not answer.
pub async fn sweep(shop: &Shop) -> Result<u32, OrderError> {
    let now = shop.clock.now();
    let (mut cancelled, mut last, mut unanswered) = (0_u32, i64::MIN, 0_u32);
    // Page by page: orders that are kept because a payment is under way must not stand before the others.
    loop {
        let rows = page(shop, now, last).await?;
        for row in &rows {
            last = row.try_get("id")?;
            // A provider that is silent must not hold up those about whom nobody has to be asked.
            if unanswered >= UNANSWERED && !row.try_get::<String, _>("provider_reference")?.is_empty() {
                continue;
            }
            let begun = Instant::now();
            let is_given_up = give_up(shop, row).await?;
            unanswered = if !is_given_up && begun.elapsed() >= SILENCE { unanswered.saturating_add(1) } else { 0 };
            cancelled = cancelled.saturating_add(u32::from(is_given_up));
        }
        if i64::try_from(rows.len()).unwrap_or(i64::MAX) < PAGE {
            return Ok(cancelled);
        }
    }
}

async fn page(shop: &Shop, now: Timestamp, last: i64) -> Result<Vec<AnyRow>, OrderError> {
    let hold = shop.settings.hold_minutes.saturating_mul(MINUTE);
    let query = sqlx::query(sql::EXPIRED)
        .bind(now.0)
        .bind(now.plus(hold.saturating_neg()).0)
        .bind(now.plus(-TRANSFER_HOLD).0)
        .bind(last)
        .bind(PAGE);
    Ok(query.fetch_all(shop.database.reader()).await?)
}

/// Cancels one of them, unless its payment is under way.
async fn give_up(shop: &Shop, row: &AnyRow) -> Result<bool, OrderError> {
    let order = OrderId(row.try_get("id")?);
    let reference: String = row.try_get("provider_reference")?;
    let method = PaymentMethod::from_key(&row.try_get::<String, _>("method")?);
    if !reference.is_empty() && !is_given_up(shop, method, &reference).await {
        return Ok(false);
    }
    expire(shop, order, row.try_get("payment_id")?).await
}

/// Whether the provider says that nothing is under way.
async fn is_given_up(shop: &Shop, method: Option<PaymentMethod>, reference: &str) -> bool {
    let Some(method) = method else {
        return true;
    };
    // First nobody can pay any more, then it is asked whether somebody has.
    let is_called_off = match call_off(shop, method, reference).await {
        Ok(()) => true,
        Err(ProviderError::Refused(_) | ProviderError::NoSuchPayment) => false,
        Err(error) => {
            tracing::warn!(%error, "an unpaid order is kept, because its payment page could not be taken away");
            return false;
        }
    };
    match payment::write::confirm(shop, method, reference).await {
        Ok(confirmed) => match confirmed.state {
            PaymentState::Pending => is_called_off,
            state => matches!(state, PaymentState::Declined | PaymentState::Cancelled),
        },
        Err(error) => {
            tracing::warn!(%error, "an unpaid order is kept, because its payment provider could not be asked");
            false
        }
    }
}

/// Cancels one order, unless it was paid in this very moment, or is asked for another payment than the one that was looked at.
async fn expire(shop: &Shop, order: OrderId, payment: i64) -> Result<bool, OrderError> {
    let (database, now) = (shop.database.clone(), shop.clock.now());
    let answer = shop
        .database
        .write(move |tx| {
            let database = database.clone();
            Box::pin(async move {
                let (_, before) = cancel::state(tx, order).await?;
                let kept = sqlx::query(sql::KEEPS).bind(order.0).bind(payment);
                let kept = kept.fetch_optional(tx.connection()).await?;
                if before != OrderState::PendingPayment || kept.is_some() {
                    return Ok(false);
                }
                cancel::cancel(tx, &database, order, Reason::Unpaid, "shop", now).await?;
                Ok(true)
            })
        })
        .await;
    match answer {
        Ok(true) => {
            inventory::shelf::refresh_order(shop, order).await;
            Ok(true)
        }
        Err(OrderError::Conflict) => Ok(false),
        answer => answer,
    }
}
