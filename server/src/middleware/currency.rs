//! In which currency a request is answered: the one that the shopper chose, which a cookie says, or else the one of the country that the
//! browser names.
//!
//! It is decided once for a request, with its rate, and stands in the request's extensions; without any it is the shop's own. What a
//! cookie says is a wish: a word that is none of the shop's currencies gives the shop's own. Nobody outside is asked where somebody is.

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue,
        header::{ACCEPT_LANGUAGE, COOKIE, VARY},
    },
    middleware::Next,
    response::Response,
};
use services::{Shop, currency::wanted};

const COOKIE_NAME: &str = "currency";

/// The middleware. Who works for the shop sees its own currency.
pub async fn sold_in(State(shop): State<Shop>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_for_shoppers = !(path.starts_with("/admin") || path.starts_with("/api/admin"));
    if !is_for_shoppers || shop.currencies.now().currencies.is_empty() {
        return next.run(request).await;
    }
    let languages = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    if let Some(selling) = wanted(&shop, chosen(request.headers()), languages) {
        request.extensions_mut().insert(selling);
    }
    let mut response = next.run(request).await;
    response.headers_mut().append(VARY, HeaderValue::from_static("cookie, accept-language"));
    response
}

/// The word of the cookie.
fn chosen(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == COOKIE_NAME).map(|(_, value)| value).next()
}
