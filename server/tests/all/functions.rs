//! Every server function, called by somebody who is not signed in.

use std::collections::BTreeSet;

use app::admin::access::{Access, PERMISSIONS};
use reqwest::{Method, header};

use crate::browser::start;

/// What a shopper's page calls.
const SHOPPERS: [&str; 18] = [
    "frame/read",
    "catalog/home",
    "catalog/category",
    "catalog/sale",
    "catalog/new",
    "catalog/product",
    "search/find",
    "search/suggest",
    "cart/read",
    "cart/add",
    "cart/set_quantity",
    "cart/remove",
    "checkout/read",
    "checkout/remember",
    "checkout/place",
    "order/read",
    "order/pay",
    "theme/set",
];

/// Whether anybody may call the function; one that nobody declared fails the test.
fn is_public(endpoint: &str) -> bool {
    let declared = PERMISSIONS.iter().find(|(name, _)| *name == endpoint);
    match declared {
        Some((_, access)) => *access == Access::Public,
        None => {
            assert!(SHOPPERS.contains(&endpoint), "nobody says who may call {endpoint}");
            true
        }
    }
}

/// Plausible values for whatever a function of the admin may ask for: it must refuse before it reads them, or after.
const FIELDS: &str = "order=1&version=1&carrier=DHL&tracking_number=1&text=x&query=&product=1&published=true&title=x&\
    html=x&image=1&to=0&position=0&alternative=x&send%5Border%5D=1";

#[tokio::test(flavor = "multi_thread")]
async fn every_function_is_public_on_purpose_or_refuses_strangers() {
    let shop = start().await;
    let browser = shop.browser();
    let functions: BTreeSet<(String, String)> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, method)| (path.to_owned(), method.to_string()))
        .collect();
    assert!(functions.len() > 20, "the functions are registered: {functions:?}");
    for (path, method) in &functions {
        let endpoint = path.trim_start_matches("/api/");
        assert!(method == "POST" || endpoint == "search/suggest", "{method} {path} could be called by a link");
        let request = browser.request(method.parse::<Method>().unwrap(), path);
        let request = request.header(header::ORIGIN, &shop.base).header(header::ACCEPT, "application/json");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(FIELDS);
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status().as_u16(), answer.text().await.unwrap());
        if is_public(endpoint) {
            assert!(status < 500 && status != 405, "{path}: {status} {text}");
        } else {
            assert!([401, 403, 422].contains(&status), "{path}: {status} {text}");
        }
    }
}
