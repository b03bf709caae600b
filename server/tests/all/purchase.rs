//! A whole purchase by a browser that runs no script: forms, links and cookies alone.

use services::order;

use crate::browser::{Browser, MUG, TestShop, location, start, start_with};

/// The value of a field as the page shows it.
pub fn value_of(page: &str, name: &str) -> String {
    let field = page
        .split("<input")
        .skip(1)
        .map(|rest| rest.split('>').next().unwrap())
        .find(|tag| tag.contains(&format!("name=\"{name}\"")))
        .unwrap_or_else(|| panic!("the page has no field {name}"));
    field.split(" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// Puts two mugs into the cart and gives the fields of the checkout, filled in.
pub async fn fill_checkout(browser: &Browser, payment: &str) -> Vec<(String, String)> {
    let answer = browser.post("/api/cart/add", &[("sku", MUG), ("quantity", "2")]).await;
    assert!(answer.status().is_redirection(), "{}", answer.status());
    assert_eq!(location(&answer), "/cart");
    let page = browser.get("/cart").await.text().await.unwrap();
    assert!(page.contains("Blue mug") && page.contains("29.00"), "the cart shows what was put into it");
    let typed = [
        ("email", "maren@example.org"),
        ("country", "DE"),
        ("full_name", "Maren Voss"),
        ("postcode", "20354"),
        ("town", "Hamburg"),
        ("street", "Poolstraße 12"),
        ("extra", ""),
        ("payment", payment),
    ];
    let page = browser.get("/checkout").await.text().await.unwrap();
    let shipping = value_of(&page, "shipping");
    let mut fields: Vec<(&str, &str)> = typed.to_vec();
    fields.push(("shipping", &shipping));
    browser.post("/api/checkout/remember", &fields).await;
    let page = browser.get("/checkout").await.text().await.unwrap();
    let (key, total) = (value_of(&page, "idempotency_key"), value_of(&page, "seen_total"));
    fields.extend([("idempotency_key", key.as_str()), ("seen_total", total.as_str())]);
    fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Places the order and gives where the shopper is led.
pub async fn place(browser: &Browser, fields: &[(String, String)]) -> String {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = browser.post("/api/checkout/place", &fields).await;
    assert!(answer.status().is_redirection(), "{}", answer.status());
    location(&answer)
}

/// The path of an address of the shop.
pub fn path<'a>(shop: &TestShop, address: &'a str) -> &'a str {
    address.strip_prefix(&shop.base).unwrap_or(address)
}

const CARD: [(&str, &str); 3] = [("action", "pay"), ("expiry", "12/40"), ("code", "123")];

pub async fn pay(browser: &Browser, page: &str, number: &str) -> reqwest::Response {
    browser.post(page, &[&CARD[..], &[("number", number)]].concat()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopper_without_scripts_buys_with_a_card_that_is_declined_first() {
    let shop = start().await;
    let browser = shop.browser();
    let fields = fill_checkout(&browser, "test").await;
    let page = place(&browser, &fields).await;
    let page = path(&shop, &page);
    assert!(page.starts_with("/pay/test/"), "{page}");
    assert_eq!(place(&browser, &fields).await, page, "sent twice, it is one order");

    let hosted = browser.get(page).await.text().await.unwrap();
    assert!(hosted.contains("Card number") && !hosted.contains("<script"), "{hosted}");
    let wrong = pay(&browser, page, "4242 4242 4242 4241").await;
    assert_eq!(wrong.status(), 422);
    let text = wrong.text().await.unwrap();
    assert!(text.contains("Check the card number") && text.contains("value=\"4242 4242 4242 4241\""), "{text}");
    assert!(text.contains("value=\"12/40\"") && !text.contains("value=\"123\""), "all is kept but the code: {text}");
    let real = pay(&browser, page, "5555 5555 5555 4444").await.text().await.unwrap();
    assert!(real.contains("Never type") && !real.contains("5555 5555"), "a real card is not shown again: {real}");
    let declined = pay(&browser, page, "4000 0000 0000 0002").await;
    assert_eq!(declined.status(), 303, "a page that is loaded again sends nothing again");
    let again = browser.get(&location(&declined)).await.text().await.unwrap();
    assert!(again.contains("declined") && again.contains("value=\"4000 0000 0000 0002\""), "{again}");
    assert!(again.contains("value=\"12/40\"") && !again.contains("value=\"123\""), "{again}");
    let strange = browser.get(&format!("{page}?card=4444&expiry=%22%3E%3Cb%3E")).await.text().await.unwrap();
    assert!(!strange.contains("\"><b>") && !strange.contains("4444 4444"), "{strange}");
    let paid = pay(&browser, page, "4242 4242 4242 4242").await;
    let back = location(&paid);
    let back = path(&shop, &back);
    assert!(back.starts_with("/payments/return?reference="), "{back}");
    let order = location(&browser.get(back).await);
    assert!(order.starts_with("/orders/"), "{order}");

    let confirmation = shop.browser().get(&order).await;
    assert_eq!(confirmation.status(), 200);
    let text = confirmation.text().await.unwrap();
    assert!(text.contains("Blue mug") && text.contains("Maren Voss"), "the secret link opens the order anywhere");
    let token = order.trim_start_matches("/orders/");
    let view = order::read::by_token(&shop.shop, token).await.unwrap();
    assert_eq!(view.payment_state, domain::payment::PaymentState::Captured);
    assert_eq!(location(&browser.get(back).await), order, "coming back twice changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopper_without_scripts_buys_by_bank_transfer() {
    let shop = start().await;
    let browser = shop.browser();
    let fields = fill_checkout(&browser, "transfer").await;
    let order = place(&browser, &fields).await;
    assert!(order.starts_with("/orders/"), "{order}");
    let text = browser.get(&order).await.text().await.unwrap();
    assert!(text.contains("DE89"), "the page says where the money goes");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_total_that_was_tampered_with_is_never_charged() {
    let shop = start().await;
    let browser = shop.browser();
    let mut fields = fill_checkout(&browser, "transfer").await;
    for (name, value) in &mut fields {
        if name == "seen_total" {
            *value = "1".to_owned();
        }
    }
    assert_eq!(place(&browser, &fields).await, "/checkout");
    let text = browser.get("/checkout").await.text().await.unwrap();
    assert!(text.contains("nothing was ordered yet"), "the page says so");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_stays_when_a_field_is_wrong() {
    let shop = start().await;
    let browser = shop.browser();
    let mut fields = fill_checkout(&browser, "transfer").await;
    for (name, value) in &mut fields {
        if name == "postcode" {
            *value = "2035".to_owned();
        }
    }
    assert_eq!(place(&browser, &fields).await, "/checkout");
    let text = browser.get("/checkout").await.text().await.unwrap();
    assert!(text.contains("Maren Voss") && text.contains("value=\"2035\""), "what was typed is still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn v26_two_shoppers_see_nothing_of_each_other() {
    let shop = start().await;
    let (first, second) = (shop.browser(), shop.browser());
    fill_checkout(&first, "transfer").await;
    for page in ["/", "/cart", "/checkout", "/products/blue-mug", "/no-such-page"] {
        first.get(page).await;
        let text = second.get(page).await.text().await.unwrap();
        assert!(!text.contains("Maren") && !text.contains("29.00"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f37_with_one_connection_that_reads_many_shoppers_at_once_all_get_their_orders() {
    // They share one address and one network.
    let any_number = ("MERCER_CHECKOUT_UNPAID_PER_EMAIL", "0");
    let shop = start_with(&[("MERCER_DATABASE_READERS", "1"), any_number]).await;
    let shoppers: Vec<_> = (0..20)
        .map(|_| {
            let browser = shop.browser();
            tokio::spawn(async move {
                let fields = fill_checkout(&browser, "transfer").await;
                place(&browser, &fields).await
            })
        })
        .collect();
    let all = async {
        for shopper in shoppers {
            assert!(shopper.await.unwrap().starts_with("/orders/"));
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), all).await.expect("nobody waits for ever");
}
