//! What is made to order: filled in without a script, with and without files; the files reach the people of the shop alone.

use domain::{
    account::Role,
    catalog::personalisation::{FieldKind, MOST_FILE_BYTES, PersonalisationField},
    kernel::{Currency, Money, PersonalisationFieldId, ProductId},
};
use reqwest::{Method, Response, header};
use services::{account::Actor, catalog::admin::goods};
use sqlx::Row as _;

use crate::{
    browser::{Browser, MUG, TestShop, location, start},
    functions::session,
};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n a very small picture";

/// A shop whose mug gets a name for 5 euros, and perhaps a picture; with the names of the two fields in forms.
async fn with_fields(files: bool) -> (TestShop, String, String) {
    let shop = start().await;
    let row = sqlx::query("SELECT product_id FROM variant WHERE sku = $1").bind(MUG);
    let product = ProductId(row.fetch_one(shop.shop.database.reader()).await.unwrap().try_get(0).unwrap());
    let field = |kind: FieldKind, label: &str| PersonalisationField {
        id: PersonalisationFieldId(0),
        kind,
        label: label.to_owned(),
        is_required: kind == FieldKind::Text,
        most_characters: 20,
        file_types: vec!["png".to_owned()],
        surcharge: Money::new(500, Currency::EUR),
    };
    let actor = Actor::system("test");
    let mut now = goods::put_field(&shop.shop, &actor, product, field(FieldKind::Text, "Name")).await.unwrap();
    if files {
        now = goods::put_field(&shop.shop, &actor, product, field(FieldKind::File, "Picture")).await.unwrap();
    }
    let name = |at: usize| now.fields.get(at).map(PersonalisationField::name).unwrap_or_default();
    (shop, name(0), name(1))
}

/// Sends the form of the product's page.
async fn send(browser: &Browser, fields: &[(&str, &str)], file: (&str, &str, &[u8]), accept: &str) -> Response {
    let mut body = Vec::new();
    let usual = [("sku", MUG), ("back", "blue-mug")];
    let untouched = usual.iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name));
    for (name, value) in untouched.chain(fields) {
        body.extend_from_slice(
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
        );
    }
    let (name, file_name, content) = file;
    let head = format!(
        "--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: image/png\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--x\r\nContent-Disposition: form-data; name=\"quantity\"\r\n\r\n2\r\n--x--\r\n");
    let request = browser.request(Method::POST, "/cart/personalised").header(header::ORIGIN, &browser.base);
    let request = request.header(header::ACCEPT, accept);
    let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=x").body(body);
    browser.keep(request.send().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn words_and_files_stand_in_the_bag_and_the_file_reaches_the_people_of_the_shop_alone() {
    let (shop, name, picture) = with_fields(true).await;
    let browser = shop.browser();
    let page = browser.get("/products/blue-mug").await.text().await.unwrap();
    assert!(page.contains("action=\"/cart/personalised\"") && page.contains("multipart/form-data"));
    assert!(page.contains(&format!("name=\"{name}\"")) && page.contains(&format!("name=\"{picture}\"")));
    let answer = send(&browser, &[(&name, "Für Ida")], (&picture, "Möwe.png", PNG), "text/html").await;
    assert_eq!((answer.status().as_u16(), location(&answer).as_str()), (303, "/cart"));
    let page = browser.get("/cart").await.text().await.unwrap();
    assert!(page.contains("Für Ida") && page.contains("Möwe.png"), "{page}");
    assert!(page.contains("€49.00"), "two mugs of 14.50, with 5.00 and 5.00 each");
    let row = sqlx::query("SELECT file_key FROM attached_file").fetch_one(shop.shop.database.reader()).await.unwrap();
    let key: String = row.try_get(0).unwrap();
    let address = format!("/admin/orders/files/{key}");
    assert_eq!(location(&browser.get(&address).await), "/admin/sign-in", "the shopper is nobody of the shop");
    assert_eq!(browser.get(&format!("/media/{key}")).await.status(), 404);
    let owner = session(&shop.shop, Role::Owner).await;
    let fetch = async |address: &str| {
        let request = shop.browser().request(Method::GET, address);
        request.header(header::COOKIE, format!("session={owner}")).send().await.unwrap()
    };
    let file = fetch(&address).await;
    assert_eq!(file.status(), 200);
    assert_eq!(file.headers()[header::CONTENT_TYPE], "application/octet-stream", "no browser opens it as a page");
    assert!(file.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
    assert_eq!(file.bytes().await.unwrap(), PNG);
    assert_eq!(fetch("/admin/orders/files/attached-404").await.status(), 404);
    assert_eq!(fetch("/admin/orders/files/..%2F..%2Fsecret.key").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn f50_a_file_that_cannot_be_leads_back_to_the_product_and_a_program_is_told_why() {
    let (shop, name, picture) = with_fields(true).await;
    let browser = shop.browser();
    let large = vec![b'x'; usize::try_from(MOST_FILE_BYTES).unwrap() + 1];
    for (file_name, content, words) in [
        ("page.png", &b"<script>"[..], "not what its name says"),
        ("setup.exe", b"MZ", "choose a file of the type png"),
        ("large.png", &large, "at most 10 MB"),
    ] {
        let back = send(&browser, &[(&name, "Ida")], (&picture, file_name, content), "text/html").await;
        assert_eq!(location(&back), "/products/blue-mug?problem=invalid", "{file_name}");
        let told = send(&browser, &[(&name, "Ida")], (&picture, file_name, content), "application/json").await;
        assert_eq!(told.status(), 422);
        let text = told.text().await.unwrap();
        assert!(text.contains(words), "{text}");
    }
    let page = browser.get("/products/blue-mug?problem=invalid").await.text().await.unwrap();
    assert!(page.contains("Look at what you fill in"), "the page says what to look at");
    let nobody = send(&browser, &[(&name, "")], (&picture, "", b""), "application/json").await;
    assert!(nobody.text().await.unwrap().contains("Name: please fill this in"));
    let elsewhere = send(&browser, &[("back", "//evil.example")], (&picture, "", b""), "text/html").await;
    assert_eq!(location(&elsewhere), "/cart?problem=invalid", "v18: it leads nowhere but to a product");
    let fine = send(&browser, &[(&name, "Ida")], (&picture, "", b""), "application/json").await;
    assert_eq!(fine.status(), 200);
    assert!(fine.text().await.unwrap().contains("\"item_count\":2"), "a program gets the bag");
}

#[tokio::test(flavor = "multi_thread")]
async fn words_alone_go_to_the_cart_as_a_form_and_as_our_program_sends_them() {
    let (shop, name, _) = with_fields(false).await;
    let browser = shop.browser();
    let page = browser.get("/products/blue-mug").await.text().await.unwrap();
    assert!(page.contains("action=\"/api/cart/add\"") && !page.contains("multipart/form-data"));
    let missing = browser.post("/api/cart/add", &[("sku", MUG), ("quantity", "1")]).await;
    assert!(location(&missing).contains("problem=invalid"), "{}", location(&missing));
    let added = browser.post("/api/cart/add", &[("sku", MUG), ("quantity", "1"), (&name, "Ida & Ole")]).await;
    assert_eq!(location(&added), "/cart");
    let page = browser.get("/cart").await.text().await.unwrap();
    assert!(page.contains("Ida &amp; Ole") && page.contains("€19.50"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_set_of_answers_is_one_as_our_program_writes_it() {
    let shop = start().await;
    let browser = shop.browser();
    let request = browser.request(Method::POST, "/api/cart/add").header(header::ORIGIN, &browser.base);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = request.body(format!("sku={MUG}&quantity=1&personalisation")).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("\"item_count\":1"));
}
