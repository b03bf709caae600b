//! The page behind the link of an offer, by browsers that run no script.

use domain::{
    customer::AddressForm,
    draft::{DraftForm, DraftFormLine},
    kernel::DraftId,
};
use services::{account::Actor, db::DatabaseError, draft};

use crate::{
    browser::{Browser, MUG, TestShop, location, start},
    purchase::value_of,
};

fn form(language: &str) -> DraftForm {
    let line = DraftFormLine { sku: MUG.to_owned(), quantity: "2".to_owned(), price: "10.00".to_owned() };
    DraftForm {
        currency: "EUR".to_owned(),
        language: language.to_owned(),
        address: AddressForm { country: "DE".to_owned(), ..AddressForm::default() },
        lines: vec![line],
        note: "As we said <b>on the phone</b>.".to_owned(),
        ..DraftForm::default()
    }
}

/// A draft and the path of its link.
async fn sent(shop: &TestShop, language: &str) -> (DraftId, String) {
    let actor = Actor::system("test");
    let form = DraftForm { last_day: draft::read::blank(&shop.shop).form.last_day, ..form(language) };
    let id = draft::write::create(&shop.shop, &actor, &form).await.unwrap();
    let link = draft::write::send(&shop.shop, &actor, (id, 1), false).await.unwrap();
    (id, link.strip_prefix(shop.shop.settings.base_url.as_str()).unwrap().to_owned())
}

/// Presses the button of the page with these fields filled in.
async fn press(browser: &Browser, path: &str, page: &str, typed: &[(&str, &str)]) -> String {
    let known = ["version", "idempotency_key", "seen_total", "seen_currency"];
    let known: Vec<(&str, String)> = known.into_iter().map(|name| (name, value_of(page, name))).collect();
    let mut fields: Vec<(&str, &str)> = known.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.push(("token", path.trim_start_matches("/offers/")));
    fields.extend(typed);
    location(&browser.post("/api/offer/order", &fields).await)
}

async fn set_orders(shop: &TestShop, state: &'static str) {
    let set = shop.shop.database.write(move |tx| {
        Box::pin(async move {
            sqlx::query("UPDATE orders SET state = $1").bind(state).execute(tx.connection()).await?;
            Ok::<_, DatabaseError>(())
        })
    });
    set.await.unwrap();
}

const TYPED: [(&str, &str); 8] = [
    ("email", "maren@example.org"),
    ("country", "DE"),
    ("full_name", "Maren Holt"),
    ("postcode", "20354"),
    ("town", "Hamburg"),
    ("street", "Große Elbstraße 14"),
    ("shipping", "parcel"),
    ("payment", "test"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_without_scripts_sees_an_offer_and_orders_it_once() {
    let shop = start().await;
    let (_, path) = sent(&shop, "en").await;
    let browser = shop.browser();
    let answer = browser.get(&path).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["cache-control"], "no-store, private");
    let page = answer.text().await.unwrap();
    assert!(page.contains("noindex") && page.contains("Holds until") && page.contains("€24.90"), "{page}");
    assert!(page.contains("As we said &lt;b&gt;on the phone&lt;/b&gt;."), "{page}");
    let wrong: Vec<_> = TYPED.into_iter().filter(|field| field.0 != "full_name").collect();
    assert_eq!(press(&browser, &path, &page, &wrong).await, path);
    let page = browser.get(&path).await.text().await.unwrap();
    assert!(page.contains("Enter the name that is on your door") && page.contains("Große Elbstraße 14"), "{page}");
    let lower = page.replace(r#"name="seen_total" value="2490""#, r#"name="seen_total" value="1""#);
    assert_ne!(lower, page);
    assert_eq!(press(&browser, &path, &lower, &TYPED).await, path);
    let page = browser.get(&path).await.text().await.unwrap();
    assert!(page.contains("nothing was ordered yet"), "{page}");
    let hosted = press(&browser, &path, &page, &TYPED).await;
    assert!(hosted.contains("/pay/test/"), "{hosted}");
    assert_eq!(press(&browser, &path, &page, &TYPED).await, hosted, "pressed twice, it is the same payment");
    let again = browser.get(&path).await;
    assert!(location(&again).starts_with("/orders/"), "{}", location(&again));
    for (state, words) in [("confirmed", "This offer was ordered"), ("cancelled", "was called off")] {
        set_orders(&shop, state).await;
        let answer = browser.get(&path).await;
        assert_eq!(answer.status(), 410, "{state}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(words) && !page.contains("Maren"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_over_says_so_in_the_customers_language_and_nothing_of_its_content() {
    let shop = start().await;
    let (id, path) = sent(&shop, "de").await;
    let browser = shop.browser();
    let page = browser.get(&path).await.text().await.unwrap();
    assert!(page.contains("Ihr Angebot") && page.contains("Zahlungspflichtig bestellen"), "{page}");
    draft::write::withdraw(&shop.shop, &Actor::system("test"), id, 2).await.unwrap();
    let answer = browser.get(&path).await;
    assert_eq!(answer.status(), 410);
    let page = answer.text().await.unwrap();
    assert!(page.contains("Dieses Angebot wurde zurückgezogen") && !page.contains("Blue mug"), "{page}");
    for unknown in ["/offers/x", "/offers/00000000000000000000000000000000"] {
        assert_eq!(browser.get(unknown).await.status(), 404, "{unknown}");
    }
}
