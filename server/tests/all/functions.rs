//! Every server function, called by somebody who is not signed in.

use std::collections::BTreeSet;

use reqwest::{Method, header};

use crate::browser::start;

/// What anybody may call. Whatever is not named here belongs to the admin and refuses.
const PUBLIC: [&str; 26] = [
    "/api/frame/read",
    "/api/catalog/home",
    "/api/catalog/category",
    "/api/catalog/sale",
    "/api/catalog/new",
    "/api/catalog/product",
    "/api/search/find",
    "/api/search/suggest",
    "/api/cart/read",
    "/api/cart/add",
    "/api/cart/set_quantity",
    "/api/cart/remove",
    "/api/checkout/read",
    "/api/checkout/remember",
    "/api/checkout/place",
    "/api/order/read",
    "/api/order/pay",
    "/api/order/cancel",
    "/api/theme/choose",
    "/api/theme/set",
    "/api/admin/sign_in",
    "/api/admin/sign_out",
    "/api/admin/welcome",
    "/api/admin/invitation",
    "/api/checkout/view",
    "/api/order/view",
];

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
        let method: Method = method.parse().unwrap();
        let request = browser.request(method.clone(), path).header(header::ORIGIN, &shop.base);
        let request = request.header(header::ACCEPT, "application/json");
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(FIELDS);
        let answer = request.send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        if PUBLIC.contains(&path.as_str()) {
            assert!(status.as_u16() < 500, "{path}: {status} {text}");
        } else {
            assert!(path.starts_with("/api/admin/"), "{path} is neither declared public nor of the admin");
            assert!(status.is_client_error(), "{path}: {status} {text}");
        }
    }
    for (path, method) in functions {
        assert!(method == "POST" || path == "/api/search/suggest", "{method} {path} could be called by a link");
    }
}
