//! Gift cards over the wire, by browsers that run no script.

use domain::gift_card::CreditForm;
use services::{account::Actor, gift_card};

use crate::{
    browser::{Browser, TestShop, location, start},
    purchase::{fill_checkout, place, value_of},
};

/// Gives somebody credit, and tells its code from the mail.
async fn credit(shop: &TestShop, email: &str, amount: &str) -> String {
    let form = CreditForm {
        email: email.to_owned(),
        amount: amount.to_owned(),
        reason: "A test".to_owned(),
        ..CreditForm::default()
    };
    let card = gift_card::credit::grant(&shop.shop, &Actor::system("test"), &form).await.unwrap();
    // Mails are files here: the code is made as they make it.
    let bits = u128::from_str_radix(&shop.shop.settings.secret.derive("gift card", &card.to_string()), 16).unwrap();
    domain::gift_card::GiftCardCode::of_bits(bits).grouped()
}

/// The fields of the checkout with the sums that the page shows now.
async fn seen(browser: &Browser, fields: &[(String, String)]) -> (String, Vec<(String, String)>) {
    let page = browser.get("/checkout").await.text().await.unwrap();
    let shown = ["seen_total", "seen_due", "idempotency_key"];
    let typed = fields.iter().filter(|(name, _)| !shown.contains(&name.as_str())).cloned();
    let mut fields: Vec<(String, String)> = typed.collect();
    fields.extend(shown.map(|name| (name.to_owned(), value_of(&page, name))));
    (page, fields)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopper_without_scripts_pays_all_with_a_card_and_takes_it_away_and_back_before() {
    let shop = start().await;
    let code = credit(&shop, "maren@example.org", "60").await;
    let browser = shop.browser();
    let fields = fill_checkout(&browser, "test").await;
    let wrong = format!("{}{}", &code[..code.len() - 1], if code.ends_with('Z') { 'Y' } else { 'Z' });
    let answer = browser.post("/api/checkout/coupon", &[("code", &wrong)]).await;
    assert_eq!(location(&answer), "/checkout#codes");
    let (page, _) = seen(&browser, &fields).await;
    assert!(page.contains("We know no gift card with this code") && !page.contains(&wrong), "{page}");
    browser.post("/api/checkout/coupon", &[("code", &code.to_lowercase())]).await;
    let (page, paid) = seen(&browser, &fields).await;
    assert!(page.contains("Left to pay") && page.contains("There is nothing left to pay"), "{page}");
    assert_eq!(value_of(&page, "seen_due"), "0");
    let last_four = code.replace('-', "")[22..].to_owned();
    assert!(page.contains(&format!("Store credit ••••{last_four}")), "{page}");
    browser.post("/api/cart/remove_card", &[("last_four", &last_four)]).await;
    let (page, unpaid) = seen(&browser, &fields).await;
    assert!(!page.contains("Store credit") && value_of(&page, "seen_due") == value_of(&page, "seen_total"), "{page}");
    assert_eq!(place(&browser, &paid).await, "/checkout", "the sums are not those that were seen");
    browser.post("/api/cart/coupon", &[("code", &code)]).await;
    assert_eq!(place(&browser, &unpaid).await, "/checkout", "nor are they now");
    let page = browser.get("/checkout").await.text().await.unwrap();
    assert!(page.contains("A gift card pays another part of this order"), "{page}");
    let (_, paid) = seen(&browser, &fields).await;
    let order = place(&browser, &paid).await;
    assert!(order.contains("/orders/"), "{order}");
    let page = browser.get(order.strip_prefix(&shop.base).unwrap_or(&order)).await.text().await.unwrap();
    assert!(page.contains(&format!("Store credit ••••{last_four}")) && page.contains("Paid otherwise"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn v01_no_sum_that_the_browser_names_makes_a_card_pay_more() {
    let shop = start().await;
    let code = credit(&shop, "maren@example.org", "10").await;
    let browser = shop.browser();
    let fields = fill_checkout(&browser, "test").await;
    browser.post("/api/checkout/coupon", &[("code", &code)]).await;
    let (_, paid) = seen(&browser, &fields).await;
    for due in ["0", "-1", "9223372036854775807", "-9223372036854775808"] {
        let named = |(name, value): &(String, String)| {
            (name.clone(), if name == "seen_due" { due.to_owned() } else { value.clone() })
        };
        let tampered: Vec<(String, String)> = paid.iter().map(named).collect();
        assert_eq!(place(&browser, &tampered).await, "/checkout", "{due}");
    }
    assert!(place(&browser, &paid).await.contains("/pay/test/"));
}
