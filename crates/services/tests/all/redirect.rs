//! Old addresses and where they lead.

use domain::kernel::{CategoryId, Slug};
use services::{
    Shop,
    account::Actor,
    catalog::admin,
    db::{Database, DatabaseError},
    redirect::{
        RedirectError, job,
        read::{self, RedirectListQuery},
        write,
    },
    testing::for_each_database,
};
use sqlx::Row as _;

use crate::selling::World;

fn somebody() -> Actor {
    Actor::system("test")
}

async fn target(shop: &Shop, address: &str) -> Option<String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    read::target(shop, path, query).await.unwrap()
}

/// Gives the shop's first product another slug.
async fn rename(shop: &Shop, new: &str) -> String {
    let query = "SELECT id FROM product ORDER BY id LIMIT 1";
    let id: i64 = sqlx::query(query).fetch_one(shop.database.reader()).await.unwrap().get(0);
    let mut form = admin::form(shop, domain::kernel::ProductId(id)).await.unwrap();
    let old = form.slug.as_str().to_owned();
    form.slug = Slug::parse(new).unwrap();
    admin::save(shop, &somebody(), form).await.unwrap();
    old
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_the_manager_s_leads_on_and_no_address_leads_twice() {
    for_each_database(async |database: Database| {
        let shop = World::open(database, 10, 10).await.shop;
        write::add(&shop, &somebody(), "https://old.example/sale.html?utm=x", "/sale").await.unwrap();
        write::add(&shop, &somebody(), "/older.html", "/sale.html?utm=x").await.unwrap();
        assert_eq!(target(&shop, "/older.html").await.as_deref(), Some("/sale"));
        // What led to an address that leads on itself now leads on too.
        write::add(&shop, &somebody(), "/b", "/c").await.unwrap();
        write::add(&shop, &somebody(), "/c", "/new").await.unwrap();
        for (address, leads) in [("/b", Some("/new")), ("/c/", Some("/new")), ("/d", None), ("/b?x=1", Some("/new"))] {
            assert_eq!(target(&shop, address).await.as_deref(), leads, "{address}");
        }
        write::add(&shop, &somebody(), "/p", "/q").await.unwrap();
        let refused = write::add(&shop, &somebody(), "/q", "/p").await;
        assert!(matches!(refused, Err(RedirectError::Circle)), "{refused:?}");
        let refused = write::add(&shop, &somebody(), "/x", "/x").await;
        assert!(matches!(refused, Err(RedirectError::Circle)), "{refused:?}");
        write::remove(&shop, &somebody(), "/c").await.unwrap();
        write::remove(&shop, &somebody(), "/c").await.unwrap();
        assert_eq!(target(&shop, "/c").await, None);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v18_what_is_no_path_or_shows_a_page_is_refused() {
    for_each_database(async |database: Database| {
        let shop = World::open(database, 10, 10).await.shop;
        for path in ["//evil.example/x", "/\\evil.example", "ftp://x/y", "/", ""] {
            let refused = write::add(&shop, &somebody(), path, "/sale").await;
            assert!(matches!(refused, Err(RedirectError::Path(_))), "{path}: {refused:?}");
        }
        for target in ["//evil.example", "javascript://x/%0aalert(1)", "/a b"] {
            let refused = write::add(&shop, &somebody(), "/x", target).await;
            assert!(matches!(refused, Err(RedirectError::Target(_))), "{target}: {refused:?}");
        }
        let slug = rename(&shop, "present").await;
        for page in ["/products/present", "/cart", "/admin/orders", "/search"] {
            let refused = write::add(&shop, &somebody(), page, "/sale").await;
            assert!(matches!(refused, Err(RedirectError::IsAPage(_))), "{page}: {refused:?}");
        }
        assert_eq!(target(&shop, &format!("/products/{slug}")).await.as_deref(), Some("/products/present"));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_led_to_a_product_follows_it_through_every_change_of_its_slug() {
    for_each_database(async |database: Database| {
        let shop = World::open(database, 10, 10).await.shop;
        let first = rename(&shop, "second").await;
        write::add(&shop, &somebody(), "/old.html", "/products/second").await.unwrap();
        write::add(&shop, &somebody(), "/older.html", &format!("/products/{first}")).await.unwrap();
        rename(&shop, "third").await;
        for old in [
            format!("/products/{first}"),
            "/products/second".to_owned(),
            "/old.html".to_owned(),
            "/older.html".to_owned(),
        ] {
            assert_eq!(target(&shop, &old).await.as_deref(), Some("/products/third"), "{old}");
        }
        let stored = "SELECT COUNT(*) FROM redirect WHERE target <> '/products/third'";
        let stored: i64 = sqlx::query(stored).fetch_one(shop.database.reader()).await.unwrap().get(0);
        assert_eq!(stored, 0, "none is stored that would lead twice");
        rename(&shop, "second").await;
        assert_eq!(target(&shop, "/products/third").await.as_deref(), Some("/products/second"));
        assert_eq!(target(&shop, "/products/second").await, None, "what is there leads nowhere");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_category_s_old_address_leads_to_it() {
    for_each_database(async |database: Database| {
        let shop = World::open(database, 10, 10).await.shop;
        let moved = shop.database.write(|transaction| {
            Box::pin(async move {
                for statement in [
                    "INSERT INTO category (id, slug, name, created_at) VALUES (7001, 'cups', 'Cups', 0)",
                    "UPDATE category SET slug = 'beakers' WHERE id = 7001",
                ] {
                    sqlx::query(statement).execute(transaction.connection()).await?;
                }
                write::category_moved(transaction, CategoryId(7001), "cups", "mugs").await?;
                write::category_moved(transaction, CategoryId(7001), "mugs", "beakers").await?;
                Ok::<(), DatabaseError>(())
            })
        });
        moved.await.unwrap();
        for old in ["/categories/cups", "/categories/mugs"] {
            assert_eq!(target(&shop, old).await.as_deref(), Some("/categories/beakers"), "{old}");
        }
        assert_eq!(target(&shop, "/categories/beakers").await, None);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn uses_are_counted_and_listed_the_most_used_first() {
    for_each_database(async |database: Database| {
        let shop = World::open(database, 10, 10).await.shop;
        for path in ["/one", "/two", "/three_x"] {
            write::add(&shop, &somebody(), path, "/sale").await.unwrap();
        }
        for address in ["/two", "/two?utm=x", "/one", "/nothing"] {
            target(&shop, address).await;
        }
        job::write_hits(&shop).await.unwrap();
        job::write_hits(&shop).await.unwrap();
        let list = async |query: RedirectListQuery| {
            let rows = read::list(&shop, &query).await.unwrap().rows;
            rows.into_iter().map(|row| (row.path, row.hits)).collect::<Vec<_>>()
        };
        let all = list(RedirectListQuery::default()).await;
        assert_eq!(all, [("/two".to_owned(), 2), ("/one".to_owned(), 1), ("/three_x".to_owned(), 0)]);
        let used = list(RedirectListQuery { used: true, ..RedirectListQuery::default() }).await;
        assert_eq!(used.len(), 2);
        let found = list(RedirectListQuery { text: "E_X".to_owned(), own: true, ..RedirectListQuery::default() }).await;
        assert_eq!(found.len(), 1);
    })
    .await
    .unwrap();
}
