//! Asking the provider to give money back: a row of the outbox, asked again under the same key until it answers.

use async_trait::async_trait;
use domain::kernel::RefundId;
use serde_json::Value;

use super::{
    row::Stored,
    settle::{Ending, end, find},
    sql,
};
use crate::{
    Shop,
    db::DatabaseError,
    outbox::{DeliveryError, Handler},
    payment::PATIENCE,
    port::{ProviderError, RefundPayment},
};

/// The kind of outbox rows that are refunds.
pub const OUTBOX_KIND: &str = "refund";
const PROVIDER: &str = "payment provider";

/// Has the providers give back what was agreed.
pub struct RefundHandler;

#[async_trait]
impl Handler for RefundHandler {
    fn kind(&self) -> &'static str {
        OUTBOX_KIND
    }

    async fn deliver(&self, shop: &Shop, _: i64, payload: &Value) -> Result<(), DeliveryError> {
        let malformed = || DeliveryError::Never(format!("the row is no refund: {payload}"));
        let id = payload.get("refund").and_then(Value::as_i64).map(RefundId).ok_or_else(malformed)?;
        let refund = find(shop, id).await.map_err(later)?.ok_or_else(malformed)?;
        if !refund.is_open() {
            return Ok(());
        }
        match ask(shop, &refund).await {
            Ok(reference) => end(shop, refund, Ending::Done { reference }, PROVIDER).await.map_err(later),
            Err(ProviderError::Refused(why)) => {
                end(shop, refund, Ending::Refused { why }, PROVIDER).await.map_err(later)
            }
            Err(error @ ProviderError::NoSuchPayment) => {
                end(shop, refund, Ending::Refused { why: error.to_string() }, PROVIDER).await.map_err(later)
            }
            Err(ProviderError::Unknown(why)) => {
                remember_unknown(shop, id).await.map_err(later)?;
                Err(DeliveryError::Later(why))
            }
        }
    }
}

fn later(error: DatabaseError) -> DeliveryError {
    DeliveryError::Later(error.to_string())
}

/// The provider's name for what it gave back. Nobody is asked for what goes back onto gift cards.
async fn ask(shop: &Shop, refund: &Stored) -> Result<String, ProviderError> {
    if refund.in_money().minor == 0 {
        return Ok(String::new());
    }
    let provider = shop
        .providers
        .get(refund.method)
        .ok_or_else(|| ProviderError::Unknown("this way of payment is switched off".to_owned()))?;
    let request = RefundPayment { refund: refund.id, reference: refund.reference.clone(), amount: refund.in_money() };
    let answer = tokio::time::timeout(PATIENCE, provider.refund(request)).await;
    answer.unwrap_or_else(|_| Err(ProviderError::too_slow()))
}

/// So that the order's page says that we wait for an answer.
async fn remember_unknown(shop: &Shop, refund: RefundId) -> Result<(), DatabaseError> {
    let now = shop.clock.now();
    shop.database
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(sql::UNKNOWN).bind(refund.0).bind(now.0).execute(tx.connection()).await?;
                Ok(())
            })
        })
        .await
}
