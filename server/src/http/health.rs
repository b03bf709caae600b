//! `GET /health`: whether the shop can answer.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use services::Shop;

/// 200 while the database answers, 503 otherwise.
pub async fn health(State(shop): State<Shop>) -> Response {
    match shop.database.version().await {
        Ok(_) => (StatusCode::OK, "ok\n").into_response(),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}
