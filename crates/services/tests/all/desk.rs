//! What the admin's live lists and the picture's undo stand on.

use std::collections::BTreeSet;

use domain::{
    catalog::{ProductFilter, StockLevel},
    kernel::{ImageId, ProductId},
};
use services::{
    account::Actor,
    catalog::admin::{self, ProductListQuery},
    db::Database,
    order::admin::{self as desk, OrderListQuery},
    testing::for_each_database,
};

use crate::selling::World;

#[tokio::test(flavor = "multi_thread")]
async fn the_pulse_differs_when_anything_happened_to_any_order_and_only_then() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let quiet = desk::pulse(&world.shop).await.unwrap();
        assert_eq!(desk::pulse(&world.shop).await.unwrap(), quiet);
        world.order(&[("mug", 1)], "transfer").await;
        let placed = desk::pulse(&world.shop).await.unwrap();
        assert_ne!(placed, quiet);
        let order = desk::list(&world.shop, &OrderListQuery::default()).await.unwrap().rows[0].id;
        desk::confirm_by_hand(&world.shop, &Actor::system("test"), order).await.unwrap();
        let paid = desk::pulse(&world.shop).await.unwrap();
        assert_ne!(paid.mark, placed.mark);
        assert_eq!(paid.to_send, placed.to_send + 1);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_what_is_low_on_stock_holds_exactly_that() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 3, 900).await;
        let titles = async |low_stock: bool| -> BTreeSet<String> {
            let stock = low_stock.then_some(StockLevel::Low);
            let query = ProductListQuery::of(ProductFilter { stock, ..ProductFilter::default() });
            let rows = admin::list(&world.shop, &query).await.unwrap().rows;
            rows.into_iter().map(|row| row.title).collect()
        };
        let (all, low) = (titles(false).await, titles(true).await);
        assert_eq!(low.len() + 1, all.len(), "only the mug is low: {low:?} of {all:?}");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_was_removed_comes_back_to_its_place_with_its_words() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let product = ProductId(world.number("SELECT MIN(id) FROM product").await);
        for (id, words) in [(901, "front"), (902, "side"), (903, "back")] {
            world
                .run(&format!(
                    "INSERT INTO image (id, hash, format, width, height, bytes, widths, placeholder, created_at)
                     VALUES ({id}, 'hash{id}', 'jpeg', 10, 10, 10, '10', '', 0)"
                ))
                .await;
            world
                .run(&format!(
                    "INSERT INTO product_image (product_id, position, image_id, alternative_text)
                     VALUES ({product}, {id}, {id}, '{words}')"
                ))
                .await;
        }
        let words = async || -> Vec<String> {
            let form = admin::form(&world.shop, product).await.unwrap();
            form.pictures.into_iter().map(|picture| picture.alternative_text).collect()
        };
        let before = words().await;
        let (actor, side) = (Actor::system("test"), ImageId(902));
        let place = before.iter().position(|words| words == "side").unwrap();
        admin::remove_image(&world.shop, &actor, product, side).await.unwrap();
        assert_eq!(words().await.len() + 1, before.len());
        for _ in 0..2 {
            admin::restore_image(&world.shop, &actor, product, side, place, "side".to_owned()).await.unwrap();
            assert_eq!(words().await, before);
        }
    })
    .await
    .unwrap();
}
