//! Who may send forms: Sec-Fetch-Site × Origin × what is asked for.

use reqwest::{Method, header};

use crate::browser::{MUG, encoded, start};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test(flavor = "multi_thread")]
async fn v25_only_pages_of_the_shop_may_send_forms() {
    let shop = start().await;
    let browser = shop.browser();
    let own = shop.base.as_str();
    for (site, origin, allowed) in [
        (Some("same-origin"), Some(own), true),
        (Some("none"), None, true),
        (None, Some(own), true),
        (None, None, true),
        (Some("cross-site"), Some("https://evil.example"), false),
        (Some("same-site"), Some("https://other.example"), false),
        (Some("cross-site"), None, false),
        (None, Some("https://evil.example"), false),
        (None, Some("null"), false),
        (None, Some("http://127.0.0.1:1"), false),
    ] {
        for content_type in [FORM, "text/plain", "application/json"] {
            let mut request = browser.request(Method::POST, "/api/cart/add").header(header::CONTENT_TYPE, content_type);
            if let Some(site) = site {
                request = request.header("sec-fetch-site", site);
            }
            if let Some(origin) = origin {
                request = request.header(header::ORIGIN, origin);
            }
            let answer = request.body(encoded(&[("sku", MUG), ("quantity", "1")])).send().await.unwrap();
            let refused = answer.status() == 403;
            assert_eq!(!refused, allowed, "{site:?} {origin:?} {content_type}: {}", answer.status());
            assert!(!refused || !answer.headers().contains_key(header::SET_COOKIE));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f59_a_session_without_an_origin_may_change_nothing() {
    let shop = start().await;
    let client = reqwest::Client::new();
    let ask = |cookie: &'static str| {
        let request = client.post(format!("{}/api/admin/sign_out", shop.base)).header(header::COOKIE, cookie);
        request.header(header::CONTENT_TYPE, FORM).send()
    };
    assert_eq!(ask("session=0123456789abcdef0123456789abcdef").await.unwrap().status(), 403);
    assert_ne!(ask("theme=dark").await.unwrap().status(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn f59_a_forged_host_is_in_no_link() {
    let shop = start().await;
    let client = reqwest::Client::new();
    for path in ["/", "/sitemap.xml", "/robots.txt"] {
        let request = client.get(format!("{}{path}", shop.base)).header(header::HOST, "evil.example");
        let request = request.header("x-forwarded-host", "evil.example").header("x-forwarded-prefix", "/evil");
        let page = request.send().await.unwrap().text().await.unwrap();
        assert!(!page.contains("evil"), "{path}");
    }
}
