//! Sending back and withdrawing by a browser that runs no script: nothing that was typed is lost, and two steps make it so.

use services::{
    account::Actor,
    fulfilment::write::{SendOrder, send},
    order,
};

use crate::{
    browser::{Browser, TestShop, encoded, location, start},
    purchase::{fill_checkout, path, pay, place, value_of},
};

/// Buys two mugs with a card and gives the path of the order's page.
async fn buy(shop: &TestShop, browser: &Browser) -> String {
    let fields = fill_checkout(browser, "test").await;
    let page = place(browser, &fields).await;
    let paid = pay(browser, path(shop, &page), "4242 4242 4242 4242").await;
    let back = location(&paid);
    let order = location(&browser.get(path(shop, &back)).await);
    assert!(order.starts_with("/orders/"), "{order}");
    order
}

async fn text(browser: &Browser, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.text().await.unwrap()
}

/// The fields that a page of the first step has, with these quantities and reasons.
fn typed<'a>(key: &'a str, line: &'a str, quantity: &'a str, reason: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("form[key]", key),
        ("form[lines][0][line]", line),
        ("form[lines][0][quantity]", quantity),
        ("form[lines][0][reason]", reason),
        ("form[words]", "It <b>rattles</b>"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_without_scripts_withdraws_in_two_steps_and_what_they_typed_stays() {
    let shop = start().await;
    let browser = shop.browser();
    let order = buy(&shop, &browser).await;
    let page = text(&shop.browser(), &order).await;
    assert!(page.contains("Withdraw from contract here"), "anybody with the link finds it: {page}");
    assert!(!page.contains("Return items"), "nothing was sent yet: {page}");
    let first = text(&browser, &format!("{order}/withdraw")).await;
    let (key, line) = (value_of(&first, "form[key]"), value_of(&first, "form[lines][0][line]"));
    assert_eq!(value_of(&first, "form[lines][0][quantity]"), "2", "all of it, unless the shopper says otherwise");
    let wrong = format!("{order}/withdraw?{}", encoded(&typed(&key, &line, "seven", "")));
    let page = text(&browser, &wrong).await;
    assert!(page.contains("is no number of items") && value_of(&page, "form[lines][0][quantity]") == "seven", "{page}");
    assert_eq!(value_of(&page, "form[key]"), key);
    let fits = typed(&key, &line, "2", "");
    let second = text(&browser, &format!("{order}/withdraw?{}", encoded(&fits))).await;
    for part in ["Confirm withdrawal", "I hereby withdraw", "2 × Blue mug", "Maren Voss", "maren@example.org"] {
        assert!(second.contains(part), "the second step lacks {part}: {second}");
    }
    let token = order.trim_start_matches("/orders/");
    let view = order::read::by_token(&shop.shop, token).await.unwrap();
    assert!(view.returns.is_empty(), "nothing happens before the second step");
    let mut fields = fits.clone();
    fields.extend([("token", token), ("kind", "Withdrawal")]);
    for _ in 0..2 {
        let answer = browser.post("/api/order/return", &fields).await;
        assert_eq!(location(&answer), format!("{order}#returns"), "{}", answer.status());
    }
    let view = order::read::by_token(&shop.shop, token).await.unwrap();
    assert_eq!(view.returns.len(), 1, "sent twice, it is one");
    let page = text(&browser, &order).await;
    assert!(page.contains("We have your withdrawal") && page.contains("-R1"), "{page}");
    let again = text(&browser, &format!("{order}/withdraw")).await;
    assert!(again.contains("already in a return") && !again.contains("form[key]"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_without_scripts_asks_for_a_return_and_calls_it_off() {
    let shop = start().await;
    let browser = shop.browser();
    let order = buy(&shop, &browser).await;
    let page = text(&browser, &format!("{order}/return")).await;
    assert!(page.contains("not sent yet"), "{page}");
    let token = order.trim_start_matches("/orders/");
    let actor = Actor::system("test");
    let newest = order::admin::list(&shop.shop, &order::admin::OrderListQuery::default()).await.unwrap();
    let id = newest.rows[0].id;
    let version = order::admin::detail(&shop.shop, id).await.unwrap().version;
    let parcel =
        SendOrder { order: id, version, carrier: "DHL".to_owned(), tracking_number: String::new(), items: Vec::new() };
    send(&shop.shop, &actor, parcel).await.unwrap();
    let first = text(&browser, &format!("{order}/return")).await;
    let (key, line) = (value_of(&first, "form[key]"), value_of(&first, "form[lines][0][line]"));
    let page = text(&browser, &format!("{order}/return?{}", encoded(&typed(&key, &line, "1", "")))).await;
    assert!(page.contains("Choose a reason.") && page.contains("It &lt;b&gt;rattles"), "{page}");
    let fits = typed(&key, &line, "1", "damaged");
    let second = text(&browser, &format!("{order}/return?{}", encoded(&fits))).await;
    assert!(second.contains("Request return") && second.contains("It came damaged"), "{second}");
    let mut changed = fits.clone();
    changed.push(("change", "true"));
    let page = text(&browser, &format!("{order}/return?{}", encoded(&changed))).await;
    assert_eq!(value_of(&page, "form[lines][0][quantity]"), "1", "the way back shows what was typed");
    let mut fields = fits.clone();
    fields.extend([("token", token), ("kind", "Return")]);
    browser.post("/api/order/return", &fields).await;
    let page = text(&browser, &order).await;
    assert!(page.contains("We look at it and answer by mail"), "{page}");
    let refused = browser.post("/api/order/return", &[("token", token), ("kind", "Return"), ("form[key]", "x")]).await;
    assert!(location(&refused).starts_with(&format!("{order}/return?")), "{}", location(&refused));
    let id = value_of(&page, "id");
    let other = shop.browser();
    let strange = "0123456789abcdef0123456789abcdef";
    other.post("/api/order/return/call_off", &[("token", strange), ("id", &id)]).await;
    assert!(text(&browser, &order).await.contains("We look at it"), "another link calls nothing off");
    browser.post("/api/order/return/call_off", &[("token", token), ("id", &id)]).await;
    assert!(text(&browser, &order).await.contains("You called it off."));
    for address in ["/orders/x/withdraw", "/orders/0123456789abcdef0123456789abcdef/return"] {
        assert_eq!(browser.get(address).await.status(), 404, "{address}");
    }
}
