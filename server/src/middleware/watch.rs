//! Gives every request an id, finds out where it came from, writes down what went wrong, and survives a panic.

use std::{
    net::{IpAddr, SocketAddr},
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};

use app::context::{ClientAddress, RequestId};
use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    middleware::Next,
    response::Response,
};
use futures::FutureExt as _;
use tracing::Instrument as _;

use crate::http::problem;

/// The header in which the answer names the request's id.
pub const ID: HeaderName = HeaderName::from_static("x-request-id");

/// A request that took longer is written down.
const SLOW: Duration = Duration::from_secs(2);

/// How many proxies stand in front of the shop.
#[derive(Clone, Copy, Debug)]
pub struct TrustedProxies(pub usize);

/// The middleware.
pub async fn watch(State(proxies): State<TrustedProxies>, mut request: Request, next: Next) -> Response {
    let id = format!("{:016x}", rand::random::<u64>());
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
    let address = client_address(request.headers(), proxies.0).or(peer).unwrap_or_default();
    request.extensions_mut().insert(RequestId(id.clone()));
    request.extensions_mut().insert(ClientAddress(address));
    // The pattern, not the path: paths may hold the secrets of orders and invitations.
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", %id, method = %request.method(), route);
    let wants_page = problem::wants_page(request.headers());
    let begun = Instant::now();
    let work = AssertUnwindSafe(next.run(request)).catch_unwind().instrument(span.clone());
    let mut response = work.await.unwrap_or_else(|panic| {
        let _inside = span.enter();
        tracing::error!(reason = reason(panic.as_ref()), "a request panicked");
        problem::answer(StatusCode::INTERNAL_SERVER_ERROR, wants_page, Some(&id))
    });
    note(&span, response.status(), begun.elapsed());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(ID, value);
    }
    response
}

fn note(span: &tracing::Span, status: StatusCode, took: Duration) {
    let _inside = span.enter();
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::error!(status = status.as_u16(), milliseconds, "a request failed");
    } else if took > SLOW {
        tracing::warn!(status = status.as_u16(), milliseconds, "a request was slow");
    } else {
        tracing::debug!(status = status.as_u16(), milliseconds, "a request was answered");
    }
}

/// The address that the outermost trusted proxy saw. Whatever stands before it in the header was written by the shopper.
fn client_address(headers: &HeaderMap, proxies: usize) -> Option<String> {
    let steps = proxies.checked_sub(1)?;
    let values = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let addresses: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
    addresses.iter().rev().nth(steps).and_then(|text| text.parse::<IpAddr>().ok()).map(|address| address.to_string())
}

fn reason(panic: &(dyn std::any::Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no text")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(text: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(HeaderName::from_static("x-forwarded-for"), HeaderValue::from_static(text))])
    }

    #[tokio::test]
    async fn f44_a_handler_that_panics_is_answered_for_and_the_next_request_too() {
        use axum::{Router, body::Body, middleware::from_fn_with_state, routing::get};
        use tower::Service as _;
        async fn falls() {
            panic!("on purpose");
        }
        let mut service = Router::new()
            .route("/falls", get(falls))
            .route("/stands", get(|| async { "well" }))
            .layer(from_fn_with_state(TrustedProxies(0), watch));
        for (path, status) in [("/falls", 500), ("/stands", 200), ("/falls", 500)] {
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            let answer = service.call(request).await.unwrap();
            assert_eq!(answer.status(), status, "{path}");
            assert!(answer.headers().contains_key(ID));
        }
    }

    #[test]
    fn f59_without_trusted_proxies_no_header_is_believed() {
        assert_eq!(client_address(&forwarded("6.6.6.6"), 0), None);
    }

    #[test]
    fn f59_what_the_shopper_writes_before_the_proxy_is_not_believed() {
        let headers = forwarded("6.6.6.6, 10.1.1.1, 10.2.2.2");
        assert_eq!(client_address(&headers, 1).as_deref(), Some("10.2.2.2"));
        assert_eq!(client_address(&headers, 2).as_deref(), Some("10.1.1.1"));
        assert_eq!(client_address(&forwarded("nonsense"), 1), None);
    }
}
