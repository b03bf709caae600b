//! Discount codes over the wire, by browsers that run no script.

use services::{account::Actor, coupon};

use crate::{
    browser::{Browser, TestShop, location, start},
    purchase::{fill_checkout, place, value_of},
};

/// A code of 10 % that so many orders may use.
async fn make(shop: &TestShop, most_uses: &str) {
    let form = domain::coupon::CouponForm {
        code: "WELCOME10".to_owned(),
        kind: "percent".to_owned(),
        value: "10".to_owned(),
        most_uses: most_uses.to_owned(),
        ..domain::coupon::CouponForm::default()
    };
    coupon::write::create(&shop.shop, &Actor::system("test"), &form).await.unwrap();
}

/// The fields of the checkout with the total that the page shows now.
async fn seen(browser: &Browser, fields: Vec<(String, String)>) -> Vec<(String, String)> {
    let page = browser.get("/checkout").await.text().await.unwrap();
    let shown = |name: String, value: String| match name.as_str() {
        "seen_total" | "idempotency_key" => (value_of(&page, &name), name),
        _ => (value, name),
    };
    fields.into_iter().map(|(name, value)| shown(name, value)).map(|(value, name)| (name, value)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopper_without_scripts_types_a_code_in_sees_what_it_takes_off_and_takes_it_away() {
    let shop = start().await;
    make(&shop, "").await;
    let browser = shop.browser();
    let fields = fill_checkout(&browser, "test").await;
    let before = fields.iter().find(|field| field.0 == "seen_total").unwrap().1.clone();
    let answer = browser.post("/api/checkout/coupon", &[("code", " nobody<b> ")]).await;
    assert_eq!(location(&answer), "/checkout#codes");
    let page = browser.get("/checkout").await.text().await.unwrap();
    assert!(page.contains("We know no discount code “NOBODY&lt;B&gt;”"), "{page}");
    browser.post("/api/cart/coupon", &[("code", "welcome10")]).await;
    for address in ["/cart", "/checkout"] {
        let page = browser.get(address).await.text().await.unwrap();
        assert!(page.contains("Discount code WELCOME10") && page.contains("−€2.90"), "{address}: {page}");
    }
    let fields = seen(&browser, fields).await;
    let after = &fields.iter().find(|field| field.0 == "seen_total").unwrap().1;
    assert_eq!(before.parse::<i64>().unwrap() - after.parse::<i64>().unwrap(), 290);
    browser.post("/api/checkout/coupon", &[("code", "")]).await;
    let page = browser.get("/checkout").await.text().await.unwrap();
    assert!(!page.contains("WELCOME10") && value_of(&page, "seen_total") == before, "{page}");
    browser.post("/api/checkout/coupon", &[("code", "welcome10")]).await;
    let hosted = place(&browser, &fields).await;
    assert!(hosted.contains("/pay/test/"), "{hosted}");
}

#[tokio::test(flavor = "multi_thread")]
async fn v05_twenty_shoppers_who_send_a_code_for_one_at_the_same_moment_are_one_order_with_it() {
    let shop = start().await;
    make(&shop, "1").await;
    let mut ready = Vec::new();
    for number in 0..20 {
        let browser = shop.browser();
        let fields = fill_checkout(&browser, "test").await;
        browser.post("/api/checkout/coupon", &[("code", "welcome10")]).await;
        let mut fields = seen(&browser, fields).await;
        for field in fields.iter_mut().filter(|field| field.0 == "email") {
            field.1 = format!("shopper{number}@example.org");
        }
        ready.push((browser, fields));
    }
    let placing = ready.into_iter().map(|(browser, fields)| async move {
        let page = place(&browser, &fields).await;
        (browser, page)
    });
    let placed = futures::future::join_all(placing).await;
    let (paying, refused): (Vec<_>, Vec<_>) = placed.into_iter().partition(|(_, page)| page.contains("/pay/test/"));
    assert_eq!((paying.len(), refused.len()), (1, 19));
    let (browser, page) = &refused[0];
    assert_eq!(page, "/checkout");
    let page = browser.get(page).await.text().await.unwrap();
    assert!(page.contains("has been used as often as it may be") && page.contains("takes nothing off"), "{page}");
    assert!(page.contains("Blue mug"), "the cart is as it was");
}
