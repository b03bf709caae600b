//! Locations: made, ordered, emptied and closed; goods that go from one to another.

use domain::{
    inventory::{LocationForm, LocationRow},
    kernel::{LocationId, VariantId},
};
use services::{
    account::Actor,
    db::Database,
    inventory::{
        InventoryError,
        location::{self, Transfer},
    },
    testing::for_each_database,
};

use crate::{backorder, selling::World};

const MUG: VariantId = VariantId(1);
const SHOP: LocationId = LocationId(1);
const BARN: LocationId = LocationId(2);

fn manager() -> Actor {
    Actor::system("test")
}

fn named(name: &str) -> LocationForm {
    LocationForm { name: name.to_owned(), sells_online: true, ..LocationForm::default() }
}

async fn names(world: &World) -> Vec<String> {
    location::list(&world.shop).await.unwrap().into_iter().map(|row: LocationRow| row.form.name).collect()
}

async fn mugs_in(world: &World, location: LocationId) -> i64 {
    let sum = "SELECT CAST(COALESCE(SUM(on_hand), 0) AS BIGINT) FROM stock WHERE variant_id = 1 AND location_id";
    world.number(&format!("{sum} = {location}")).await
}

async fn bring(
    world: &World,
    (from, to): (LocationId, LocationId),
    quantity: &str,
    key: &str,
) -> Result<(), InventoryError> {
    let wish = Transfer { variant: MUG, from, to, quantity: quantity.to_owned(), key: key.to_owned() };
    location::transfer(&world.shop, &manager(), wish).await
}

#[tokio::test(flavor = "multi_thread")]
async fn locations_are_made_renamed_and_asked_in_the_managers_order() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 5, 10).await;
        let barn = location::create(&world.shop, &manager(), &named(" The  barn ")).await.unwrap();
        let loft = location::create(&world.shop, &manager(), &named("Loft")).await.unwrap();
        assert_eq!(names(&world).await, ["Shop", "The barn", "Loft"]);
        let taken = location::create(&world.shop, &manager(), &named("Loft")).await;
        assert!(matches!(taken, Err(InventoryError::Fields(_))), "{taken:?}");
        let taken = location::save(&world.shop, &manager(), barn, &named("Loft")).await;
        assert!(matches!(taken, Err(InventoryError::Fields(_))), "{taken:?}");
        location::save(&world.shop, &manager(), barn, &named("Barn")).await.unwrap();
        location::move_up(&world.shop, &manager(), loft).await.unwrap();
        location::move_up(&world.shop, &manager(), loft).await.unwrap();
        assert_eq!(names(&world).await, ["Loft", "Shop", "Barn"]);
        location::set_stock(&world.shop, &manager(), (MUG, loft), (0, "2")).await.unwrap();
        world.order(&[("mug", 2)], "test").await;
        let held = format!("SELECT reserved FROM stock WHERE variant_id = 1 AND location_id = {loft}");
        assert_eq!(world.number(&held).await, 2, "the first has both");
        let fewer = location::set_stock(&world.shop, &manager(), (MUG, loft), (2, "1")).await;
        assert!(matches!(fewer, Err(InventoryError::Fields(_))), "they are held for an order: {fewer:?}");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_moves_as_much_here_as_there_once_under_its_key_and_never_what_is_held() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 5, 10).await;
        backorder::stock_elsewhere(&world, &[1]).await;
        world.order(&[("mug", 2)], "test").await;
        for _ in 0..3 {
            bring(&world, (SHOP, BARN), "2", "key").await.unwrap();
        }
        assert_eq!((mugs_in(&world, SHOP).await, mugs_in(&world, BARN).await), (3, 3));
        assert_eq!(world.number("SELECT COUNT(*) FROM stock_move WHERE reason = 'transfer'").await, 2);
        for (quantity, key) in [("2", "more"), ("0", "none"), ("-1", "less"), ("x", "word")] {
            let refused = bring(&world, (SHOP, BARN), quantity, key).await;
            assert!(matches!(refused, Err(InventoryError::Fields(_))), "{quantity}: {refused:?}");
        }
        assert!(bring(&world, (SHOP, SHOP), "1", "same").await.is_err());
        assert_eq!(world.number("SELECT COUNT(*) FROM stock_transfer").await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_transfers_of_the_same_goods_at_once_never_move_more_than_there_are() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 5, 10).await;
        backorder::stock_elsewhere(&world, &[5]).await;
        let work: Vec<_> = (0..20)
            .map(|index| {
                let world = world.clone();
                let way = if index % 2 == 0 { (SHOP, BARN) } else { (BARN, SHOP) };
                tokio::spawn(async move {
                    let _ = bring(&world, way, "3", &index.to_string()).await;
                })
            })
            .collect();
        for task in work {
            task.await.unwrap();
        }
        assert_eq!(mugs_in(&world, SHOP).await + mugs_in(&world, BARN).await, 10);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_location_is_closed_when_nothing_lies_there_and_another_is_open() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 5, 10).await;
        let shop = world.shop.clone();
        let last = location::close(&shop, &manager(), SHOP).await;
        assert!(matches!(last, Err(InventoryError::Refused(_))), "{last:?}");
        backorder::stock_elsewhere(&world, &[0]).await;
        assert!(location::close(&shop, &manager(), SHOP).await.is_err(), "something lies there");
        location::everything(&shop, &manager(), (SHOP, BARN), "key").await.unwrap();
        location::everything(&shop, &manager(), (SHOP, BARN), "key").await.unwrap();
        assert_eq!((mugs_in(&world, SHOP).await, mugs_in(&world, BARN).await), (0, 5));
        location::close(&shop, &manager(), SHOP).await.unwrap();
        assert!(bring(&world, (BARN, SHOP), "1", "back").await.is_err(), "it is closed");
        assert_eq!(names(&world).await, ["Place 2", "Shop"]);
        location::reopen(&shop, &manager(), SHOP).await.unwrap();
        bring(&world, (BARN, SHOP), "1", "back again").await.unwrap();
        let row = location::list(&shop).await.unwrap().into_iter().find(|row| row.id == SHOP).unwrap();
        assert!(!row.is_closed && !row.form.sells_online, "it sells when somebody says so");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_begins_to_be_sold_online_is_given_to_those_who_wait() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 0, 10).await;
        backorder::stock_elsewhere(&world, &[4]).await;
        let hidden = LocationForm { sells_online: false, ..named("Barn") };
        location::save(&world.shop, &manager(), BARN, &hidden).await.unwrap();
        backorder::owe_mugs(&world, 9).await;
        world.order(&[("mug", 3)], "test").await;
        assert_eq!(world.number("SELECT owed FROM backorder").await, 3, "what is not sold online is not there");
        bring(&world, (BARN, SHOP), "1", "key").await.unwrap();
        assert_eq!(world.number("SELECT owed FROM backorder").await, 2, "what came to the shop is");
        location::save(&world.shop, &manager(), BARN, &named("Barn")).await.unwrap();
        assert_eq!(world.number("SELECT owed FROM backorder").await, 0);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
