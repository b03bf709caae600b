//! Taking away payment pages that nobody is to pay on any more: an effect of what ended them.

use async_trait::async_trait;
use domain::{
    kernel::{OrderId, PaymentId, Timestamp},
    payment::{Observed, PaymentMethod},
};
use serde_json::{Value, json};
use sqlx::Row as _;

use super::{PATIENCE, PaymentError, sql, write};
use crate::{
    Shop,
    db::{Database, DatabaseError, Transaction, outbox},
    outbox::{DeliveryError, Handler},
    port::ProviderError,
};

/// The kind of outbox rows that take pages away.
pub const OUTBOX_KIND: &str = "payment_page";

/// Has the pages of an order's open payments taken away, but not that of `except`.
pub(crate) async fn enqueue(
    tx: &mut Transaction,
    database: &Database,
    order: OrderId,
    except: PaymentId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let pages = sqlx::query(sql::OPEN_PAGES).bind(order.0).bind(except.0).fetch_all(tx.connection()).await?;
    for page in pages {
        let (method, reference): (String, String) = (page.try_get("method")?, page.try_get("reference")?);
        enqueue_page(tx, database, (&method, &reference), now).await?;
    }
    Ok(())
}

/// Has one page taken away: of a method, under the provider's reference.
pub(super) async fn enqueue_page(
    tx: &mut Transaction,
    database: &Database,
    (method, reference): (&str, &str),
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let payload = json!({ "method": method, "reference": reference });
    outbox::enqueue(tx, database.next_id(), OUTBOX_KIND, &payload, now).await
}

/// Takes a payment page away.
///
/// # Errors
/// A provider that does not answer, or one that refuses because it is too late.
pub(crate) async fn call_off(shop: &Shop, method: PaymentMethod, reference: &str) -> Result<(), ProviderError> {
    let Some(provider) = shop.providers.get(method) else { return Ok(()) };
    let answer = tokio::time::timeout(PATIENCE, provider.call_off(reference)).await;
    answer.unwrap_or_else(|_| Err(ProviderError::too_slow()))
}

/// Takes the pages away.
pub struct PageHandler;

#[async_trait]
impl Handler for PageHandler {
    fn kind(&self) -> &'static str {
        OUTBOX_KIND
    }

    async fn deliver(&self, shop: &Shop, _: i64, payload: &Value) -> Result<(), DeliveryError> {
        let text = |name: &str| payload.get(name).and_then(Value::as_str);
        let (Some(method), Some(reference)) = (text("method").and_then(PaymentMethod::from_key), text("reference"))
        else {
            return Err(DeliveryError::Never(format!("the row is no payment page: {payload}")));
        };
        match call_off(shop, method, reference).await {
            Err(ProviderError::Unknown(why)) => Err(DeliveryError::Later(why)),
            // Somebody was faster: nobody else asks about an attempt that has ended.
            Err(ProviderError::Refused(_)) => ask(shop, method, reference).await,
            Ok(()) | Err(ProviderError::NoSuchPayment) => Ok(()),
        }
    }
}

/// Asks what became of a page that could not be taken away. While its payment is under way it is asked again as long as effects are
/// tried, some three days; then it stands among what was given up, where a person tries again.
async fn ask(shop: &Shop, method: PaymentMethod, reference: &str) -> Result<(), DeliveryError> {
    let is_under_way = match write::observe(shop, method, reference).await {
        Ok(observation) => observation.observed == Observed::Processing,
        Err(error) => return passed_over(error),
    };
    if is_under_way {
        return Err(DeliveryError::Later("the payment is under way".to_owned()));
    }
    match write::confirm(shop, method, reference).await {
        Ok(_) => Ok(()),
        Err(error) => passed_over(error),
    }
}

/// What the provider does not know of is no payment.
fn passed_over(error: PaymentError) -> Result<(), DeliveryError> {
    match error {
        PaymentError::UnknownReference => Ok(()),
        error => Err(DeliveryError::Later(error.to_string())),
    }
}
