//! Addresses that were: they lead on for good, whoever asks.

use domain::kernel::Slug;
use reqwest::{Method, StatusCode, header};
use services::{account::Actor, catalog::admin, redirect};

use crate::browser::{TestShop, location, start};

async fn renamed() -> TestShop {
    let shop = start().await;
    let rows = admin::list(&shop.shop, &admin::ProductListQuery::default()).await.unwrap().rows;
    let mug = rows.iter().find(|row| row.slug == "blue-mug").unwrap().id;
    let mut form = admin::form(&shop.shop, mug).await.unwrap();
    form.slug = Slug::parse("gale-mug").unwrap();
    admin::save(&shop.shop, &Actor::system("test"), form).await.unwrap();
    shop
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_product_s_old_address_leads_to_it_for_good_whoever_asks() {
    let shop = renamed().await;
    let browser = shop.browser();
    for accept in ["text/html", "*/*", "application/xhtml+xml"] {
        for method in [Method::GET, Method::HEAD] {
            let request = browser.request(method.clone(), "/products/blue-mug?variant=MUG-BLUE");
            let answer = request.header(header::ACCEPT, accept).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY, "{method} {accept}");
            assert_eq!(location(&answer), "/products/gale-mug?variant=MUG-BLUE");
        }
    }
    assert_eq!(browser.get("/products/gale-mug").await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_of_another_platform_lead_to_ours_and_unknown_ones_are_told_so() {
    let shop = renamed().await;
    let actor = Actor::system("test");
    for (path, target) in [
        ("/blue-mug.html", "/products/blue-mug"),
        ("/index.php?route=product/product&product_id=42", "/products/gale-mug"),
        ("/?p=745", "/sale"),
        ("/größe", "/sale"),
        ("/products/of-the-old-shop", "/sale"),
    ] {
        redirect::write::add(&shop.shop, &actor, path, target).await.unwrap();
    }
    let browser = shop.browser();
    for (asked, target) in [
        ("/blue-mug.html?utm_source=mail", "/products/gale-mug"),
        ("/index.php?product_id=42&route=product%2Fproduct&path=20_27", "/products/gale-mug"),
        ("/?p=745", "/sale"),
        ("/gr%C3%B6%C3%9Fe/", "/sale"),
        ("/products/of-the-old-shop", "/sale"),
    ] {
        let answer = browser.get(asked).await;
        assert_eq!(answer.status(), StatusCode::MOVED_PERMANENTLY, "{asked}");
        assert_eq!(location(&answer), target, "{asked}");
    }
    for asked in
        ["/index.php?route=product/product&product_id=43", "/products/nothing", "/%2f%2fevil.example", "/x.html"]
    {
        assert_eq!(browser.get(asked).await.status(), StatusCode::NOT_FOUND, "{asked}");
    }
    assert_eq!(browser.get("/?p=746").await.status(), 200, "the home page is no old address by itself");
    assert_eq!(browser.get("/?utm_source=x").await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_s_page_says_where_it_lives_what_it_is_and_the_way_to_it() {
    let shop = start().await;
    let page = shop.browser().get("/products/blue-mug").await.text().await.unwrap();
    let address = format!("{}/products/blue-mug", shop.base);
    for part in [
        format!("href=\"{address}\" rel=\"canonical\""),
        "property=\"og:title\" content=\"Blue mug\"".to_owned(),
        "name=\"twitter:card\"".to_owned(),
    ] {
        assert!(page.contains(&part), "{part} in {page}");
    }
    let script = page.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: serde_json::Value = serde_json::from_str(script).unwrap();
    let (product, way) = (&data["@graph"][0], &data["@graph"][1]);
    assert_eq!((&product["@type"], &product["name"]), (&"Product".into(), &"Blue mug".into()));
    assert_eq!(product["offers"][0]["price"], "14.50");
    assert_eq!(product["offers"][0]["availability"], "https://schema.org/InStock");
    assert_eq!(way["itemListElement"][1]["item"], address);
}
