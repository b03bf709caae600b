//! `/robots.txt` and `/sitemap.xml`: what search engines may read.

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use services::{Shop, catalog};

use super::document::escape;

const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// What is for nobody but the shopper is for no robot.
pub async fn robots(State(shop): State<Shop>) -> Response {
    let base = &shop.settings.base_url;
    let rules = ["/admin", "/api/", "/cart", "/checkout", "/orders/", "/pay/", "/payments/", "/search"];
    let rules: String = rules.iter().map(|path| format!("Disallow: {path}\n")).collect();
    let text = format!("User-agent: *\n{rules}Sitemap: {base}/sitemap.xml\n");
    ([(header::CACHE_CONTROL, AN_HOUR)], text).into_response()
}

/// The home page, every category and every product.
pub async fn sitemap(State(shop): State<Shop>) -> Response {
    let paths = catalog::read::public_paths(&shop);
    let base = &shop.settings.base_url;
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in paths.iter().take(50_000) {
        text.push_str(&format!("<url><loc>{}</loc></url>\n", escape(&format!("{base}{path}"))));
    }
    text.push_str("</urlset>\n");
    let kind = HeaderValue::from_static("application/xml");
    (StatusCode::OK, [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, AN_HOUR)], text).into_response()
}
