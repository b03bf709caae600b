//! What shoppers find: categories by their names, other words, the variant that has a chosen colour, facts that are true.

use domain::catalog::{ListQuery, view::ProductTile};
use services::{Shop, catalog::read, db::DatabaseError, testing::for_each_database};

use crate::catalog::{filled, page};

async fn run(shop: &Shop, statement: &str) {
    let statement = statement.to_owned();
    let work = shop.database.write(move |tx| {
        let statement = statement.clone();
        Box::pin(async move {
            sqlx::query(sqlx::AssertSqlSafe(statement)).execute(tx.connection()).await?;
            Ok::<_, DatabaseError>(())
        })
    });
    work.await.unwrap();
}

#[tokio::test]
async fn a_search_names_the_categories_that_are_called_so() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let named = async |text: &'static str| {
            let found = read::search(&shop, &ListQuery::from_pairs([("q", text)])).await.unwrap().categories;
            let suggested = read::suggest(&shop, text).await.unwrap().categories;
            assert_eq!(found, suggested, "{text}");
            found.into_iter().map(|category| category.slug).collect::<Vec<_>>()
        };
        assert_eq!(named("mugs").await, ["mugs"]);
        assert_eq!(named("Mug").await, ["mugs"], "one and many are the same");
        assert_eq!(named("kit").await, ["kitchen"]);
        for text in ["", "k", "blue mug", "lamp"] {
            assert_eq!(named(text).await, Vec::<String>::new(), "{text}");
        }
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn other_words_are_offered_only_where_those_that_were_typed_find_next_to_nothing() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let offered = async |text: &'static str| {
            read::search(&shop, &ListQuery::from_pairs([("q", text)])).await.unwrap().did_you_mean
        };
        assert_eq!(offered("mgu").await, Some("mug".to_owned()));
        assert_eq!(offered("mug 5").await, Some("mug".to_owned()), "one is next to nothing, and the others find more");
        assert_eq!(offered("mug").await, None, "words that find something are right");
        assert_eq!(offered("lamp").await, None, "nor is one offered that finds nothing");
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn where_a_colour_is_chosen_tiles_show_the_variant_that_has_it() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let ask = |pairs: [(&'static str, &'static str); 1]| ListQuery::from_pairs(pairs);
        let variants = |tiles: &[ProductTile]| tiles.iter().map(|tile| tile.variant.clone()).collect::<Vec<_>>();
        // Mugs of the colour "cobalt" whose options call a glaze so.
        let options = "UPDATE product SET options = REPLACE(options, 'Sand', 'Cobalt') WHERE slug = 'mug-1'";
        run(&shop, options).await;
        for statement in [
            "INSERT INTO image (id, hash, format, width, height, widths, placeholder, bytes, created_at)
             VALUES (7, 'h7', 'png', 400, 500, '[400]', '', 1, 0)",
            "INSERT INTO product_image (product_id, image_id, position, alternative_text)
             SELECT id, 7, 0, 'A blue mug' FROM product WHERE slug = 'mug-1'",
            "UPDATE variant SET image_position = 0 WHERE sku = 'SKU-1-1'",
        ] {
            run(&shop, statement).await;
        }
        shop.shelf.reload().await.unwrap();
        for _ in 0..2 {
            let list = read::category(&shop, "mugs", &ask([("colour", "cobalt")])).await.unwrap().list;
            let mug = list.tiles.iter().find(|tile| tile.slug == "mug-1").unwrap();
            assert_eq!(mug.variant.as_deref(), Some("SKU-1-1"));
            assert_eq!(mug.pictures.iter().map(|picture| picture.hash.as_str()).collect::<Vec<_>>(), ["h7"]);
            let others = list.tiles.iter().filter(|tile| tile.slug != "mug-1").cloned().collect::<Vec<_>>();
            assert_eq!(variants(&others), [None, None], "what has no such option stays as it is");
        }
        let all = read::category(&shop, "mugs", &ListQuery::default()).await.unwrap().list;
        assert!(variants(&all.tiles).iter().all(Option::is_none));
        let found = read::search(&shop, &ListQuery::from_pairs([("q", "mug 1"), ("colour", "cobalt")])).await.unwrap();
        assert_eq!(variants(&found.list.tiles), [Some("SKU-1-1".to_owned())]);
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn what_can_be_chosen_is_not_told_as_a_fact_as_well() {
    for_each_database(|database| async move {
        let shop = filled(database).await;
        let attribute =
            "INSERT INTO attribute (key, label, kind, facet, position) VALUES ('glaze', 'Glaze', 'text', 1, 5)";
        run(&shop, attribute).await;
        for (number, label) in (0..).zip(["Sea", "Sand"]) {
            let row = format!(
                "INSERT INTO product_attribute (product_id, attribute_key, value, label, colour, position)
                 SELECT id, 'glaze', '{label}', '{label}', '', {number} FROM product WHERE slug = 'mug-3'"
            );
            run(&shop, &row).await;
        }
        assert_eq!(page(&shop, "mug-3").await.details, [("Colour".to_owned(), "COBALT".to_owned())]);
        let most: Vec<i64> = page(&shop, "mug-3").await.variants.iter().map(|variant| variant.most).collect();
        assert_eq!(most, [3, 13]);
    })
    .await
    .unwrap();
}
