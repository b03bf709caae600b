//! Keeps other sites from sending forms in a shopper's name.
//!
//! Sec-Fetch-Site and Origin decide (tower-http's layer). Where a proxy or a strange client sends neither, a request that
//! carries a session of the admin is refused.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::http::problem;

/// Makes the answer to a refused request.
pub type Refusal = fn(ProtectionError) -> Response;

/// The layer for everything but messages that are signed.
pub fn layer() -> CsrfLayer<Refusal> {
    CsrfLayer::new().with_rejection_response(refused as Refusal)
}

fn refused(error: ProtectionError) -> Response {
    tracing::warn!(reason = %error, "a request from another site was refused");
    problem::answer(StatusCode::FORBIDDEN, true, None)
}

/// The middleware that closes what the layer leaves open.
pub async fn known_origin(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !safe && says_nothing(request.headers()) && has_session(request.headers()) {
        tracing::warn!("a request with a session but without an origin was refused");
        return problem::answer(StatusCode::FORBIDDEN, problem::wants_page(request.headers()), None);
    }
    next.run(request).await
}

fn says_nothing(headers: &HeaderMap) -> bool {
    [header::ORIGIN.as_str(), "sec-fetch-site"]
        .iter()
        .all(|name| headers.get(*name).is_none_or(|value| value.as_bytes().is_empty()))
}

fn has_session(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut names = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    names.any(|(name, _)| matches!(name, "session" | "__Host-session"))
}
