//! Buying: what is low becomes a purchase order, what comes is stock with an average cost, once; and what moved is shown.

use domain::{
    inventory::view::MoveSubject,
    kernel::{Currency, Money, PurchaseOrderId, SupplierId, Timestamp, VariantId},
    purchase::{LineForm, PurchaseForm, PurchaseState, ReceiptForm, ReceiptLineForm, SupplierForm, view::PurchaseTab},
};
use services::{
    db::Database,
    inventory::{InventoryError, admin},
    purchase::{self, PurchaseError, read, receive::receive, supplier, write},
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    payment::{AGREED, TEST},
    selling::World,
};

const MUG: VariantId = VariantId(1);
const TIN: VariantId = VariantId(2);

async fn clay(world: &World) -> SupplierId {
    let form = SupplierForm { name: "Delft Clay".to_owned(), lead_days: "7".to_owned(), ..SupplierForm::default() };
    supplier::create(&world.shop, &manager(), &form).await.unwrap()
}

/// Saves a draft with so many mugs and tins at these costs.
async fn write_down(world: &World, id: PurchaseOrderId, supplier: SupplierId, lines: &[(&str, &str)]) {
    let sheet = read::sheet(&world.shop, id).await.unwrap();
    let form = PurchaseForm {
        supplier: supplier.to_string(),
        lines: sheet
            .lines
            .iter()
            .zip(lines)
            .map(|(line, (quantity, unit_cost))| LineForm {
                id: line.id.to_string(),
                quantity: (*quantity).to_owned(),
                unit_cost: (*unit_cost).to_owned(),
                supplier_sku: "D-1".to_owned(),
            })
            .collect(),
        ..PurchaseForm::default()
    };
    write::save(&world.shop, &manager(), id, sheet.version, &form).await.unwrap();
}

/// A purchase order of these variants that the supplier has.
async fn ordered(world: &World, variants: &[VariantId], lines: &[(&str, &str)]) -> PurchaseOrderId {
    let supplier = clay(world).await;
    let id = write::create(&world.shop, &manager(), variants).await.unwrap();
    write_down(world, id, supplier, lines).await;
    let version = read::sheet(&world.shop, id).await.unwrap().version;
    purchase::order(&world.shop, &manager(), id, version).await.unwrap();
    id
}

async fn receipt(world: &World, id: PurchaseOrderId, key: &str, came: &[&str]) -> ReceiptForm {
    let sheet = read::sheet(&world.shop, id).await.unwrap();
    let lines = sheet.lines.iter().zip(came);
    ReceiptForm {
        key: key.to_owned(),
        freight: String::new(),
        lines: lines
            .map(|(line, quantity)| ReceiptLineForm { line: line.id.to_string(), quantity: (*quantity).to_owned() })
            .collect(),
        over: false,
        location: String::new(),
    }
}

async fn come(world: &World, id: PurchaseOrderId, key: &str, came: &[&str]) -> Result<(), PurchaseError> {
    let form = receipt(world, id, key, came).await;
    receive(&world.shop, &manager(), id, &form).await
}

async fn state(world: &World, id: PurchaseOrderId) -> PurchaseState {
    read::sheet(&world.shop, id).await.unwrap().order.state
}

async fn cost(world: &World, variant: VariantId) -> i64 {
    world.number(&format!("SELECT COALESCE(cost, -1) FROM variant WHERE id = {variant}")).await
}

async fn sell(world: &World, sku: &str, quantity: i64) -> String {
    let number = world.order(&[(sku, quantity)], "test").await;
    world.provider.set(&number, AGREED);
    services::payment::write::confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
    number
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_low_by_its_own_threshold_or_the_shops_is_on_the_desk_with_how_long_it_lasts() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 12, 100).await;
        assert_eq!(admin::low(&world.shop).await.unwrap().rows, [], "the shop's threshold is 5");
        sell(&world, "mug", 6).await;
        world.order(&[("mug", 1)], "transfer").await;
        let rows = admin::low(&world.shop).await.unwrap().rows;
        let [mug] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((mug.variant.sku.as_str(), mug.variant.title.as_str()), ("mug", "A mug · Blue / Large"));
        assert_eq!((mug.on_hand, mug.reserved, mug.available, mug.sold), (6, 1, 5, 6));
        assert_eq!((mug.days_left, mug.low_stock, mug.on_order, mug.suggested), (Some(25), 5, 0, 6));
        admin::set_low_stock(&world.shop, &manager(), MUG, "4").await.unwrap();
        admin::set_low_stock(&world.shop, &manager(), TIN, " 100 ").await.unwrap();
        let skus = |rows: Vec<domain::inventory::view::LowRow>| {
            rows.into_iter().map(|row| (row.variant.sku, row.low_stock)).collect::<Vec<_>>()
        };
        assert_eq!(skus(admin::low(&world.shop).await.unwrap().rows), [("tin".to_owned(), 100)]);
        assert_eq!(
            services::order::admin::dashboard(&world.shop).await.unwrap().low_stock,
            1,
            "the home page counts the same"
        );
        admin::set_low_stock(&world.shop, &manager(), TIN, "").await.unwrap();
        assert_eq!(admin::low(&world.shop).await.unwrap().rows, []);
        for wrong in ["-1", "x", "1.5", "1000001"] {
            let refused = admin::set_low_stock(&world.shop, &manager(), MUG, wrong).await;
            assert!(matches!(refused, Err(InventoryError::Fields(_))), "{wrong}");
        }
        let gone = admin::set_low_stock(&world.shop, &manager(), VariantId(99), "1").await;
        assert!(matches!(gone, Err(InventoryError::NotFound)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_low_becomes_a_purchase_order_comes_in_parts_and_is_stock_at_its_average_cost() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 4, 10).await;
        world.run("UPDATE variant SET cost = 1000 WHERE id = 1").await;
        let id = ordered(&world, &[MUG, TIN], &[("10", "15.00"), ("3", "2.50")]).await;
        let sheet = read::sheet(&world.shop, id).await.unwrap();
        assert_eq!((sheet.order.number.as_str(), sheet.order.total), ("P-1001", Money::new(15_750, Currency::EUR)));
        let today = world.shop.clock.now();
        assert_eq!(sheet.order.expected, Some(today.plus(7 * Timestamp::DAY).date()), "by the supplier's lead time");
        assert_eq!(admin::low(&world.shop).await.unwrap().rows[0].on_order, 10);
        come(&world, id, "first", &["4", ""]).await.unwrap();
        assert_eq!((state(&world, id).await, world.stock("mug").await), (PurchaseState::Partly, (8, 0)));
        assert_eq!(cost(&world, MUG).await, 1_250, "four at 10 and four at 15");
        let refused = come(&world, id, "second", &["7", "3"]).await;
        assert!(
            matches!(refused, Err(PurchaseError::Fields(ref wrong)) if wrong[0].0 == "lines.0.quantity"),
            "{refused:?}"
        );
        assert_eq!(world.stock("tin").await, (10, 0), "nothing of a refused receipt is taken");
        let mut more = receipt(&world, id, "second", &["8", "3"]).await;
        (more.over, more.freight) = (true, "1.00".to_owned());
        receive(&world.shop, &manager(), id, &more).await.unwrap();
        assert_eq!((state(&world, id).await, world.stock("mug").await), (PurchaseState::Received, (16, 0)));
        // 8 at 12.50 and 8 at 15.00 with 0.94 of the freight; of 100 cents the tins take 6.
        assert_eq!(cost(&world, MUG).await, 1_381);
        assert_eq!(cost(&world, TIN).await, 252, "nobody knew what the ten cost: they count as much as the three");
        let value = admin::movements(&world.shop, MUG, None).await.unwrap().stock.value.unwrap();
        assert_eq!(value.minor, 4 * 1_000 + 4 * 1_500 + 8 * 1_500 + 94, "not a cent is lost");
        let late = come(&world, id, "third", &["1"]).await;
        assert!(matches!(late, Err(PurchaseError::Transition(_))), "{late:?}");
        assert_eq!(read::sheet(&world.shop, id).await.unwrap().receipts.len(), 2);
        let versions = "SELECT COUNT(*) FROM product_version WHERE product_id = 1 AND origin = 'purchase'";
        assert_eq!(world.number(versions).await, 2, "another cost is a version of the product");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f25_a_receipt_that_is_sent_ten_times_at_once_comes_once_and_sales_meanwhile_are_not_lost() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let id = ordered(&world, &[MUG], &[("20", "4.00")]).await;
        let form = receipt(&world, id, "twice", &["5"]).await;
        let sends = (0..10).map(|_| {
            let (world, form) = (world.clone(), form.clone());
            tokio::spawn(async move { receive(&world.shop, &manager(), id, &form).await })
        });
        let sends: Vec<_> = sends.collect();
        for number in 0..3 {
            sell(&world, "mug", 1 + number).await;
        }
        for send in sends {
            send.await.unwrap().unwrap();
        }
        assert_eq!(world.stock("mug").await, (10 + 5 - 6, 0));
        assert_eq!(world.number("SELECT received FROM purchase_line").await, 5);
        assert_eq!(world.number("SELECT COUNT(*) FROM purchase_receipt").await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cost_that_somebody_writes_begins_the_average_anew() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 0, 0).await;
        let id = ordered(&world, &[MUG], &[("40", "3.00")]).await;
        come(&world, id, "a", &["10"]).await.unwrap();
        assert_eq!(cost(&world, MUG).await, 300);
        assert!(admin::movements(&world.shop, MUG, None).await.unwrap().stock.is_average);
        world.run("UPDATE variant SET cost = 500 WHERE id = 1").await;
        assert!(!admin::movements(&world.shop, MUG, None).await.unwrap().stock.is_average);
        come(&world, id, "b", &["10"]).await.unwrap();
        assert_eq!(cost(&world, MUG).await, 400, "ten at 5.00 and ten at 3.00");
        let stock = admin::movements(&world.shop, MUG, None).await.unwrap().stock;
        assert_eq!((stock.is_average, stock.on_order, stock.value.unwrap().minor), (true, 20, 8_000));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_needs_a_supplier_and_lines_and_is_given_up_only_before_anything_came() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1, 1).await;
        let (shop, actor) = (&world.shop, manager());
        let id = write::create(shop, &actor, &[]).await.unwrap();
        let field = |refused: Result<(), PurchaseError>| match refused {
            Err(PurchaseError::Fields(wrong)) => wrong[0].0.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(field(purchase::order(shop, &actor, id, 1).await), "supplier");
        let supplier = clay(&world).await;
        write_down(&world, id, supplier, &[]).await;
        assert_eq!(field(purchase::order(shop, &actor, id, 2).await), "add");
        let add = |code: &str| PurchaseForm {
            supplier: supplier.to_string(),
            add: code.to_owned(),
            ..PurchaseForm::default()
        };
        assert_eq!(field(write::save(shop, &actor, id, 2, &add("nothing")).await), "add");
        write::save(shop, &actor, id, 2, &add("mug")).await.unwrap();
        assert_eq!(field(write::save(shop, &actor, id, 3, &add("mug")).await), "add", "it is there already");
        assert!(matches!(write::save(shop, &actor, id, 2, &add("tin")).await, Err(PurchaseError::Conflict)));
        assert!(matches!(supplier::delete(shop, &actor, supplier).await, Err(PurchaseError::IsNamed)));
        purchase::order(shop, &actor, id, 3).await.unwrap();
        assert!(matches!(purchase::close(shop, &actor, id).await, Err(PurchaseError::Transition(_))));
        come(&world, id, "k", &["1"]).await.unwrap();
        assert!(matches!(purchase::cancel(shop, &actor, id).await, Err(PurchaseError::Transition(_))));
        assert_eq!(read::list(shop, PurchaseTab::Open, None).await.unwrap().rows.len(), 0);
        assert_eq!(read::list(shop, PurchaseTab::All, None).await.unwrap().rows.len(), 1);
        let other = write::create(shop, &actor, &[MUG]).await.unwrap();
        let sheet = read::sheet(shop, other).await.unwrap();
        assert_eq!(
            (sheet.supplier, sheet.lines[0].supplier_sku.as_str()),
            (Some(supplier), ""),
            "of whom it was bought last"
        );
        purchase::cancel(shop, &actor, other).await.unwrap();
        let same = SupplierForm { name: "Delft Clay".to_owned(), ..SupplierForm::default() };
        let twice = supplier::create(shop, &actor, &same);
        assert!(matches!(twice.await, Err(PurchaseError::Fields(_))));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_movement_says_who_why_from_what_and_how_many_there_were_afterwards() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 0).await;
        world.clock.advance(1_000);
        let number = sell(&world, "mug", 3).await;
        world.clock.advance(1_000);
        let id = ordered(&world, &[MUG], &[("5", "4.00")]).await;
        come(&world, id, "k", &["5"]).await.unwrap();
        let page = admin::movements(&world.shop, MUG, None).await.unwrap();
        let told: Vec<(&str, i64, i64)> =
            page.rows.iter().map(|row| (row.reason.as_str(), row.change, row.on_hand)).collect();
        assert_eq!(
            told,
            [
                ("Received from a supplier", 5, 12),
                ("Sold", -3, 7),
                ("Held for an order", 0, 10),
                ("First stock", 10, 10)
            ]
        );
        assert!(matches!(&page.rows[0].subject, Some(MoveSubject::Purchase(order, name)) if *order == id && name == "P-1001"));
        assert!(matches!(&page.rows[1].subject, Some(MoveSubject::Order(_, name)) if *name == number));
        assert_eq!((page.rows[0].actor.as_str(), page.next), ("Maren", None));
        let rest = admin::movements(&world.shop, MUG, Some(page.rows[1].id)).await.unwrap();
        assert_eq!(rest.rows, page.rows[2..]);
        let stock = page.stock;
        assert_eq!((stock.cost.map(|cost| cost.minor), stock.low_stock, stock.shop_low_stock), (Some(400), None, 5));
        let margin = stock.margin.map(|(left, share)| (left.minor, share));
        assert_eq!(margin, Some((1_617, 8_016)), "24.00 with 19 % of tax is 20.17");
        assert!(matches!(admin::movements(&world.shop, VariantId(99), None).await, Err(InventoryError::NotFound)));
    })
    .await
    .unwrap();
}
