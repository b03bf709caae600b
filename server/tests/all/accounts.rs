//! Accounts of customers over the wire, by browsers that run no script.

use std::sync::Arc;

use reqwest::{Method, header};
use services::{
    customer::mail::AccountMailHandler,
    outbox::{self, Handlers},
};

use crate::{
    browser::{Browser, TestShop, location, start, start_with},
    purchase::{fill_checkout, place, value_of},
};

const EMAIL: &str = "maren@example.org";

/// The text of the newest mail to somebody.
async fn mail_to(shop: &TestShop, to: &str) -> Option<String> {
    let handlers: Handlers = vec![Arc::new(AccountMailHandler)];
    outbox::run_once(&shop.shop, &handlers).await.unwrap();
    let folder = std::fs::read_dir(shop.shop.settings.data_dir.join("mail")).ok()?;
    let mut files: Vec<_> = folder.map(|file| file.unwrap().path()).collect();
    files.sort();
    let letters = files.iter().rev().map(|file| std::fs::read_to_string(file).unwrap());
    letters.map(|text| text.replace("=\r\n", "").replace("=3D", "=")).find(|text| text.contains(&format!("To: {to}")))
}

/// The path that begins so in a mail.
fn path_in(mail: &str, base: &str, begins: &str) -> String {
    let start = mail.find(&format!("{base}{begins}")).unwrap_or_else(|| panic!("no {begins} in {mail}"));
    mail[start + base.len()..].split(|end: char| end.is_whitespace() || end == '"').next().unwrap().to_owned()
}

/// A browser in which somebody is signed in who has ordered as a guest, and the path of the order.
async fn customer(shop: &TestShop) -> (Browser, String) {
    let browser = shop.browser();
    let fields = fill_checkout(&browser, "transfer").await;
    let order = place(&browser, &fields).await;
    let page = browser.get(&order).await.text().await.unwrap();
    assert!(page.contains("Save your details for next time"), "{page}");
    let token = order.rsplit('/').next().unwrap().to_owned();
    let answer = browser.post("/api/account/offer", &[("token", &token)]).await;
    assert_eq!(location(&answer), format!("{order}?account=sent#account"));
    enter(shop, &browser, EMAIL).await;
    (browser, order)
}

/// Signs a browser in by the newest mail to somebody.
async fn enter(shop: &TestShop, browser: &Browser, email: &str) {
    let mail = mail_to(shop, email).await.unwrap();
    let link = path_in(&mail, &shop.base, "/account/link/");
    let page = browser.get(&link).await.text().await.unwrap();
    let token = value_of(&page, "token");
    let answer = browser.post("/api/account/enter", &[("token", &token)]).await;
    assert_eq!(location(&answer), "/account", "{page}");
}

/// Another customer, who has another address for mails.
async fn stranger(shop: &TestShop) -> Browser {
    let browser = shop.browser();
    let fields = fill_checkout(&browser, "transfer").await;
    let fields: Vec<_> = fields
        .into_iter()
        .map(|(name, value)| if name == "email" { (name, "stranger@example.org".to_owned()) } else { (name, value) })
        .collect();
    place(&browser, &fields).await;
    browser.post("/api/account/send_link", &[("email", "stranger@example.org")]).await;
    enter(shop, &browser, "stranger@example.org").await;
    browser
}

async fn page(browser: &Browser, path: &str) -> String {
    browser.get(path).await.text().await.unwrap()
}

/// The id of the first address on somebody's page.
async fn first_address(browser: &Browser) -> String {
    value_of(&page(browser, "/account/addresses").await, "address")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_opens_an_account_by_mail_and_finds_orders_addresses_and_a_filled_checkout() {
    let shop = start().await;
    let (browser, order) = customer(&shop).await;
    let overview = page(&browser, "/account").await;
    assert!(overview.contains(&order) && overview.contains("Maren Voss"), "{overview}");
    assert!(page(&browser, &order).await.contains("This order is in your account."));
    let addresses = page(&browser, "/account/addresses").await;
    assert!(addresses.contains("Poolstraße 12") && addresses.contains("Usual for parcels"), "{addresses}");
    let wrong =
        [("country", "DE"), ("full_name", "Maren Voss"), ("postcode", "1"), ("town", "Kiel"), ("street", "Kai 7")];
    let answer = browser.post("/api/account/save_address", &wrong).await;
    assert_eq!(location(&answer), "/account/addresses/new");
    let typed = page(&browser, "/account/addresses/new").await;
    assert!(typed.contains("value=\"Kai 7\"") && typed.contains("has 5 digits, you typed 1"), "{typed}");
    assert!(!page(&browser, "/account/addresses/new").await.contains("Kai 7"), "it is told once");
    let right = wrong.map(|(name, value)| (name, if name == "postcode" { "24103" } else { value }));
    browser.post("/api/account/save_address", &right).await;

    browser.post("/api/cart/add", &[("sku", crate::browser::MUG), ("quantity", "1")]).await;
    let checkout = page(&browser, "/checkout").await;
    for filled in [EMAIL, "Poolstraße 12", "Maren Voss"] {
        assert!(checkout.contains(&format!("value=\"{filled}\"")), "{filled}: {checkout}");
    }
    assert!(checkout.contains("Kai 7, 24103 Kiel") && checkout.contains("Save this address"), "{checkout}");
    let second = checkout.split("<option").find(|option| option.contains("Kai 7")).unwrap();
    let second = second.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
    let answer = browser.post("/api/checkout/use_address", &[("email", EMAIL), ("saved", second)]).await;
    assert_eq!(location(&answer), "/checkout");
    assert!(page(&browser, "/checkout").await.contains("value=\"Kai 7\""));

    browser.post("/api/account/sign_out", &[]).await;
    let answer = browser.get("/account").await;
    assert_eq!((answer.status().as_u16(), location(&answer)), (302, "/account/sign-in".to_owned()));
    let checkout = page(&browser, "/checkout").await;
    assert!(
        !checkout.contains("Kai 7") && !checkout.contains(EMAIL),
        "nothing of it stays in this browser: {checkout}"
    );
    assert!(checkout.contains("There is nothing to order"), "nor does the bag: {checkout}");
}

#[tokio::test(flavor = "multi_thread")]
async fn v02_v03_addresses_are_read_and_changed_by_their_owner_alone() {
    let shop = start().await;
    let (owner, _) = customer(&shop).await;
    let (other, anonymous) = (stranger(&shop).await, shop.browser());
    other.post("/api/cart/add", &[("sku", crate::browser::MUG), ("quantity", "1")]).await;
    let id = first_address(&owner).await;
    let changed = [
        ("id", id.as_str()),
        ("country", "DE"),
        ("full_name", "Stolen"),
        ("postcode", "20354"),
        ("town", "Stolen"),
        ("street", "Stolen 1"),
    ];
    let calls: [(&str, Vec<(&str, &str)>); 4] = [
        ("/api/account/save_address", changed.to_vec()),
        ("/api/account/set_usual_address", vec![("address", &id), ("usual", "bills")]),
        ("/api/checkout/use_address", vec![("saved", &id)]),
        ("/api/account/delete_address", vec![("address", &id)]),
    ];
    for (browser, expected) in [(&anonymous, 401), (&other, 404)] {
        for (path, fields) in &calls {
            let request = browser.request(Method::POST, path).header(header::ORIGIN, &shop.base);
            let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let request = request.header(header::ACCEPT, "application/json").body(crate::browser::encoded(fields));
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), expected, "{path}: {}", answer.text().await.unwrap());
        }
        let answer = browser.get(&format!("/account/addresses/{id}")).await;
        assert!([302, 404].contains(&answer.status().as_u16()), "{}", answer.status());
        assert!(!answer.text().await.unwrap().contains("Poolstraße"));
        let data = browser.get("/account/data.json").await;
        assert!(!data.text().await.unwrap().contains(EMAIL));
    }
    let kept = page(&owner, &format!("/account/addresses/{id}")).await;
    assert!(kept.contains("Poolstraße 12") && !kept.contains("Stolen"), "{kept}");
    let answer = owner.post("/api/account/delete_address", &[("address", &id)]).await;
    assert_eq!(location(&answer), "/account/addresses?done=saved");
}

#[tokio::test(flavor = "multi_thread")]
async fn v26_what_belongs_to_a_customer_is_kept_nowhere_and_shown_to_nobody_else() {
    let shop = start().await;
    let (browser, _) = customer(&shop).await;
    for path in ["/account", "/account/addresses", "/account/details", "/account/data.json", "/checkout"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store, private", "{path}");
    }
    for path in ["/", "/products/blue-mug", "/search?q=mug"] {
        assert!(!page(&browser, path).await.contains("Maren Voss"));
        let kept = page(&shop.browser(), path).await;
        assert!(!kept.contains("Maren Voss") && !kept.contains(EMAIL), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn v16_the_link_leads_to_the_shops_own_address_whatever_the_request_calls_it() {
    let shop = start().await;
    let (browser, _) = customer(&shop).await;
    let fields = [("email", EMAIL)];
    let request = browser.request(Method::POST, "/api/account/send_link").header(header::ORIGIN, &shop.base);
    let request = request.header("x-forwarded-host", "evil.example").header("forwarded", "host=evil.example");
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    request.body(crate::browser::encoded(&fields)).send().await.unwrap();
    let mail = mail_to(&shop, EMAIL).await.unwrap();
    assert!(!mail.contains("evil.example"), "{mail}");
    path_in(&mail, &shop.base, "/account/link/");
}

#[tokio::test(flavor = "multi_thread")]
async fn v28_asking_for_a_link_is_answered_alike_for_customers_and_strangers() {
    let shop = start().await;
    customer(&shop).await;
    let browser = shop.browser();
    let mut answers = Vec::new();
    for email in [EMAIL, "nobody@example.org"] {
        let answer = browser.post("/api/account/send_link", &[("email", email)]).await;
        answers.push((answer.status(), location(&answer), answer.text().await.unwrap()));
        let answer = browser.post("/api/account/sign_in", &[("email", email), ("password", "a wrong one")]).await;
        let page = page(&browser, &location(&answer)).await;
        assert!(page.contains("The email address or the password is wrong."), "{page}");
        assert!(
            page.contains(&format!("value=\"{email}\"")) && !page.contains("a wrong one"),
            "what was typed is kept"
        );
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(mail_to(&shop, "nobody@example.org").await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn v15_f56_a_copied_cookie_is_dead_after_signing_out_and_after_deleting_the_account() {
    let shop = start().await;
    let (browser, order) = customer(&shop).await;
    let copied = browser.cookie_header();
    let opens = async |cookie: &str| {
        let request = browser.client.get(format!("{}/account", shop.base)).header(header::COOKIE, cookie);
        request.header(header::ACCEPT, "text/html").send().await.unwrap().status() == 200
    };
    assert!(opens(&copied).await);
    browser.post("/api/account/sign_out", &[]).await;
    assert!(!opens(&copied).await);
    browser.post("/api/account/send_link", &[("email", EMAIL)]).await;
    enter(&shop, &browser, EMAIL).await;
    let data = page(&browser, "/account/data.json").await;
    assert!(data.contains("Poolstraße 12") && data.contains("\"orders\""), "{data}");
    let copied = browser.cookie_header();
    assert!(page(&browser, "/account/delete").await.contains("Your orders and bills stay"));
    let answer = browser.post("/api/account/delete", &[]).await;
    assert_eq!(location(&answer), "/account/sign-in?done=deleted");
    assert!(!opens(&copied).await);
    assert_eq!(shop.browser().get(&order).await.status(), 200, "the order stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_speaks_the_language_of_its_address() {
    let shop = start_with(&[("MERCER_SHOP_LANGUAGES", "de")]).await;
    let browser = shop.browser();
    let text = page(&browser, "/de/account/sign-in").await;
    assert!(text.contains("Anmelden") && text.contains("lang=\"de\""), "{text}");
    assert!(page(&browser, "/account/sign-in").await.contains("Send me a link"));
    let fields = fill_checkout(&browser, "transfer").await;
    place(&browser, &fields).await;
    let request = browser.request(Method::POST, "/api/account/send_link").header(header::ORIGIN, &shop.base);
    let request = request.header(header::REFERER, format!("{}/de/account/sign-in", shop.base));
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.header(header::ACCEPT, "text/html").body(crate::browser::encoded(&[("email", EMAIL)]));
    let answer = request.send().await.unwrap();
    assert_eq!(location(&answer), "/de/account/sign-in?done=sent");
    let mail = mail_to(&shop, EMAIL).await.unwrap();
    path_in(&mail, &shop.base, "/de/account/link/");
    assert!(mail.contains("Ihr Link zum Anmelden"), "{mail}");
}
