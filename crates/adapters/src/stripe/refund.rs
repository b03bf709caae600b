//! Giving money back: once for our key, also when Stripe has forgotten the key.

use services::port::{ProviderError, RefundPayment};

use super::{
    amount::to_stripe,
    client::Client,
    error::StripeError,
    form::Form,
    object::{List, Refund},
};

/// Gives money of a payment intent back, and says Stripe's name for that. Stripe remembers a key for a day, we ask for longer: so the
/// refunds that are there are looked at first.
pub(super) async fn give_back(
    client: &Client,
    payment_intent: &str,
    request: &RefundPayment,
) -> Result<String, ProviderError> {
    let amount = to_stripe(request.amount).map_err(|error| ProviderError::Refused(error.to_string()))?;
    let refund = match earlier(client, payment_intent, request).await? {
        Some(earlier) => earlier,
        None => {
            let form = Form::new()
                .with("payment_intent", payment_intent)
                .with("amount", amount.to_string())
                .with("metadata[refund]", request.refund.to_string());
            client.post("/v1/refunds", &form, &format!("mercer-refund-{}", request.refund)).await?
        }
    };
    ended(refund)
}

async fn earlier(
    client: &Client,
    payment_intent: &str,
    request: &RefundPayment,
) -> Result<Option<Refund>, StripeError> {
    let query = Form::new().with("payment_intent", payment_intent).with("limit", "100");
    let all: List<Refund> = client.get("/v1/refunds", &query).await?;
    let ours = request.refund.to_string();
    let is_ours =
        |refund: &Refund| refund.metadata.as_ref().is_some_and(|metadata| metadata.get("refund") == Some(&ours));
    Ok(all.data.into_iter().find(is_ours))
}

/// A refund that is under way counts as done: Stripe has taken it off the shop's balance. One that fails later is told by a message.
fn ended(refund: Refund) -> Result<String, ProviderError> {
    match refund.status.as_deref() {
        Some("failed" | "canceled") => Err(ProviderError::Refused("the bank sent it back".to_owned())),
        _ => Ok(refund.id),
    }
}
