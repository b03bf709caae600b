//! Keeps other sites from sending forms in a shopper's name.
//!
//! Sec-Fetch-Site and Origin decide (tower-http's layer). Where a proxy or a strange client sends neither, a request that
//! carries a session is refused.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use services::setting::ShopSettings;
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

/// The shop's own host, in production, where it is known for certain; elsewhere a machine has many names.
#[derive(Clone, Debug)]
pub struct OwnHost(Option<Arc<str>>);

impl OwnHost {
    /// The host of a shop with these settings.
    #[must_use]
    pub fn of(settings: &ShopSettings) -> Self {
        let host = settings.base_url.split_once("://").map(|(_, host)| host.to_lowercase());
        Self(host.filter(|_| settings.production).map(Arc::from))
    }

    fn is_other(&self, headers: &HeaderMap) -> bool {
        let said = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        self.0.as_deref().is_some_and(|own| !own.eq_ignore_ascii_case(said))
    }
}

/// The middleware that closes what the layer leaves open.
pub async fn known_origin(State(own): State<OwnHost>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // The layer compares the origin with the host, and both may be made up by a page whose name leads to our machine.
    if !safe && own.is_other(request.headers()) {
        tracing::warn!("a request to another host was refused");
        return problem::answer(StatusCode::FORBIDDEN, problem::wants_page(request.headers()), None);
    }
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
    names.any(|(name, _)| matches!(name, "session" | "__Host-session" | "customer" | "__Host-customer"))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn f59_where_the_host_is_known_a_form_for_another_one_is_refused() {
        let own = OwnHost(Some(Arc::from("shop.example")));
        let said = |host: &'static str| HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
        assert!(!own.is_other(&said("Shop.Example")));
        for other in ["evil.example", "shop.example:8080", "shop.example.evil.example", ""] {
            assert!(own.is_other(&said(other)), "{other}");
        }
        assert!(own.is_other(&HeaderMap::new()));
        assert!(!OwnHost(None).is_other(&said("127.0.0.1:3000")));
    }
}
