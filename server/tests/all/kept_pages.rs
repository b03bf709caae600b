//! Pages that are kept for everybody: fresh after a change, with a nonce of their own, and never with what belongs to one person.

use domain::kernel::{Currency, Money};
use services::{account::Actor, catalog::admin};

use crate::browser::{MUG, TestShop, start};

const PAGE: &str = "/products/blue-mug";

/// The page of somebody without cookies, and the nonce that its policy names.
async fn page_of_a_stranger(shop: &TestShop) -> (String, String) {
    let answer = shop.browser().get(PAGE).await;
    assert_eq!(answer.status(), 200);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned();
    (answer.text().await.unwrap(), nonce)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_page_is_the_same_but_for_its_nonce() {
    let shop = start().await;
    let (first, first_nonce) = page_of_a_stranger(&shop).await;
    let (second, second_nonce) = page_of_a_stranger(&shop).await;
    let (third, third_nonce) = page_of_a_stranger(&shop).await;
    assert!(first_nonce != second_nonce && second_nonce != third_nonce, "no nonce is used twice");
    assert!(
        second.contains(&second_nonce) && !second.contains(&first_nonce),
        "the page carries the nonce of its policy"
    );
    assert_eq!(first.replace(&first_nonce, ""), second.replace(&second_nonce, ""));
    assert_eq!(second.replace(&second_nonce, ""), third.replace(&third_nonce, ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_price_is_on_the_next_page_that_is_asked_for() {
    let shop = start().await;
    assert!(page_of_a_stranger(&shop).await.0.contains("14.50"));
    assert!(page_of_a_stranger(&shop).await.0.contains("14.50"));
    let actor = Actor::system("test");
    let rows = admin::list(&shop.shop, &admin::ProductListQuery::default()).await.unwrap();
    let id = rows.rows.iter().find(|row| row.title == "Blue mug").unwrap().id;
    let mut form = admin::form(&shop.shop, id).await.unwrap();
    form.variants[0].price = Money::new(1_975, Currency::EUR);
    admin::save(&shop.shop, &actor, form).await.unwrap();
    let (page, _) = page_of_a_stranger(&shop).await;
    assert!(page.contains("19.75") && !page.contains("14.50"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_with_somebodys_bag_is_shown_to_nobody_else() {
    let shop = start().await;
    let shopper = shop.browser();
    shopper.post("/api/cart/add", &[("sku", MUG), ("quantity", "2")]).await;
    let own = shopper.get(PAGE).await.text().await.unwrap();
    assert!(own.contains("Bag, 2 items"));
    let (other, _) = page_of_a_stranger(&shop).await;
    assert!(!other.contains("Bag, 2 items"));
    assert!(shopper.get(PAGE).await.text().await.unwrap().contains("Bag, 2 items"), "and the own bag is never hidden");
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_follow_a_change_and_are_never_shown_as_a_page() {
    let shop = start().await;
    let address = format!("{}/api/search/suggest?q=mug", shop.base);
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    for _ in 0..3 {
        let text = client.get(&address).send().await.unwrap().text().await.unwrap();
        assert!(text.contains("Blue mug"), "{text}");
        let page = client.get(&address).header("accept", "text/html").send().await.unwrap();
        assert!(page.status().is_redirection(), "{}", page.status());
    }
    let rows = admin::list(&shop.shop, &admin::ProductListQuery::default()).await.unwrap();
    let id = rows.rows.iter().find(|row| row.title == "Blue mug").unwrap().id;
    admin::set_published(&shop.shop, &Actor::system("test"), id, false).await.unwrap();
    let text = client.get(&address).send().await.unwrap().text().await.unwrap();
    assert!(!text.contains("Blue mug"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_theme_has_its_own_page() {
    let shop = start().await;
    let client = reqwest::Client::new();
    for theme in ["dark", "light", "dark"] {
        let request = client.get(format!("{}{PAGE}", shop.base)).header("cookie", format!("theme={theme}"));
        let page = request.send().await.unwrap().text().await.unwrap();
        assert!(page.contains(&format!("data-theme=\"{theme}\"")), "{theme}");
    }
    assert!(!page_of_a_stranger(&shop).await.0.contains("data-theme=\"dark\""));
}
