//! What class of tax a thing has decides the rate that its sale has.

use domain::catalog::view::Origin;
use services::{
    catalog::admin::{self, SaveError},
    checkout::read,
    db::Database,
    testing::for_each_database,
};

use crate::{
    catalog::{filled, manager, page},
    selling::World,
};

#[tokio::test(flavor = "multi_thread")]
async fn each_line_has_the_rate_of_its_class_and_delivery_follows_the_goods() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        world.run("UPDATE variant SET tax_class = 'reduced' WHERE sku = 'tin'").await;
        let token = world.cart(&[("mug", 1), ("tin", 1)]).await;
        let view = read::view(&world.shop, &token).await.unwrap();
        let rates: Vec<(i64, i64)> = view.totals.taxes.iter().map(|tax| (tax.rate, tax.gross.minor)).collect();
        assert_eq!(rates, [(700, 900 + 134), (1_900, 2_400 + 356)]);
        world.order(&[("mug", 1), ("tin", 1)], "test").await;
        assert_eq!(world.number("SELECT tax_rate FROM order_line WHERE sku = 'tin'").await, 700);
        assert_eq!(world.number("SELECT tax_rate FROM order_line WHERE sku = 'mug'").await, 1_900);
        assert_eq!(world.number("SELECT tax FROM orders").await, 68 + 440);
        world.run("UPDATE variant SET tax_class = 'zero'").await;
        let token = world.cart(&[("mug", 1)]).await;
        let view = read::view(&world.shop, &token).await.unwrap();
        assert_eq!((view.totals.taxes[0].rate, view.totals.tax().minor), (0, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn the_class_of_a_variant_is_edited_with_it_and_restored_with_its_version() {
    for_each_database(async |database: Database| {
        let shop = filled(database).await;
        let mut form = admin::form(&shop, page(&shop, "mug-1").await.id).await.unwrap();
        assert_eq!(form.variants[0].tax_class, "standard");
        form.variants[0].tax_class = "reduced".to_owned();
        let saved = admin::save(&shop, &manager(), form).await.unwrap();
        assert_eq!(saved.variants[0].tax_class, "reduced");
        let versions = services::catalog::history::read(&shop, saved.id, None).await.unwrap().versions;
        assert_eq!((versions[0].origin, versions[0].changes.len()), (Origin::Editor, 1));
        services::catalog::history::restore(&shop, &manager(), saved.id, None).await.unwrap();
        let mut back = admin::form(&shop, saved.id).await.unwrap();
        assert_eq!(back.variants[0].tax_class, "standard");
        back.variants[0].tax_class = "luxury".to_owned();
        let refused = admin::save(&shop, &manager(), back).await;
        let Err(SaveError::Fields(fields)) = refused else { panic!("{refused:?}") };
        assert_eq!(fields[0].0, "variants.0.tax_class");
    })
    .await
    .unwrap();
}
