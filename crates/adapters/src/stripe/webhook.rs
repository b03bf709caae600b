//! Messages of Stripe: which of them mean something here.

use domain::kernel::Timestamp;
use serde::Deserialize;
use services::port::{News, WebhookError, WebhookEvent};

use crate::signature;

/// The header that carries the proof.
pub(super) const HEADER: &str = "stripe-signature";
/// Messages are far shorter.
const MOST_BYTES: usize = 256 * 1024;

#[derive(Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    object: Object,
}

/// What the message is about; only its name is read, because what is true is asked for.
#[derive(Deserialize)]
struct Object {
    #[serde(default)]
    id: String,
    #[serde(default)]
    payment_intent: Option<String>,
}

/// Proves a message by one of the secrets, and says what it is about.
pub(super) fn read(
    secrets: &[String],
    proof: Option<&str>,
    body: &[u8],
    now: Timestamp,
) -> Result<WebhookEvent, WebhookError> {
    let proof = proof.ok_or(WebhookError::Forged)?;
    if body.len() > MOST_BYTES || !signature::is_proven(secrets, proof, body, now) {
        return Err(WebhookError::Forged);
    }
    let event: Event = serde_json::from_slice(body).map_err(|_| WebhookError::Malformed)?;
    Ok(WebhookEvent { news: news(&event.kind, event.data.object), id: event.id })
}

/// Payment intents and charges tell what their page tells too, and a refund was answered when it was asked for.
fn news(kind: &str, object: Object) -> News {
    let alarm = |reference: Option<String>, text| match reference {
        Some(reference) => News::Alarm { reference, text },
        None => News::Nothing,
    };
    match kind {
        "checkout.session.completed"
        | "checkout.session.async_payment_succeeded"
        | "checkout.session.async_payment_failed"
        | "checkout.session.expired" => News::Payment { reference: object.id },
        "charge.dispute.created" => {
            alarm(object.payment_intent, "The customer disputes this payment at their bank: answer at Stripe")
        }
        "refund.failed" => {
            alarm(object.payment_intent, "The bank sent a refund back: the customer has no money yet; see at Stripe")
        }
        _ => News::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_428_000_000);

    fn told(body: &str) -> Result<WebhookEvent, WebhookError> {
        let secrets = ["whsec_new".to_owned(), "whsec_old".to_owned()];
        let proof = signature::sign("whsec_old", body.as_bytes(), NOW);
        read(&secrets, Some(&proof), body.as_bytes(), NOW)
    }

    fn event(kind: &str, object: &str) -> News {
        told(&format!(r#"{{"id":"evt_1","object":"event","type":"{kind}","data":{{"object":{object}}}}}"#))
            .unwrap()
            .news
    }

    #[test]
    fn what_concerns_a_payment_is_a_reason_to_ask_and_everything_else_is_nothing() {
        let session = r#"{"id":"cs_1","object":"checkout.session","payment_status":"paid","amount_total":1}"#;
        for kind in ["completed", "async_payment_succeeded", "async_payment_failed", "expired"] {
            let told = event(&format!("checkout.session.{kind}"), session);
            assert_eq!(told, News::Payment { reference: "cs_1".to_owned() }, "{kind}");
        }
        let charge = r#"{"id":"ch_1","payment_intent":"pi_1"}"#;
        for kind in ["charge.dispute.created", "refund.failed"] {
            let News::Alarm { reference, .. } = event(kind, charge) else { panic!("{kind}") };
            assert_eq!(reference, "pi_1");
            assert_eq!(event(kind, r#"{"id":"ch_1","payment_intent":null}"#), News::Nothing);
        }
        for kind in ["payment_intent.succeeded", "charge.refunded", "customer.created", "something.new", ""] {
            assert_eq!(event(kind, charge), News::Nothing, "{kind}");
        }
    }

    #[test]
    fn f07_a_message_without_proof_or_without_sense_is_not_believed() {
        let body = r#"{"id":"evt_1","type":"checkout.session.completed","data":{"object":{"id":"cs_1"}}}"#;
        let secrets = ["whsec_new".to_owned()];
        assert!(told(body).is_ok());
        assert_eq!(read(&secrets, None, body.as_bytes(), NOW), Err(WebhookError::Forged));
        let proof = signature::sign("whsec_old", body.as_bytes(), NOW);
        assert_eq!(read(&secrets, Some(&proof), body.as_bytes(), NOW), Err(WebhookError::Forged), "a secret of before");
        for broken in ["", "{", "[]", r#"{"id":"evt_1"}"#, r#"{"id":1,"type":"x","data":{"object":{}}}"#] {
            assert_eq!(told(broken), Err(WebhookError::Malformed), "{broken}");
        }
        let huge = "x".repeat(MOST_BYTES + 1);
        assert_eq!(told(&huge), Err(WebhookError::Forged));
    }
}
