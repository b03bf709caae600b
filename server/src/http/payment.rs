//! Where payment providers lead shoppers back to, and where they send their messages.

use axum::{
    body::Bytes,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Redirect, Response},
};
use domain::payment::PaymentMethod;
use serde::Deserialize;
use services::{
    Shop,
    payment::{PaymentError, write},
};

use super::problem;

/// What the address says on the way back.
#[derive(Debug, Deserialize)]
pub struct Return {
    #[serde(default)]
    reference: String,
}

/// `GET /payments/return?reference=`: asks the provider, and leads on to the order.
pub async fn returned(State(shop): State<Shop>, query: Result<Query<Return>, QueryRejection>) -> Response {
    let Ok(Query(query)) = query else { return problem::answer(StatusCode::NOT_FOUND, true, None) };
    match write::returned(&shop, &query.reference).await {
        Ok(path) => Redirect::to(&path).into_response(),
        Err(PaymentError::UnknownReference) => problem::answer(StatusCode::NOT_FOUND, true, None),
        Err(error) => {
            tracing::error!(%error, "a shopper could not be led back from a payment");
            problem::answer(StatusCode::INTERNAL_SERVER_ERROR, true, None)
        }
    }
}

/// `POST /webhooks/test`: a message of the test provider, proven over its raw bytes.
pub async fn test_webhook(State(shop): State<Shop>, headers: HeaderMap, body: Bytes) -> Response {
    receive(&shop, PaymentMethod::Test, &headers, &body).await
}

/// `POST /webhooks/stripe`: a message of Stripe, proven over its raw bytes.
pub async fn stripe_webhook(State(shop): State<Shop>, headers: HeaderMap, body: Bytes) -> Response {
    receive(&shop, PaymentMethod::Stripe, &headers, &body).await
}

async fn receive(shop: &Shop, method: PaymentMethod, headers: &HeaderMap, body: &[u8]) -> Response {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    match write::receive_webhook(shop, method, &header, body).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(PaymentError::Webhook(error)) => {
            tracing::warn!(%error, "a provider's message was not believed");
            (StatusCode::BAD_REQUEST, "The message is not believed.\n").into_response()
        }
        // An account may be used by others too, and Stripe gives up an endpoint that refuses what does not concern it.
        Err(PaymentError::UnknownReference) if method == PaymentMethod::Stripe => StatusCode::OK.into_response(),
        Err(PaymentError::NotOffered | PaymentError::UnknownReference) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            // Any other status than 200 makes the provider send it again.
            tracing::error!(%error, "a provider's message could not be acted upon");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
