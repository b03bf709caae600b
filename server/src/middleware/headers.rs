//! The headers that keep a page from being misused: on every answer, whatever made it.

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, SET_COOKIE, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
    middleware::Next,
    response::Response,
};

/// For answers that bring no policy of their own: nothing may run, load, or frame them.
const STRICTEST: HeaderValue =
    HeaderValue::from_static("default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");

/// For pages that show what belongs to one person.
const KEEP_NOTHING: HeaderValue = HeaderValue::from_static("no-store, private");
/// For everything else: the browser may keep it, and asks before it shows it again.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("private, no-cache");

const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-embedder-policy"), HeaderValue::from_static("require-corp")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    ),
];

/// Pages and functions behind these are about one person.
const PERSONAL: [&str; 10] =
    ["/cart", "/checkout", "/orders", "/offers", "/account", "/downloads", "/admin", "/api", "/pay", "/payments"];

/// Whether shoppers come over TLS.
#[derive(Clone, Copy, Debug)]
pub struct OverTls(pub bool);

/// The middleware.
pub async fn headers(State(tls): State<OverTls>, request: Request, next: Next) -> Response {
    let personal = is_personal(request.uri().path());
    let mut response = next.run(request).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    protect(response.headers_mut(), tls, personal || failed);
    response
}

fn is_personal(path: &str) -> bool {
    // A path in disguise (percent signs, doubled slashes) is taken for personal: then nothing is kept of it.
    path.contains(['%', ';'])
        || path.contains("//")
        || PERSONAL.iter().any(|start| {
            path.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
                && matches!(path.as_bytes().get(start.len()), None | Some(b'/'))
        })
}

fn protect(headers: &mut HeaderMap, tls: OverTls, personal: bool) {
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(STRICTEST);
    if tls.0 {
        let a_year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(STRICT_TRANSPORT_SECURITY, a_year);
    }
    if personal || headers.contains_key(SET_COOKIE) {
        headers.insert(CACHE_CONTROL, KEEP_NOTHING);
    } else {
        headers.entry(CACHE_CONTROL).or_insert(ASK_FIRST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v24_a_path_in_disguise_is_taken_for_personal() {
        for path in [
            "/admin",
            "/Admin/orders",
            "/%61dmin",
            "//admin",
            "/admin%2forders",
            "/admin;x",
            "/orders/abc",
            "/offers/abc",
            "/account",
        ] {
            assert!(is_personal(path), "{path}");
        }
        for path in ["/", "/products/blue-mug", "/categories/cartoons", "/payback"] {
            assert!(!is_personal(path), "{path}");
        }
    }

    #[test]
    fn v26_an_answer_that_sets_a_cookie_is_kept_nowhere() {
        let mut headers = HeaderMap::new();
        headers.insert(SET_COOKIE, HeaderValue::from_static("cart=1"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
        protect(&mut headers, OverTls(false), false);
        assert_eq!(headers.get(CACHE_CONTROL), Some(&KEEP_NOTHING));
    }
}
