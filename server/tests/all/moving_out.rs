//! Files for others: exports of the admin, the product feed, the sitemap.

use domain::account::Role;
use reqwest::{StatusCode, header};
use services::{account::Actor, catalog::admin};

use crate::{
    browser::{TestShop, start},
    functions::session,
};

async fn get(shop: &TestShop, path: &str, session: Option<&str>) -> reqwest::Response {
    let mut request = shop.browser().client.get(format!("{}{path}", shop.base));
    if let Some(session) = session {
        request = request.header(header::COOKIE, format!("session={session}"));
    }
    request.send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn v04_a_list_is_exported_for_those_who_may_see_it_and_take_it_along() {
    let shop = start().await;
    let owner = session(&shop.shop, Role::Owner).await;
    let editor = session(&shop.shop, Role::Editor).await;
    let packer = session(&shop.shop, Role::Packer).await;
    for (path, allowed) in [
        ("/admin/export/products.csv", [true, true, false]),
        ("/admin/export/products.xlsx", [true, true, false]),
        ("/admin/export/products.json", [true, true, false]),
        ("/admin/export/customers.csv", [true, false, false]),
        ("/admin/export/orders.json", [true, false, false]),
    ] {
        assert_eq!(get(&shop, path, None).await.status(), StatusCode::UNAUTHORIZED, "{path}");
        for (session, allowed) in [&owner, &editor, &packer].into_iter().zip(allowed) {
            let status = get(&shop, path, Some(session)).await.status();
            assert_eq!(status, if allowed { StatusCode::OK } else { StatusCode::FORBIDDEN }, "{path}");
        }
    }
    for path in ["/admin/export/products", "/admin/export/secrets.csv", "/admin/export/products.exe"] {
        assert_eq!(get(&shop, path, Some(&owner)).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_of_the_view_and_is_called_like_its_list() {
    let shop = start().await;
    let owner = session(&shop.shop, Role::Owner).await;
    let answer = get(&shop, "/admin/export/products.json?q=gone+mug&page=7", Some(&owner)).await;
    assert_eq!(answer.headers()[header::CONTENT_DISPOSITION], "attachment; filename=\"products.json\"");
    assert!(answer.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("no-store"));
    let rows: Vec<serde_json::Value> = answer.json().await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0]["Title"], &rows[0]["Quantity"]), (&"Gone mug".into(), &0.into()));
    let none = get(&shop, "/admin/export/products.csv?published=no", Some(&owner)).await.text().await.unwrap();
    assert_eq!(none.lines().count(), 1, "the names of the columns: {none}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_says_what_is_for_sale_and_follows_every_change() {
    let shop = start().await;
    let feed = get(&shop, "/feeds/google.xml", None).await;
    assert_eq!(feed.headers()[header::CONTENT_TYPE], "application/xml; charset=utf-8");
    let feed = feed.text().await.unwrap();
    assert_eq!(feed.matches("<item>").count(), 2);
    assert!(feed.contains("<g:id>MUG-BLUE</g:id>") && feed.contains("<g:price>14.50 EUR</g:price>"), "{feed}");
    assert!(
        feed.contains("<g:availability>in_stock</g:availability>") && feed.contains("<g:availability>out_of_stock")
    );
    let rows = admin::list(&shop.shop, &admin::ProductListQuery::default()).await.unwrap().rows;
    let mut form = admin::form(&shop.shop, rows.iter().find(|row| row.slug == "blue-mug").unwrap().id).await.unwrap();
    form.title = "Mug & <saucer>".to_owned();
    admin::save(&shop.shop, &Actor::system("test"), form).await.unwrap();
    let feed = get(&shop, "/feeds/google.xml", None).await.text().await.unwrap();
    assert!(feed.contains("<g:title>Mug &amp; &lt;saucer&gt;</g:title>"), "{feed}");
    assert!(feed.ends_with("</channel></rss>\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sitemap_holds_every_page_that_anybody_may_find() {
    let shop = start().await;
    let map = get(&shop, "/sitemap.xml", None).await.text().await.unwrap();
    for path in ["/", "/new", "/sale", "/products/blue-mug", "/products/gone-mug"] {
        assert!(map.contains(&format!("<loc>{}{path}</loc>", shop.base)), "{path} in {map}");
    }
    let part = get(&shop, "/sitemaps/1.xml", None).await;
    assert!(part.status().is_success() && part.text().await.unwrap().contains("/products/blue-mug"));
    for path in ["/sitemaps/2.xml", "/sitemaps/0.xml", "/sitemaps/x", "/sitemaps/99999999999999999999.xml"] {
        assert_eq!(get(&shop, path, None).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_manager_says_of_the_search_shows_at_once_on_pages_that_are_kept() {
    use domain::search::Action;
    use services::search::write::{Subject, add_rule, add_synonym};

    let shop = start().await;
    let actor = Actor::system("test");
    let page = async |text: &str| shop.browser().get(&format!("/search?q={text}")).await.text().await.unwrap();
    let (before, _) = (page("mug").await, page("tumbler").await);
    assert!(before.contains("/products/gone-mug"));
    add_rule(&shop.shop, &actor, "mug", Action::Hide, Subject::Named("MUG-GONE".to_owned())).await.unwrap();
    add_synonym(&shop.shop, &actor, "mug, tumbler").await.unwrap();
    assert!(!page("mug").await.contains("/products/gone-mug"));
    assert!(page("tumbler").await.contains("/products/blue-mug"));
    // Kept pages are counted as those that are made.
    let asked = 3;
    for _ in 0..asked {
        page("tumbler").await;
    }
    services::search::job::write_searches(&shop.shop).await.unwrap();
    let report = services::search::read::report(&shop.shop).await.unwrap();
    let tumbler = report.most_searched.iter().find(|row| row.term == "tumbler").unwrap();
    assert_eq!((tumbler.searches, tumbler.empty), (asked + 2, 1));
}
