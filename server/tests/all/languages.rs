//! Pages in other languages: their addresses, links, twins and redirects.

use domain::{
    catalog::view::TextField,
    kernel::{Language, ProductId, Slug},
};
use reqwest::header;
use services::{
    account::Actor,
    catalog::{
        admin,
        texts::{self, TextsInput},
    },
};

use crate::browser::{TestShop, location, start, start_with};

async fn german_shop() -> (TestShop, ProductId) {
    let shop = start_with(&[("MERCER_SHOP_LANGUAGES", "de, fr")]).await;
    let rows = admin::list(&shop.shop, &admin::ProductListQuery::default()).await.unwrap().rows;
    let mug = rows.iter().find(|row| row.title == "Blue mug").unwrap().id;
    let texts = vec![(TextField::Title, "Blauer Becher".to_owned())];
    let input = TextsInput { texts, words: Vec::new() };
    let german = Language::parse("de").unwrap();
    texts::save_product(&shop.shop, &Actor::system("test"), mug, german, &input).await.unwrap();
    (shop, mug)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_has_addresses_of_its_own_and_links_stay_in_it() {
    let (shop, _) = german_shop().await;
    let browser = shop.browser();
    // Twice: the second answer is a kept one.
    for _ in 0..2 {
        let page = browser.get("/de/products/blue-mug").await;
        assert_eq!(page.status(), 200);
        let page = page.text().await.unwrap();
        assert!(page.contains("<html lang=\"de\"") && page.contains("Blauer Becher"), "{page}");
        assert!(
            page.contains("href=\"/products/blue-mug\" hreflang=\"en\"")
                && page.contains("href=\"/fr/products/blue-mug\"")
        );
        assert!(page.contains("href=\"/de/new\"") && !page.contains("href=\"/new\""), "links stay");
        assert!(page.contains(&format!("{}/de/products/blue-mug", shop.base)), "the canonical address");
        let own = browser.get("/products/blue-mug").await.text().await.unwrap();
        assert!(own.contains("<html lang=\"en\"") && own.contains("Blue mug") && !own.contains("Blauer"));
        for page in [&page, &own] {
            for (language, path) in [("en", ""), ("de", "/de"), ("fr", "/fr"), ("x-default", "")] {
                let link = format!("hreflang=\"{language}\" href=\"{}{path}/products/blue-mug\"", shop.base);
                assert!(page.contains(&link), "{link}");
            }
        }
        let french = browser.get("/fr/products/blue-mug").await.text().await.unwrap();
        assert!(
            french.contains("<html lang=\"fr\"") && french.contains("Blue mug"),
            "what is missing is told in the own"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_search_and_the_home_page_speak_too_and_everything_else_does_not() {
    let (shop, _) = german_shop().await;
    let browser = shop.browser();
    for path in ["/de", "/de/", "/de/new", "/de/search?q=blau"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert!(answer.text().await.unwrap().contains("Blauer Becher"), "{path}");
    }
    for path in ["/de/admin", "/de/api/frame/read", "/xx/new", "/en/new", "/de/products/nothing"] {
        assert_eq!(browser.get(path).await.status(), 404, "{path}");
    }
    for path in ["/checkout", "/checkout?problem=failed", "/orders/0123456789abcdef0123456789abcdef"] {
        let answer = browser.get(&format!("/de{path}")).await;
        assert_eq!((answer.status().as_u16(), location(&answer).as_str()), (307, path), "told in one language");
    }
    let alone = start().await;
    assert_eq!(alone.browser().get("/de/checkout").await.status(), 404);
    let page = alone.browser().get("/products/blue-mug").await.text().await.unwrap();
    assert!(!page.contains("hreflang"), "a shop with one language has no twins");
    assert_eq!(alone.browser().get("/de/products/blue-mug").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_address_leads_to_the_new_one_in_the_same_language() {
    let (shop, mug) = german_shop().await;
    let mut form = admin::form(&shop.shop, mug).await.unwrap();
    form.slug = Slug::parse("sea-mug").unwrap();
    admin::save(&shop.shop, &Actor::system("test"), form).await.unwrap();
    let answer = shop.browser().get("/de/products/blue-mug").await;
    assert!(answer.status().is_redirection(), "{}", answer.status());
    assert_eq!(answer.headers()[header::LOCATION], "/de/products/sea-mug");
}
