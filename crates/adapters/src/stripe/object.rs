//! What of Stripe's objects the shop reads.

use std::collections::HashMap;

use domain::{
    kernel::{AttemptId, Money},
    payment::Observed,
};
use serde::Deserialize;
use services::port::{Observation, ProviderError};

use super::amount::from_stripe;

/// A page of a list.
#[derive(Debug, Deserialize)]
pub(super) struct List<T> {
    pub data: Vec<T>,
}

/// A payment page and what became of it (Checkout Session).
#[derive(Debug, Deserialize)]
pub(super) struct Session {
    pub id: String,
    #[serde(default)]
    pub url: Option<String>,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    payment_status: String,
    #[serde(default)]
    amount_total: Option<i64>,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    client_reference_id: Option<String>,
    #[serde(default)]
    metadata: Option<HashMap<String, String>>,
    #[serde(default)]
    payment_intent: Option<Expanded>,
}

/// A part that Stripe gives whole when it is asked to, and else as its id.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Expanded {
    Whole(PaymentIntent),
    Id(String),
}

/// The money of a page (Payment Intent).
#[derive(Debug, Deserialize)]
struct PaymentIntent {
    id: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    amount_received: i64,
    #[serde(default)]
    currency: String,
}

/// Money that goes back.
#[derive(Debug, Deserialize)]
pub(super) struct Refund {
    pub id: String,
    #[serde(default)]
    pub status: Option<String>,
    #[serde(default)]
    pub metadata: Option<HashMap<String, String>>,
}

impl Session {
    /// The order's number that it was made for; empty where another program made it.
    fn order_number(&self) -> String {
        self.metadata.as_ref().and_then(|metadata| metadata.get("order")).cloned().unwrap_or_default()
    }

    /// The id of its payment intent.
    pub fn payment_intent(&self) -> Option<&str> {
        self.payment_intent.as_ref().map(|intent| match intent {
            Expanded::Whole(intent) => intent.id.as_str(),
            Expanded::Id(id) => id.as_str(),
        })
    }

    fn intent(&self) -> Option<&PaymentIntent> {
        match &self.payment_intent {
            Some(Expanded::Whole(intent)) => Some(intent),
            _ => None,
        }
    }

    /// Where the payment stands.
    fn observed(&self) -> Option<Observed> {
        let intent = self.intent().map(|intent| intent.status.as_str());
        Some(match (self.status.as_deref()?, self.payment_status.as_str(), intent) {
            (_, "paid" | "no_payment_required", _) => Observed::Captured { as_agreed: true },
            ("open", ..) => Observed::Open,
            ("expired", ..) => Observed::Cancelled,
            // A debit or a transfer that came to nothing: this page takes no second try, so the payment is over.
            ("complete", _, Some("requires_payment_method" | "canceled")) => Observed::Cancelled,
            ("complete", ..) => Observed::Processing,
            _ => return None,
        })
    }

    /// What was taken, by the money itself where it is known; else what is asked for.
    fn amount(&self) -> Option<Money> {
        let received = self.intent().filter(|intent| intent.amount_received > 0);
        let (amount, currency) = match received {
            Some(intent) => (intent.amount_received, intent.currency.as_str()),
            None => (self.amount_total?, self.currency.as_deref()?),
        };
        from_stripe(amount, currency).ok()
    }

    /// What the services want to know.
    pub fn observation(&self) -> Result<Observation, ProviderError> {
        let order_number = self.order_number();
        let (Some(amount), Some(observed)) = (self.amount(), self.observed()) else {
            // What another program made need not be understood; for what is ours, it is asked again.
            return Err(if order_number.is_empty() {
                ProviderError::NoSuchPayment
            } else {
                ProviderError::Unknown("the payment page cannot be understood".to_owned())
            });
        };
        let attempt = self.client_reference_id.as_deref().and_then(|text| text.parse().ok()).map(AttemptId);
        Ok(Observation { reference: self.id.clone(), attempt, order_number, amount, observed })
    }
}

#[cfg(test)]
mod tests {
    use domain::kernel::Currency;
    use serde_json::{Value, json};

    use super::*;

    fn session(status: &str, payment_status: &str, intent: Value) -> Session {
        serde_json::from_value(json!({
            "id": "cs_1", "object": "checkout.session", "url": null, "status": status, "payment_status": payment_status,
            "amount_total": 2890, "currency": "eur", "client_reference_id": "17", "metadata": {"order": "M-1001"},
            "payment_intent": intent, "something_new": {"a": [1]},
        }))
        .unwrap()
    }

    #[test]
    fn where_a_payment_stands_is_read_from_page_and_money() {
        let money = |status: &str| json!({"id": "pi_1", "status": status, "amount_received": 0, "currency": "eur"});
        for (status, payment_status, intent, observed) in [
            ("open", "unpaid", Value::Null, Observed::Open),
            ("open", "unpaid", money("requires_action"), Observed::Open),
            ("expired", "unpaid", Value::Null, Observed::Cancelled),
            ("complete", "paid", money("succeeded"), Observed::Captured { as_agreed: true }),
            ("complete", "paid", json!("pi_1"), Observed::Captured { as_agreed: true }),
            ("complete", "unpaid", money("processing"), Observed::Processing),
            ("complete", "unpaid", json!("pi_1"), Observed::Processing),
            ("complete", "unpaid", money("requires_payment_method"), Observed::Cancelled),
            ("complete", "unpaid", money("canceled"), Observed::Cancelled),
        ] {
            let observation = session(status, payment_status, intent).observation().unwrap();
            assert_eq!(observation.observed, observed, "{status} {payment_status}");
            assert_eq!(observation.amount, Money::new(2_890, Currency::EUR));
            assert_eq!((observation.attempt, observation.order_number.as_str()), (Some(AttemptId(17)), "M-1001"));
        }
        let unread = session("something new", "unpaid", Value::Null).observation();
        assert!(matches!(unread, Err(ProviderError::Unknown(_))));
    }

    #[test]
    fn f10_what_was_really_received_counts_and_not_what_was_asked_for() {
        let intent = json!({"id": "pi_1", "status": "succeeded", "amount_received": 2889, "currency": "usd"});
        let observation = session("complete", "paid", intent).observation().unwrap();
        assert_eq!(observation.amount, Money::new(2_889, Currency::parse("USD").unwrap()));
    }

    #[test]
    fn a_page_of_another_program_names_no_order_of_ours() {
        let session: Session = serde_json::from_value(json!({
            "id": "cs_2", "status": "open", "payment_status": "unpaid", "amount_total": 1, "currency": "eur", "metadata": {},
            "client_reference_id": "cart of another shop",
        }))
        .unwrap();
        let observation = session.observation().unwrap();
        assert_eq!((observation.attempt, observation.order_number.as_str()), (None, ""));
        // Without money at all: a card that is kept for later.
        let session: Session = serde_json::from_value(json!({
            "id": "cs_3", "mode": "setup", "status": "complete", "payment_status": "no_payment_required",
            "amount_total": null, "currency": null, "client_reference_id": null, "metadata": {}, "payment_intent": null,
        }))
        .unwrap();
        assert!(matches!(session.observation(), Err(ProviderError::NoSuchPayment)));
    }
}
