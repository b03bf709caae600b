//! Input that no page of the shop would send: each gets a clear answer and changes nothing.

use domain::account::Role;
use reqwest::{Method, header};

use crate::{
    browser::{MUG, SOLD_OUT, encoded, location, start},
    functions::session,
};

const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_is_a_page_that_says_so() {
    let shop = start().await;
    let browser = shop.browser();
    for path in [
        "/products/no-such-mug",
        "/categories/no-such-shelf",
        "/no-such-page",
        "/orders/0123456789abcdef0123456789abcdef",
        "/pay/test/tp_nothing",
        "/payments/return?reference=nothing",
        "/payments/return",
        "/payments/return?reference=a&reference=b",
        "/admin/welcome/nothing",
    ] {
        let answer = browser.get(path).await;
        let status = answer.status();
        let page = answer.text().await.unwrap();
        assert!(page.contains("<h1"), "{path}");
        if !path.starts_with("/admin") {
            assert!(status == 404 || status == 410, "{path}: {status}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_form_of_files_and_no_import_is_told_in_words_of_the_shop() {
    let shop = start().await;
    let browser = shop.browser();
    let owner = session(&shop.shop, Role::Owner).await;
    let ask = |method, path: &str| {
        let request = browser.request(method, path).header(header::COOKIE, format!("session={owner}"));
        request.header(header::ORIGIN, &shop.base).header(header::ACCEPT, "text/html")
    };
    for path in ["/admin/imports/abc/failed.csv", "/admin/imports/abc/correct.csv", "/admin/imports/1/failed.csv"] {
        let answer = ask(Method::GET, path).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
        assert!(answer.text().await.unwrap().contains("There is nothing here"), "{path}");
    }
    for path in ["/admin/upload", "/admin/imports/upload", "/admin/products/files", "/cart/personalised"] {
        let request = ask(Method::POST, path).header(header::CONTENT_TYPE, "text/plain").body("x");
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 400, "{path}");
        assert!(answer.text().await.unwrap().contains("not written correctly"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn queries_that_mean_nothing_show_the_page_as_if_they_were_not_there() {
    let shop = start().await;
    let browser = shop.browser();
    for query in [
        "?page=-1",
        "?page=99999999999999999999",
        "?sort=%00",
        "?q=%ff%fe",
        "?=&&&==",
        "?variant=%zz",
        "?colour=a&colour=b",
    ] {
        for path in ["/", "/new", "/search", "/products/blue-mug"] {
            let status = browser.get(&format!("{path}{query}")).await.status();
            assert!(status == 200 || status == 404 || status == 400, "{path}{query}: {status}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quantity_or_variant_that_cannot_be_bought_changes_no_cart() {
    let shop = start().await;
    for (sku, quantity) in [
        (SOLD_OUT, "1"),
        ("NO-SUCH-SKU", "1"),
        (MUG, "0"),
        (MUG, "-1"),
        (MUG, "1000000000000"),
        (MUG, "99999999999999999999999999"),
        (MUG, "1.5"),
        (MUG, "two"),
        ("", ""),
    ] {
        let browser = shop.browser();
        let answer = browser.post("/api/cart/add", &[("sku", sku), ("quantity", quantity)]).await;
        assert!(answer.status().is_redirection(), "{sku} {quantity}: {}", answer.status());
        let request = browser.request(Method::POST, "/api/cart/add").header(header::ACCEPT, "application/json");
        let request = request.header(header::CONTENT_TYPE, FORM).body(encoded(&[("sku", sku), ("quantity", quantity)]));
        let status = request.send().await.unwrap().status();
        assert!(status.is_client_error(), "{sku} {quantity}: {status}");
        let page = browser.get("/cart").await.text().await.unwrap();
        assert!(!page.contains("Blue mug") && !page.contains("Gone mug"), "{sku} {quantity}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn v29_a_form_that_says_something_twice_is_refused_and_changes_nothing() {
    let shop = start().await;
    let browser = shop.browser();
    browser.post("/api/cart/add", &[("sku", MUG), ("quantity", "1")]).await;
    let before = browser.get("/cart").await.text().await.unwrap();
    assert!(before.contains("Blue mug"));
    for (path, body) in [
        ("/api/cart/add", format!("sku={MUG}&quantity=1&quantity=2")),
        ("/api/cart/add", format!("sku={MUG}&quantity=1&%71uantity=2")),
        ("/api/cart/set_quantity", "line=1&line=2&quantity=1".to_owned()),
        ("/api/checkout/remember", "email=a%40example.org&email=b%40example.org".to_owned()),
        ("/api/checkout/place", "seen_total=1&seen_total=2".to_owned()),
        ("/api/order/pay", "token=a&token=b&method=test".to_owned()),
        ("/pay/test/tp_x", "number=1&number=2".to_owned()),
    ] {
        for accept in ["text/html", "application/json"] {
            let request = browser.request(Method::POST, path).header(header::ACCEPT, accept);
            let answer = request.header(header::CONTENT_TYPE, FORM).body(body.clone()).send().await.unwrap();
            assert_eq!(answer.status(), 400, "{path} {body} {accept}");
            assert!(answer.text().await.unwrap().contains("not written correctly"), "{path} {body}");
        }
    }
    let boundary = "--x\r\nContent-Disposition: form-data; name=\"quantity\"\r\n\r\n1\r\n";
    let request = browser.request(Method::POST, "/cart/personalised").header(header::ACCEPT, "text/html");
    let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    let answer = request.body(format!("{boundary}{boundary}--x--\r\n")).send().await.unwrap();
    assert_eq!(answer.status(), 400);
    let after = browser.get("/cart").await.text().await.unwrap();
    assert_eq!(after.matches("Blue mug").count(), before.matches("Blue mug").count());
    assert!(after.contains("value=\"1\"") && !after.contains("maren@"), "one mug, as before");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_price_that_the_browser_names_is_not_heard() {
    let shop = start().await;
    let browser = shop.browser();
    let fields = [("sku", MUG), ("quantity", "2"), ("price", "1"), ("unit_price", "1"), ("total", "1")];
    let answer = browser.post("/api/cart/add", &fields).await;
    assert_eq!(location(&answer), "/cart");
    let page = browser.get("/cart").await.text().await.unwrap();
    assert!(page.contains("29.00"), "two mugs for 14.50 each");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_broken_is_a_clear_client_error() {
    let shop = start().await;
    let browser = shop.browser();
    for (content_type, body) in [
        (FORM, &b"sku=%zz&quantity=%"[..]),
        (FORM, b"sku=\xff\xfe&quantity=1"),
        (FORM, b"\x00\x01\x02"),
        (FORM, b""),
        ("application/json", b"{\"sku\":"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("", b"sku=a&quantity=1"),
    ] {
        let request = browser.request(Method::POST, "/api/cart/add").header(header::ACCEPT, "application/json");
        let request = request.header(header::CONTENT_TYPE, content_type).body(body.to_vec());
        let status = request.send().await.unwrap().status();
        assert!(status.is_client_error(), "{content_type} {body:?}: {status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f50_a_body_of_50_megabytes_is_refused_and_the_shop_goes_on() {
    let shop = start().await;
    let browser = shop.browser();
    for path in ["/api/cart/add", "/pay/test/tp_x", "/no-such-page"] {
        let request = browser.request(Method::POST, path).header(header::CONTENT_TYPE, FORM);
        let answer = request.body(vec![b'a'; 50 * 1024 * 1024]).send().await.unwrap();
        assert_eq!(answer.status(), 413, "{path}");
        assert!(answer.text().await.unwrap().contains("too large"), "{path}");
    }
    let pieces = futures::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b'a'; 64 * 1024]));
    let pieces = futures::StreamExt::take(pieces, 800);
    let request = browser.request(Method::POST, "/api/cart/add").header(header::CONTENT_TYPE, FORM);
    // Without a length the server stops listening in the middle: an answer, or a connection that was closed.
    if let Ok(answer) = request.body(reqwest::Body::wrap_stream(pieces)).send().await {
        assert_eq!(answer.status(), 413);
    }
    assert_eq!(browser.get("/health").await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_searched_for_is_text_in_the_title() {
    let shop = start().await;
    let page = shop.browser().get("/search?q=%3C/title%3E%3Cmeta%20http-equiv=refresh%3E").await.text().await.unwrap();
    assert!(page.contains("&lt;/title&gt;&lt;meta http-equiv=refresh&gt;"), "{page}");
    assert_eq!(page.matches("</title>").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_leads_back_to_a_page_of_this_shop_only() {
    let shop = start().await;
    for path in ["//evil.example/", "/\\evil.example/"] {
        let request = shop.browser().request(Method::POST, "/api/theme/set");
        let request = request.header("origin", &shop.base).header("accept", "text/html");
        let request = request.header("referer", format!("{}{path}", shop.base));
        let answer = request.header(header::CONTENT_TYPE, FORM).body("theme=dark").send().await.unwrap();
        assert_eq!(answer.headers()["location"], "/", "{path}");
    }
}
