//! Counting: by scans or whole numbers, beside sales; finished at once, or as if nothing had been counted.

use domain::{inventory::CountState, kernel::StockCountId};
use services::{
    account::Actor,
    db::Database,
    inventory::{InventoryError, count},
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    payment::{AGREED, TEST},
    selling::World,
};

async fn begin(world: &World) -> StockCountId {
    count::start(&world.shop, &manager(), ("all", None)).await.unwrap()
}

async fn scan(world: &World, id: StockCountId, code: &str) -> Result<i64, InventoryError> {
    count::scan(&world.shop, &manager(), id, (code, ""), "").await.map(|outcome| outcome.counted)
}

async fn number(world: &World, id: StockCountId, code: &str, quantity: &str) {
    count::scan(&world.shop, &manager(), id, (code, quantity), "").await.unwrap();
}

async fn pay(world: &World, sku: &str, quantity: i64) {
    let number = world.order(&[(sku, quantity)], "test").await;
    world.provider.set(&number, AGREED);
    services::payment::write::confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
}

/// Counted, seen, and how many there will be.
async fn line(world: &World, id: StockCountId, sku: &str) -> Option<(i64, i64, i64)> {
    let sheet = count::sheet(&world.shop, &manager(), id).await.unwrap();
    let line = sheet.lines.iter().find(|line| line.variant.sku == sku)?;
    Some((line.counted, line.seen, line.after()))
}

fn refusal<T: std::fmt::Debug>(refused: Result<T, InventoryError>) -> String {
    match refused {
        Err(InventoryError::Refused(words)) => words,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f25_what_is_sold_during_a_count_is_not_lost_and_the_correction_is_the_difference() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let id = begin(&world).await;
        for _ in 0..8 {
            scan(&world, id, "mug").await.unwrap();
        }
        pay(&world, "mug", 3).await;
        scan(&world, id, "mug").await.unwrap();
        assert_eq!(line(&world, id, "mug").await, Some((9, 10, 6)), "nine of ten were there; seven are by the books");
        number(&world, id, "tin", "12").await;
        pay(&world, "tin", 2).await;
        assert_eq!(world.stock("mug").await, (7, 0), "an open count changes nothing");
        assert_eq!(count::finish(&world.shop, &manager(), id).await.unwrap(), 2);
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((6, 0), (10, 0)));
        let moves =
            "SELECT CAST(SUM(delta_on_hand) AS BIGINT) FROM stock_move WHERE reason = 'count' AND actor = 'Maren'";
        assert_eq!(world.number(moves).await, -1 + 2);
        let sheet = count::sheet(&world.shop, &manager(), id).await.unwrap();
        assert_eq!((sheet.count.state, sheet.count.ended.unwrap().0), (CountState::Finished, "Maren".to_owned()));
        assert!(matches!(scan(&world, id, "mug").await, Err(InventoryError::Ended)));
        assert!(matches!(count::finish(&world.shop, &manager(), id).await, Err(InventoryError::Ended)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_scan_is_taken_back_and_what_others_counted_stays() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (id, shop) = (begin(&world).await, &world.shop);
        let other = Actor { staff: None, name: "Jonne".to_owned() };
        scan(&world, id, "mug").await.unwrap();
        count::scan(shop, &other, id, ("mug", ""), "").await.unwrap();
        scan(&world, id, "mug").await.unwrap();
        assert_eq!(count::sheet(shop, &manager(), id).await.unwrap().last.as_deref(), Some("mug"));
        assert_eq!(count::take_back(shop, &manager(), id).await.unwrap().as_deref(), Some("mug"));
        assert_eq!(line(&world, id, "mug").await, Some((2, 10, 2)));
        count::take_back(shop, &manager(), id).await.unwrap();
        assert_eq!(line(&world, id, "mug").await, Some((1, 10, 1)), "that of the other is left");
        assert_eq!(count::take_back(shop, &manager(), id).await.unwrap(), None);
        number(&world, id, "mug", "7").await;
        count::take_back(shop, &manager(), id).await.unwrap();
        assert_eq!(line(&world, id, "mug").await, Some((1, 10, 1)));
        count::take_back(shop, &other, id).await.unwrap();
        assert_eq!(line(&world, id, "mug").await, None, "as if it had not been counted");
        scan(&world, id, "tin").await.unwrap();
        count::leave_out(shop, id, domain::kernel::VariantId(2)).await.unwrap();
        assert_eq!(
            (line(&world, id, "tin").await, count::take_back(shop, &manager(), id).await.unwrap()),
            (None, None)
        );
        count::finish(shop, &manager(), id).await.unwrap();
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((10, 0), (10, 0)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_that_is_sent_again_counts_once_and_fifty_at_once_count_fifty() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let id = begin(&world).await;
        for _ in 0..3 {
            count::scan(&world.shop, &manager(), id, ("mug", ""), "key").await.unwrap();
        }
        assert_eq!(line(&world, id, "mug").await, Some((1, 10, 1)));
        let scans: Vec<_> = (0..50)
            .map(|_| {
                let world = world.clone();
                tokio::spawn(async move { scan(&world, id, "tin").await })
            })
            .collect();
        for scan in scans {
            scan.await.unwrap().unwrap();
        }
        assert_eq!(line(&world, id, "tin").await, Some((50, 10, 50)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_unknown_shared_or_of_another_scope_is_refused_in_words() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        world.run("UPDATE variant SET barcode = '0012345678905' WHERE id = 1").await;
        world.run("UPDATE product SET brand = 'Dune' WHERE id = 1").await;
        let id = count::start(&world.shop, &manager(), ("brand:Dune", None)).await.unwrap();
        assert_eq!(scan(&world, id, "012345678905").await.unwrap(), 1, "a UPC is a GTIN without its zeros");
        assert_eq!(refusal(scan(&world, id, "4711").await), "No variant has the code “4711”.");
        assert!(refusal(scan(&world, id, "tin").await).contains("does not belong"));
        world.run("UPDATE variant SET barcode = '0012345678905' WHERE id = 2").await;
        assert!(refusal(scan(&world, id, "0012345678905").await).contains("Several variants"));
        assert_eq!(refusal(scan(&world, id, " ").await), "scan a code, and write a whole number from 0 up");
        let sheet = count::sheet(&world.shop, &manager(), id).await.unwrap();
        assert_eq!((sheet.lines.len(), sheet.uncounted_count, sheet.count.label.as_str()), (1, 0, "Dune"));
        assert!(matches!(
            count::start(&world.shop, &manager(), ("shelf", None)).await,
            Err(InventoryError::Refused(_))
        ));
        let choices = count::list(&world.shop).await.unwrap().scopes;
        assert!(choices.contains(&("brand:Dune".to_owned(), "Brand Dune".to_owned())), "{choices:?}");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_count_never_takes_what_orders_hold_and_a_cancelled_one_changes_nothing() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 5, 10).await;
        world.order(&[("mug", 3)], "transfer").await;
        let id = begin(&world).await;
        number(&world, id, "mug", "2").await;
        number(&world, id, "tin", "4").await;
        assert!(count::sheet(&world.shop, &manager(), id).await.unwrap().lines[1].is_held());
        assert!(refusal(count::finish(&world.shop, &manager(), id).await).contains("mug"));
        assert_eq!(world.stock("tin").await, (10, 0), "all lines or none");
        number(&world, id, "mug", "3").await;
        count::cancel(&world.shop, &manager(), id).await.unwrap();
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((5, 3), (10, 0)));
        assert!(matches!(count::cancel(&world.shop, &manager(), id).await, Err(InventoryError::Ended)));
        let rows = count::list(&world.shop).await.unwrap().rows;
        assert_eq!((rows[0].state, rows[0].counted), (CountState::Cancelled, 2));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
