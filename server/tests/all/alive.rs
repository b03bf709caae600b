//! What a page brings with it so that it comes alive: islands in the storefront, all of it in the admin.

use crate::browser::{MUG, start};

/// How Leptos writes down what the server knows, for a browser that renders the page again.
const KNOWN: &str = "__RESOLVED_RESOURCES[";

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_the_storefront_bring_islands_and_no_data_beside_them() {
    let shop = start().await;
    let shopper = shop.browser();
    shopper.post("/api/cart/add", &[("sku", MUG), ("quantity", "2")]).await;
    for path in ["/", "/products/blue-mug", "/search?q=mug", "/cart", "/checkout"] {
        let page = shopper.get(path).await.text().await.unwrap();
        assert!(page.contains("<leptos-island"), "{path}");
        assert!(page.contains("hydrateIslands"), "{path}");
        assert!(!page.contains(KNOWN), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_the_admin_come_alive_as_a_whole() {
    let shop = start().await;
    for path in ["/admin", "/admin/orders/17"] {
        let page = shop.browser().get(path).await.text().await.unwrap();
        assert!(!page.contains("<leptos-island") && !page.contains("hydrateIslands"), "{path}");
        assert!(page.contains(KNOWN), "{path}");
        assert!(!page.contains("speculationrules"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_belongs_to_one_person_is_fetched_before_somebody_asks() {
    let shop = start().await;
    let page = shop.browser().get("/").await.text().await.unwrap();
    let rules = page.split("speculationrules").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap();
    let rules: serde_json::Value = serde_json::from_str(rules).unwrap();
    let pages = rules["prefetch"][0]["where"]["and"][0]["href_matches"].as_array().unwrap();
    let pages: Vec<&str> = pages.iter().map(|page| page.as_str().unwrap()).collect();
    assert_eq!(pages, ["/", "/new", "/sale", "/products/*", "/categories/*"]);
}
