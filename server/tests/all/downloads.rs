//! Files that are sold: uploaded by the manager, bought without a script and without an address, fetched by signed links.

use domain::{account::Role, catalog::ProductKind};
use reqwest::{Method, header};
use services::{account::Actor, catalog::admin::goods};
use sqlx::Row as _;

use crate::{
    browser::{Browser, MUG, TestShop, location, start},
    functions::session,
    purchase::{path, pay, place, value_of},
};

const CONTENT: &[u8] = b"0123456789 all of the book";

async fn product(shop: &TestShop) -> domain::kernel::ProductId {
    let row = sqlx::query("SELECT product_id FROM variant WHERE sku = $1").bind(MUG);
    domain::kernel::ProductId(row.fetch_one(shop.shop.database.reader()).await.unwrap().try_get(0).unwrap())
}

/// Sends a file as the manager's form does.
async fn upload(browser: &Browser, product: &str, session: Option<&str>, content: &[u8]) -> (u16, String) {
    let mut body = Vec::new();
    for (name, value) in [("product", product), ("variant", "")] {
        body.extend_from_slice(
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
        );
    }
    let head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Feldführer.html\"\r\nContent-Type: text/html\r\n\r\n";
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let mut request = browser.client.post(format!("{}/admin/products/files", browser.base));
    if let Some(session) = session {
        request = request.header(header::COOKIE, format!("session={session}"));
    }
    let request = request.header(header::ORIGIN, &browser.base).header(header::ACCEPT, "application/json");
    let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=x").body(body);
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// A shop that sells its mug as a file, and the owner's session.
async fn with_file() -> TestShop {
    let shop = start().await;
    let product = product(&shop).await;
    goods::set_kind(&shop.shop, &Actor::system("test"), product, ProductKind::Digital).await.unwrap();
    goods::set_bounds(&shop.shop, &Actor::system("test"), product, Some(2), None).await.unwrap();
    let owner = session(&shop.shop, Role::Owner).await;
    let (status, text) = upload(&shop.browser(), &product.to_string(), Some(&owner), CONTENT).await;
    assert_eq!((status, text.contains("\"error\":null")), (200, true), "{text}");
    shop
}

/// Buys it with a card and gives the links of the order's page.
async fn buy(shop: &TestShop, browser: &Browser) -> Vec<String> {
    browser.post("/api/cart/add", &[("sku", MUG), ("quantity", "1")]).await;
    let page = browser.get("/checkout").await.text().await.unwrap();
    assert!(!page.contains("name=\"street\"") && !page.contains("name=\"shipping\""), "nothing is delivered");
    let fields: Vec<(String, String)> = [
        ("email", "maren@example.org"),
        ("country", "DE"),
        ("full_name", "Maren Voss"),
        ("payment", "test"),
        ("idempotency_key", &value_of(&page, "idempotency_key")),
        ("seen_total", &value_of(&page, "seen_total")),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect();
    let page = place(browser, &fields).await;
    let page = path(shop, &page).to_owned();
    assert!(page.starts_with("/pay/test/"), "{page}");
    let paid = location(&pay(browser, &page, "4242 4242 4242 4242").await);
    let order = location(&browser.get(path(shop, &paid)).await);
    let text = browser.get(&order).await.text().await.unwrap();
    let links = text.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
    links.filter(|link| link.starts_with("/downloads/")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_bought_comes_as_an_attachment_that_no_cache_keeps_and_is_counted() {
    let shop = with_file().await;
    let browser = shop.browser();
    let links = buy(&shop, &browser).await;
    assert_eq!(links.len(), 1);
    // Whoever has the link needs no cookie.
    let anybody = shop.browser();
    let head = anybody.request(Method::HEAD, &links[0]).send().await.unwrap();
    assert_eq!((head.status().as_u16(), head.headers()[header::CONTENT_LENGTH].to_str().unwrap()), (200, "26"));
    let answer = anybody.get(&links[0]).await;
    assert_eq!(answer.status(), 200);
    let headers = answer.headers().clone();
    let told = |name: header::HeaderName| headers[name].to_str().unwrap().to_owned();
    assert_eq!(told(header::CONTENT_TYPE), "application/octet-stream", "no browser opens it in the shop's name");
    assert_eq!(
        told(header::CONTENT_DISPOSITION),
        "attachment; filename=\"Feldf_hrer.html\"; filename*=UTF-8''Feldf%C3%BChrer.html"
    );
    assert_eq!(told(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert_eq!(told(header::CACHE_CONTROL), "no-store, private");
    assert_eq!(answer.bytes().await.unwrap(), CONTENT);
    let rest = anybody.request(Method::GET, &links[0]).header(header::RANGE, "bytes=11-").send().await.unwrap();
    assert_eq!(
        (rest.status().as_u16(), rest.headers()[header::CONTENT_RANGE].to_str().unwrap()),
        (206, "bytes 11-25/26")
    );
    assert_eq!(rest.bytes().await.unwrap(), &CONTENT[11..]);
    assert_eq!(anybody.get(&links[0]).await.status(), 200, "the second of two");
    for range in ["x", "lines=0-", "bytes=00-", "bytes=0-1,5-9", "BYTES=3-", "bytes=0-4", "bytes=-999"] {
        let asked = anybody.request(Method::GET, &links[0]).header(header::RANGE, range).send().await.unwrap();
        assert_eq!(asked.status(), 410, "{range} asks for the beginning, which is counted");
    }
    let over = anybody.get(&links[0]).await;
    assert_eq!(over.status(), 410);
    assert!(over.text().await.unwrap().contains("Open the page of your order again"));
}

#[tokio::test(flavor = "multi_thread")]
async fn v05_nothing_but_a_signed_link_leads_to_a_file() {
    let shop = with_file().await;
    let browser = shop.browser();
    let links = buy(&shop, &browser).await;
    let (start, _) = links[0].split_once("&key=").unwrap();
    let row = sqlx::query("SELECT file_key FROM product_file").fetch_one(shop.shop.database.reader()).await.unwrap();
    let key: String = row.try_get(0).unwrap();
    for address in [
        format!("{start}&key={}", "0".repeat(32)),
        start.to_owned(),
        links[0].split('?').next().unwrap().to_owned(),
        "/downloads/x?until=1&key=1".to_owned(),
        format!("/downloads/{}?until=99999999999999999999&key=1", i64::MAX),
        format!("/media/{key}"),
    ] {
        assert_eq!(browser.get(&address).await.status(), 404, "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn v04_only_who_may_write_products_uploads_files_and_an_empty_one_is_refused_in_words() {
    let shop = start().await;
    let product = product(&shop).await.to_string();
    let browser = shop.browser();
    assert_eq!(upload(&browser, &product, None, CONTENT).await.0, 401);
    let owner = session(&shop.shop, Role::Owner).await;
    let (status, text) = upload(&browser, &product, Some(&owner), b"").await;
    assert!(status == 200 && text.contains("is empty"), "{text}");
    let (_, text) = upload(&browser, "404", Some(&owner), CONTENT).await;
    assert!(text.contains("no such product"), "{text}");
    let count = sqlx::query("SELECT COUNT(*) FROM product_file").fetch_one(shop.shop.database.reader()).await.unwrap();
    assert_eq!(count.try_get::<i64, _>(0).unwrap(), 0);
}
