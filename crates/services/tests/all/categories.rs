//! The tree of categories as the manager changes it.

use domain::{
    catalog::{Condition, ListQuery, Rule, view::CategoryForm},
    kernel::{CategoryId, Slug},
};
use serde_json::Value;
use services::{
    Shop,
    catalog::{
        CatalogError,
        admin::{self, ModelError, category, collection},
        history, job, read, sitemap,
    },
    outbox::Handler as _,
    redirect,
    testing::for_each_database,
};
use sqlx::Row as _;

use crate::catalog::{filled, manager, page};

async fn tree(shop: &Shop) -> Vec<(String, usize, u32, u32)> {
    let rows = category::list(shop).await.unwrap();
    rows.into_iter().map(|row| (row.name, row.depth, row.own, row.total)).collect()
}

async fn named(shop: &Shop, name: &str) -> CategoryId {
    let rows = category::list(shop).await.unwrap();
    rows.into_iter().find(|row| row.name == name).unwrap().id
}

async fn form(shop: &Shop, id: CategoryId) -> CategoryForm {
    category::sheet(shop, id).await.unwrap().form
}

async fn add(shop: &Shop, name: &str, parent: Option<CategoryId>) -> CategoryId {
    category::create(shop, &manager(), name, parent).await.unwrap()
}

fn refusal(error: ModelError) -> (String, String) {
    match error {
        ModelError::Fields(fields) => fields.into_iter().next().unwrap(),
        ModelError::InUse(words) => (String::new(), words),
        error => panic!("{error:?}"),
    }
}

async fn leads(shop: &Shop, path: &str) -> Option<String> {
    redirect::read::target(shop, path, "").await.unwrap()
}

/// What the workers would do now.
async fn index(shop: &Shop) {
    let statement = "SELECT payload FROM outbox WHERE kind = 'search.index' ORDER BY id";
    for row in sqlx::query(statement).fetch_all(shop.database.reader()).await.unwrap() {
        let payload: Value = serde_json::from_str(row.get(0)).unwrap();
        job::IndexHandler.deliver(shop, 0, &payload).await.unwrap();
    }
}

#[tokio::test]
async fn a_new_category_stands_behind_its_siblings_with_an_address_that_nobody_has() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let kitchen = named(&shop, "kitchen").await;
        let bowls = add(&shop, " Bowls & plates ", Some(kitchen)).await;
        let expected = [("kitchen", 0, 0, 6), ("mugs", 1, 6, 6), ("Bowls & plates", 1, 0, 0)];
        let expected = expected.map(|(name, depth, own, total)| (name.to_owned(), depth, own, total));
        assert_eq!(tree(&shop).await, expected);
        assert_eq!(form(&shop, bowls).await.slug.as_str(), "bowls-plates");
        let twin = add(&shop, "Bowls & plates", None).await;
        assert_ne!(form(&shop, twin).await.slug.as_str(), "bowls-plates");
        let below = add(&shop, "Mugs", Some(twin)).await;
        assert_eq!(form(&shop, below).await.slug.as_str(), "bowls-plates-mugs", "the parent's name tells them apart");
        let taken = category::create(&shop, &manager(), "MUGS", Some(kitchen)).await.unwrap_err();
        assert_eq!(refusal(taken), ("name".to_owned(), "There is a category “MUGS” in kitchen already.".to_owned()));
        let gone = category::create(&shop, &manager(), "Lids", Some(CategoryId(7))).await.unwrap_err();
        assert_eq!(refusal(gone).0, "parent");
        let empty = category::create(&shop, &manager(), "  ", None).await.unwrap_err();
        assert_eq!(refusal(empty).0, "name");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_renamed_category_is_told_everywhere_at_once_and_its_old_addresses_lead_to_it_for_ever() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mugs = named(&shop, "mugs").await;
        let generation = shop.shelf.generation();
        for (name, slug) in [("Beakers", "beakers"), ("Cups", "cups")] {
            let mut form = form(&shop, mugs).await;
            (form.name, form.slug) = (name.to_owned(), Slug::parse(slug).unwrap());
            (form.description, form.meta_title) = ("For tea.".to_owned(), "Cups by hand".to_owned());
            category::save(&shop, &manager(), form).await.unwrap();
        }
        assert!(shop.shelf.generation() > generation, "kept pages are forgotten");
        let list = read::category(&shop, "cups", &ListQuery::default()).await.unwrap();
        assert_eq!((list.path[1].name.as_str(), list.description.as_str(), list.list.total), ("Cups", "For tea.", 6));
        assert_eq!((list.meta_title.as_str(), list.meta_description.as_str()), ("Cups by hand", ""));
        assert_eq!(read::frame(&shop).await.unwrap().menu[0].children[0].slug, "cups");
        assert_eq!(page(&shop, "mug-1").await.path[1].name, "Cups");
        let paths: Vec<String> = sitemap::pages(&shop, 0, 20).into_iter().map(|page| page.path).collect();
        assert!(paths.contains(&"/categories/cups".to_owned()) && !paths.contains(&"/categories/mugs".to_owned()));
        let gone = read::category(&shop, "mugs", &ListQuery::default()).await;
        assert!(matches!(gone, Err(CatalogError::NotFound)));
        for old in ["/categories/mugs", "/categories/beakers"] {
            assert_eq!(leads(&shop, old).await.as_deref(), Some("/categories/cups"));
        }
        index(&shop).await;
        let mug = page(&shop, "mug-1").await.id;
        assert_eq!(job::documents_of(&shop, &[mug]).await.unwrap()[0].categories, ["Cups", "kitchen"]);
        shop.shelf.reload().await.unwrap();
        let list = read::category(&shop, "cups", &ListQuery::default()).await.unwrap();
        assert_eq!(list.meta_title, "Cups by hand", "after a restart, too");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn the_index_is_made_with_the_categories_as_they_are_even_where_the_shelf_has_not_heard_of_them() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mut form = form(&shop, named(&shop, "mugs").await).await;
        form.name = "Cups".to_owned();
        category::save(&shop, &manager(), form).await.unwrap();
        // Another process: its shelf was filled before, and nobody has told it.
        let other = services::testing::shop(shop.database.clone(), shop.clock.clone());
        let other = services::testing::with_parts(&other, |parts| parts.search = shop.search.clone());
        let rename = "UPDATE category SET name = 'Cups' WHERE name = 'mugs'";
        shop.database
            .write(move |tx| {
                Box::pin(async move {
                    sqlx::query("UPDATE category SET name = 'mugs' WHERE name = 'Cups'")
                        .execute(tx.connection())
                        .await?;
                    Ok::<_, services::db::DatabaseError>(())
                })
            })
            .await
            .unwrap();
        other.shelf.reload().await.unwrap();
        shop.database
            .write(move |tx| {
                Box::pin(async move {
                    sqlx::query(rename).execute(tx.connection()).await?;
                    Ok::<_, services::db::DatabaseError>(())
                })
            })
            .await
            .unwrap();
        let mug = page(&shop, "mug-1").await.id;
        assert_eq!(job::documents_of(&other, &[mug]).await.unwrap()[0].categories, ["kitchen", "mugs"]);
        index(&other).await;
        assert_eq!(job::documents_of(&other, &[mug]).await.unwrap()[0].categories, ["Cups", "kitchen"]);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn the_second_of_two_editors_is_told_and_changes_nothing() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let mugs = named(&shop, "mugs").await;
        let (mut first, mut second) = (form(&shop, mugs).await, form(&shop, mugs).await);
        first.meta_description = "Thrown by hand.".to_owned();
        category::save(&shop, &manager(), first).await.unwrap();
        second.name = "Beakers".to_owned();
        let refused = category::save(&shop, &manager(), second).await;
        assert!(matches!(refused, Err(ModelError::Conflict)), "{refused:?}");
        let now = form(&shop, mugs).await;
        assert_eq!((now.name.as_str(), now.meta_description.as_str()), ("mugs", "Thrown by hand."));
        category::save(&shop, &manager(), now.clone()).await.unwrap();
        assert_eq!(form(&shop, mugs).await, now, "saving what stands there changes nothing");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_category_moves_below_another_but_never_below_itself() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (kitchen, mugs) = (named(&shop, "kitchen").await, named(&shop, "mugs").await);
        let table = add(&shop, "Table", None).await;
        let mut ring = form(&shop, kitchen).await;
        ring.parent = Some(mugs);
        let refused = category::save(&shop, &manager(), ring).await.unwrap_err();
        assert_eq!(refusal(refused).0, "parent");
        assert!(!category::sheet(&shop, kitchen).await.unwrap().parents.iter().any(|(id, _)| *id == mugs));

        let mut moved = form(&shop, mugs).await;
        moved.parent = Some(table);
        category::save(&shop, &manager(), moved).await.unwrap();
        assert_eq!(page(&shop, "mug-1").await.path[0].name, "Table");
        assert_eq!(read::category(&shop, "kitchen", &ListQuery::default()).await.unwrap().list.total, 0);
        let mut named_alike = form(&shop, table).await;
        named_alike.slug = Slug::parse("mugs").unwrap();
        let taken = category::save(&shop, &manager(), named_alike).await.unwrap_err();
        assert_eq!(refusal(taken), ("slug".to_owned(), "Another category has this address.".to_owned()));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn siblings_change_places_whatever_numbers_they_came_with() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        for name in ["Bowls", "Plates"] {
            add(&shop, name, None).await;
        }
        shop.database
            .write(move |tx| {
                Box::pin(async move {
                    sqlx::query("UPDATE category SET position = 1000").execute(tx.connection()).await?;
                    Ok::<_, services::db::DatabaseError>(())
                })
            })
            .await
            .unwrap();
        let tops = async || {
            let rows = category::list(&shop).await.unwrap();
            rows.into_iter().filter(|row| row.depth == 0).map(|row| row.name).collect::<Vec<_>>()
        };
        let before = tops().await;
        let last = named(&shop, before.last().unwrap()).await;
        category::step(&shop, &manager(), last, true).await.unwrap();
        assert_eq!(tops().await, [before[0].clone(), before[2].clone(), before[1].clone()]);
        category::step(&shop, &manager(), last, true).await.unwrap();
        category::step(&shop, &manager(), last, true).await.unwrap();
        assert_eq!(tops().await, [before[2].clone(), before[0].clone(), before[1].clone()], "the first stays first");
        let gone = category::step(&shop, &manager(), CategoryId(7), true).await;
        assert!(matches!(gone, Err(ModelError::NotFound)));
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_was_in_a_category_that_goes_moves_up_and_so_do_its_addresses() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let (kitchen, mugs) = (named(&shop, "kitchen").await, named(&shop, "mugs").await);
        let espresso = add(&shop, "Espresso", Some(mugs)).await;
        let mut renamed = form(&shop, mugs).await;
        renamed.slug = Slug::parse("cups").unwrap();
        category::save(&shop, &manager(), renamed).await.unwrap();
        let rule = collection::create(&shop, &manager(), "Cups", true).await.unwrap();
        let mut asks = collection::sheet(&shop, rule).await.unwrap().form;
        asks.rule = Rule { any: false, conditions: vec![Condition::Category(mugs)] };
        collection::save(&shop, &manager(), asks).await.unwrap();
        let refused = category::remove(&shop, &manager(), mugs).await.unwrap_err();
        assert_eq!(refusal(refused).1, "The rule of the collection “Cups” asks for “mugs”. Change that rule first.");
        collection::remove(&shop, &manager(), rule).await.unwrap();

        let mug = page(&shop, "mug-1").await.id;
        let before = admin::form(&shop, mug).await.unwrap();
        assert_eq!(category::sheet(&shop, mugs).await.unwrap().only_here, 6);
        category::remove(&shop, &manager(), mugs).await.unwrap();
        let after = admin::form(&shop, mug).await.unwrap();
        assert_eq!((before.categories, after.categories), (vec![mugs], vec![kitchen]));
        assert_eq!(after.version, before.version + 1, "an editor that was open is told");
        let told = history::read(&shop, mug, None).await.unwrap().versions.remove(0).changes.remove(0);
        assert_eq!((told.label.as_str(), told.new.as_str()), ("Categories", "kitchen"));
        let expected = [("kitchen", 0, 6, 6), ("Espresso", 1, 0, 0)];
        assert_eq!(tree(&shop).await, expected.map(|(name, depth, own, all)| (name.to_owned(), depth, own, all)));
        assert_eq!(form(&shop, espresso).await.parent, Some(kitchen));
        assert_eq!(read::category(&shop, "kitchen", &ListQuery::default()).await.unwrap().list.total, 6);
        for old in ["/categories/mugs", "/categories/cups"] {
            assert_eq!(leads(&shop, old).await.as_deref(), Some("/categories/kitchen"), "{old}");
        }
        category::remove(&shop, &manager(), kitchen).await.unwrap();
        assert_eq!(admin::form(&shop, mug).await.unwrap().categories, []);
        assert_eq!(tree(&shop).await, [("Espresso".to_owned(), 0, 0, 0)]);
        assert_eq!(leads(&shop, "/categories/mugs").await, None);
        let again = category::remove(&shop, &manager(), kitchen).await;
        assert!(matches!(again, Err(ModelError::NotFound)));
    })
    .await
    .unwrap();
}
