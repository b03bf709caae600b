//! `/robots.txt`: what search engines may read.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use services::Shop;

const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// What is for nobody but the shopper is for no robot.
pub async fn robots(State(shop): State<Shop>) -> Response {
    let base = &shop.settings.base_url;
    let rules =
        ["/admin", "/api/", "/cart", "/checkout", "/orders/", "/offers/", "/account", "/pay/", "/payments/", "/search"];
    let rules: String = rules.iter().map(|path| format!("Disallow: {path}\n")).collect();
    let text = format!("User-agent: *\n{rules}Sitemap: {base}/sitemap.xml\n");
    ([(header::CACHE_CONTROL, AN_HOUR)], text).into_response()
}
