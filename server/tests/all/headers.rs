//! The headers of every kind of answer, by the table of the HTTP Observatory.

use reqwest::header::HeaderMap;

use crate::browser::{start, start_with};

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_headers_that_keep_it_from_being_misused() {
    let shop = start().await;
    let browser = shop.browser();
    for path in ["/", "/products/blue-mug", "/cart", "/admin", "/no-such-page", "/media/x", "/health", "/robots.txt"] {
        let answer = browser.get(path).await;
        let headers = answer.headers();
        let policy = text(headers, "content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"), "{path}: {policy}");
        assert!(policy.contains("form-action"), "{path}: {policy}");
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
        assert_eq!(text(headers, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(text(headers, "referrer-policy"), "strict-origin-when-cross-origin", "{path}");
        assert_eq!(text(headers, "cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(text(headers, "cross-origin-embedder-policy"), "require-corp", "{path}");
        assert_eq!(text(headers, "cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(text(headers, "access-control-allow-origin"), "", "{path}");
        assert_eq!(text(headers, "strict-transport-security"), "", "{path}: TLS is not in use");
        assert_eq!(text(headers, "x-request-id").len(), 16, "{path}");
        assert_ne!(text(headers, "cache-control"), "", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_runs_only_scripts_with_the_nonce_of_its_own_answer() {
    let shop = start().await;
    let browser = shop.browser();
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let answer = browser.get("/").await;
        let policy = text(answer.headers(), "content-security-policy").to_owned();
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
        let page = answer.text().await.unwrap();
        for script in page.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{tag}");
        }
        nonces.push(nonce);
    }
    assert_ne!(nonces[0], nonces[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn over_tls_browsers_are_told_to_stay_there_and_cookies_are_bound_to_the_host() {
    let shop = start_with(&[("MERCER_SHOP_BASE_URL", "https://shop.example")]).await;
    let browser = shop.browser();
    let answer = browser.get("/").await;
    assert!(text(answer.headers(), "strict-transport-security").contains("max-age=31536000"));
    let answer = browser.post("/api/cart/add", &[("sku", crate::browser::MUG), ("quantity", "1")]).await;
    let cookie = text(answer.headers(), "set-cookie");
    for part in ["__Host-cart=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn v26_what_belongs_to_one_person_is_kept_nowhere() {
    let shop = start().await;
    let browser = shop.browser();
    for path in ["/cart", "/orders/0123456789abcdef0123456789abcdef", "/admin", "/%61dmin", "//admin", "/pay/test/tp_x"]
    {
        let answer = browser.get(path).await;
        assert_eq!(text(answer.headers(), "cache-control"), "no-store, private", "{path}");
    }
    let answer = browser.post("/api/cart/add", &[("sku", crate::browser::MUG), ("quantity", "1")]).await;
    assert_eq!(text(answer.headers(), "cache-control"), "no-store, private");
    let answer = browser.get("/products/blue-mug").await;
    assert!(text(answer.headers(), "cache-control").contains("private"), "the bag's count is in it");
}
