//! Items from several locations, and items that are sold before they are there.

use domain::{
    checkout::view::{CheckoutNotice, PlaceOrder, PlaceOrderOutcome},
    inventory::Later,
    kernel::{Date, OrderId, OrderLineId, VariantId},
    refund::RefundWish,
};
use services::{
    account::Actor,
    cart::{self, CartToken},
    checkout,
    db::Database,
    fulfilment::write::{self as fulfilment, SendOrder},
    inventory::owed,
    order::{self, OrderError},
    payment::write,
    testing::for_each_database,
};

use crate::{
    payment::{AGREED, TEST, order_id},
    selling::World,
};

const MUG: VariantId = VariantId(1);

fn manager() -> Actor {
    Actor::system("test")
}

/// Opens further locations with so many mugs each; they are asked in this order, after the shop.
pub async fn stock_elsewhere(world: &World, mugs: &[i64]) {
    for (location, count) in (2..).zip(mugs) {
        world
            .run(&format!(
                "INSERT INTO location (id, name, position) VALUES ({location}, 'Place {location}', {location})"
            ))
            .await;
        world
            .run(&format!("INSERT INTO stock (variant_id, location_id, on_hand) VALUES (1, {location}, {count})"))
            .await;
        world
            .run(&format!(
                "INSERT INTO stock_move (id, variant_id, location_id, delta_on_hand, delta_reserved, reason, actor, created_at)
                 VALUES ({}, 1, {location}, {count}, 0, 'received', 'test', 0)",
                100 + location
            ))
            .await;
    }
}

/// Says how many mugs may be owed.
pub async fn owe_mugs(world: &World, most: i64) {
    owed::admin::set_rule(&world.shop, &manager(), MUG, (&most.to_string(), "2026-12-12")).await.unwrap();
}

/// So many mugs come: somebody corrects the stock.
async fn bring(world: &World, count: i64) {
    use domain::{
        catalog::bulk::{Change, Field, Subject},
        kernel::ProductId,
    };
    let before = world.number("SELECT CAST(SUM(on_hand) AS BIGINT) FROM stock WHERE variant_id = 1").await;
    let change = Change {
        product: ProductId(1),
        subject: Subject::Variant(MUG),
        field: Field::OnHand,
        before: before.to_string(),
        after: (before + count).to_string(),
    };
    services::catalog::bulk::save(&world.shop, &manager(), vec![change]).await.unwrap();
}

async fn pay(world: &World, number: &str) {
    world.provider.set(number, AGREED);
    write::confirm(&world.shop, TEST, &world.reference(number)).await.unwrap();
}

/// What is held, sold and missing of an order's mugs.
async fn standing(world: &World, number: &str) -> (i64, i64, i64) {
    let id = order_id(world, number).await;
    let reserved = |state: &str| {
        format!(
            "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM reservation WHERE order_id = {id} AND state = '{state}'"
        )
    };
    let missing = format!("SELECT CAST(COALESCE(SUM(missing), 0) AS BIGINT) FROM owed_item WHERE order_id = {id}");
    (world.number(&reserved("held")).await, world.number(&reserved("committed")).await, world.number(&missing).await)
}

async fn try_to_place(world: &World, mugs: i64) -> PlaceOrderOutcome {
    let Ok((token, _)) = cart::write::add(&world.shop, None, "mug", mugs).await else {
        return PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged);
    };
    let request = world.request(&token, "test").await;
    checkout::write::place(&world.shop, &token, request).await.unwrap()
}

async fn send(world: &World, order: OrderId, items: Vec<(OrderLineId, i64)>) -> Result<(), OrderError> {
    let version = world.number(&format!("SELECT version FROM orders WHERE id = {order}")).await;
    let request = SendOrder { order, version, carrier: "DHL".to_owned(), tracking_number: String::new(), items };
    fulfilment::send(&world.shop, &manager(), request).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_takes_its_items_from_the_fewest_locations_in_the_managers_order() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 2, 10).await;
        stock_elsewhere(&world, &[5, 9]).await;
        let whole = world.order(&[("mug", 4)], "test").await;
        let places = async |number: &str| {
            let id = order_id(&world, number).await;
            world
                .text(&format!(
                    "SELECT string_agg(CAST(location_id AS TEXT) || ':' || CAST(quantity AS TEXT), ' ' ORDER BY location_id)
                     FROM reservation WHERE order_id = {id}"
                ))
                .await
        };
        assert_eq!(places(&whole).await, "2:4", "the first that has all of them");
        let three = ready(&world, 1, 3).await;
        let split = world.order(&[("mug", 10)], "test").await;
        assert_eq!(places(&split).await, "1:2 3:8", "two locations are enough, and the first of those that are");
        world.assert_invariants().await;
        pay(&world, &split).await;
        world.assert_invariants().await;
        assert_eq!(place_at_once(&world, three).await, 0, "two are left in two places");
        let last = world.order(&[("mug", 2)], "test").await;
        assert_eq!(places(&last).await, "2:1 3:1");
        for number in [&whole, &last] {
            let id = order_id(&world, number).await;
            order::admin::cancel(&world.shop, &manager(), id).await.unwrap();
            world.assert_invariants().await;
        }
        assert_eq!(world.number("SELECT CAST(SUM(on_hand - reserved) AS BIGINT) FROM stock WHERE variant_id = 1").await, 6);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_where_nothing_is_sold_online_is_sold_to_nobody() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1, 10).await;
        stock_elsewhere(&world, &[5]).await;
        let two = ready(&world, 1, 2).await;
        world.run("UPDATE location SET sells_online = 0 WHERE id = 2").await;
        assert_eq!(place_at_once(&world, two).await, 0, "one is for sale");
        assert!(matches!(try_to_place(&world, 1).await, PlaceOrderOutcome::Placed { .. }));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

/// Carts with so many mugs each, ready to be ordered.
async fn ready(world: &World, count: usize, mugs: i64) -> Vec<(CartToken, PlaceOrder)> {
    let mut ready = Vec::new();
    for _ in 0..count {
        let token = world.cart(&[("mug", mugs)]).await;
        let request = world.request(&token, "test").await;
        ready.push((token, request));
    }
    ready
}

async fn place_at_once(world: &World, ready: Vec<(CartToken, PlaceOrder)>) -> usize {
    let work: Vec<_> = ready
        .into_iter()
        .map(|(token, request)| {
            let world = world.clone();
            tokio::spawn(async move { checkout::write::place(&world.shop, &token, request).await.unwrap() })
        })
        .collect();
    let mut placed = 0;
    for task in work {
        match task.await.unwrap() {
            PlaceOrderOutcome::Placed { .. } => placed += 1,
            other => assert_eq!(other, PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged)),
        }
    }
    placed
}

#[tokio::test(flavor = "multi_thread")]
async fn r01_sixty_four_shoppers_take_what_lies_in_three_locations_and_never_more() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 5, 10).await;
        stock_elsewhere(&world, &[5, 5]).await;
        let placed = place_at_once(&world, ready(&world, 64, 2).await).await;
        assert_eq!(placed, 7, "of fifteen mugs seven pairs, some of them from two places");
        assert_eq!(
            world.number("SELECT CAST(SUM(on_hand - reserved) AS BIGINT) FROM stock WHERE variant_id = 1").await,
            1
        );
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 7);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r01_sixty_four_shoppers_never_pass_the_limit_of_what_may_be_owed() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 3, 10).await;
        owe_mugs(&world, 10).await;
        let placed = place_at_once(&world, ready(&world, 64, 1).await).await;
        assert_eq!(placed, 13, "three that are there and ten that may be owed");
        assert_eq!(world.number("SELECT owed FROM backorder").await, 10);
        assert_eq!(world.number("SELECT CAST(SUM(missing) AS BIGINT) FROM owed_item WHERE state = 'held'").await, 10);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r09_the_last_unit_is_sold_and_one_more_is_owed_by_a_second_location_and_the_next_shopper_is_told_in_words() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1, 10).await;
        stock_elsewhere(&world, &[0]).await;
        owe_mugs(&world, 1).await;
        let carts = ready(&world, 3, 1).await;
        let mut outcomes = Vec::new();
        for (token, request) in carts {
            outcomes.push(checkout::write::place(&world.shop, &token, request).await.unwrap());
        }
        assert!(matches!(outcomes[..2], [PlaceOrderOutcome::Placed { .. }, PlaceOrderOutcome::Placed { .. }]));
        assert_eq!(outcomes[2], PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_is_given_to_the_oldest_orders_first_paid_or_not() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1, 10).await;
        owe_mugs(&world, 20).await;
        let first = world.order(&[("mug", 3)], "test").await;
        world.clock.advance(1_000);
        let second = world.order(&[("mug", 2)], "test").await;
        world.clock.advance(1_000);
        let third = world.order(&[("mug", 4)], "test").await;
        assert_eq!(standing(&world, &first).await, (1, 0, 2), "what was there is held, the rest is owed");
        pay(&world, &second).await;
        assert_eq!(standing(&world, &second).await, (0, 0, 2));
        bring(&world, 3).await;
        assert_eq!(standing(&world, &first).await, (3, 0, 0), "an order that is not paid yet holds its items");
        assert_eq!(standing(&world, &second).await, (0, 1, 1), "what is paid leaves the stock at once");
        assert_eq!(standing(&world, &third).await, (0, 0, 4));
        world.assert_invariants().await;
        // The first is given up: what it held is for those who wait.
        let id = order_id(&world, &first).await;
        order::admin::cancel(&world.shop, &manager(), id).await.unwrap();
        assert_eq!((standing(&world, &second).await, standing(&world, &third).await), ((0, 2, 0), (2, 0, 2)));
        world.assert_invariants().await;
        pay(&world, &third).await;
        assert_eq!(standing(&world, &third).await, (0, 2, 2));
        bring(&world, 9).await;
        assert_eq!(standing(&world, &third).await, (0, 4, 0));
        assert_eq!((world.number("SELECT owed FROM backorder").await, world.stock("mug").await), (0, (7, 0)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_never_came_gets_onto_no_shelf_when_it_is_cancelled_or_paid_back() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 2, 10).await;
        owe_mugs(&world, 20).await;
        let cancelled = world.order(&[("mug", 5)], "test").await;
        pay(&world, &cancelled).await;
        let id = order_id(&world, &cancelled).await;
        order::admin::cancel(&world.shop, &manager(), id).await.unwrap();
        assert_eq!((world.stock("mug").await, world.number("SELECT owed FROM backorder").await), ((2, 0), 0));
        world.assert_invariants().await;
        let number = world.order(&[("mug", 5)], "test").await;
        pay(&world, &number).await;
        let id = order_id(&world, &number).await;
        let line = OrderLineId(world.number(&format!("SELECT id FROM order_line WHERE order_id = {id}")).await);
        let wish = RefundWish { lines: vec![(line, 4)], ..RefundWish::default() };
        crate::refund::ask(&world, id, wish, true).await.unwrap();
        world.give_back().await;
        assert_eq!(standing(&world, &number).await, (0, 1, 0), "three were owed, and one of the two went back");
        assert_eq!(world.stock("mug").await, (1, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_owed_cannot_be_packed_before_it_is_there() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 2, 10).await;
        owe_mugs(&world, 20).await;
        let number = world.order(&[("mug", 5), ("tin", 1)], "test").await;
        pay(&world, &number).await;
        let id = order_id(&world, &number).await;
        let line = |sku: &str| format!("SELECT id FROM order_line WHERE order_id = {id} AND sku = '{sku}'");
        let mug = OrderLineId(world.number(&line("mug")).await);
        assert!(matches!(send(&world, id, Vec::new()).await, Err(OrderError::Parcel(_))), "not all of it is there");
        assert!(matches!(send(&world, id, vec![(mug, 3)]).await, Err(OrderError::Parcel(_))));
        send(&world, id, vec![(mug, 2)]).await.unwrap();
        assert!(matches!(send(&world, id, vec![(mug, 1)]).await, Err(OrderError::Parcel(_))));
        bring(&world, 3).await;
        send(&world, id, Vec::new()).await.unwrap();
        assert_eq!(world.state(&number).await.0, "completed");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn shoppers_are_told_what_ships_later_in_the_bag_on_the_order_and_by_mail() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 2, 10).await;
        owe_mugs(&world, 20).await;
        let day = Date::parse("2026-12-12");
        let token = world.cart(&[("mug", 5), ("tin", 1)]).await;
        let bag = cart::read::view(&world.shop, Some(&token)).await.unwrap();
        assert_eq!((bag.lines[0].later, bag.lines[0].problem), (Some(Later { quantity: 3, expected_on: day }), None));
        assert_eq!((bag.lines[0].most, bag.lines[1].later), (22, None));
        let number = world.order(&[("mug", 5)], "test").await;
        pay(&world, &number).await;
        let token = crate::payment::token(&world, &number).await;
        let view = order::read::by_token(&world.shop, &token).await.unwrap();
        assert_eq!(view.lines[0].later, Some(Later { quantity: 3, expected_on: day }));
        world.mails().await;
        let mail = world.mailbox.sent().into_iter().find(|mail| mail.text.contains("3 of 5 ship around 12 December"));
        assert!(mail.is_some(), "{:?}", world.mailbox.sent());
    })
    .await
    .unwrap();
}

/// Random numbers from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_in_whatever_order_the_counters_agree_and_nobody_waits_for_what_is_free() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 4, 10).await;
        stock_elsewhere(&world, &[3, 2]).await;
        owe_mugs(&world, 8).await;
        let mut dice = Dice(7);
        let (mut unpaid, mut paid): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        // What came in all, and what left it with orders that stand.
        let mut came = 9_i64;
        for _ in 0..60 {
            world.clock.advance(1_000);
            match dice.roll(6) {
                0..=2 => {
                    let count = i64::try_from(dice.roll(5)).unwrap() + 1;
                    if let PlaceOrderOutcome::Placed { .. } = try_to_place(&world, count).await {
                        unpaid.push(world.text("SELECT number FROM orders ORDER BY id DESC LIMIT 1").await);
                    }
                }
                3 if !unpaid.is_empty() => {
                    let number = unpaid.remove(usize::try_from(dice.roll(99)).unwrap() % unpaid.len());
                    pay(&world, &number).await;
                    paid.push(number);
                }
                4 => {
                    let all = if dice.roll(2) == 0 { &mut unpaid } else { &mut paid };
                    if !all.is_empty() {
                        let number = all.remove(usize::try_from(dice.roll(99)).unwrap() % all.len());
                        let id = order_id(&world, &number).await;
                        order::admin::cancel(&world.shop, &manager(), id).await.unwrap();
                    }
                }
                _ => {
                    let count = i64::try_from(dice.roll(4)).unwrap() + 1;
                    bring(&world, count).await;
                    came += count;
                }
            }
            world.assert_invariants().await;
            let ordered = "SELECT CAST(COALESCE(SUM(l.quantity), 0) AS BIGINT) FROM order_line l
                JOIN orders o ON o.id = l.order_id WHERE o.state <> 'cancelled'";
            let free = "SELECT CAST(SUM(on_hand - reserved) AS BIGINT) FROM stock WHERE variant_id = 1";
            let (ordered, free) = (world.number(ordered).await, world.number(free).await);
            let owed = world.number("SELECT owed FROM backorder").await;
            assert_eq!(came - ordered, free - owed, "{came} came, {ordered} are ordered");
            assert!(owed <= 8 && (owed == 0 || free == 0));
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_payments_cancellations_and_receipts_at_once_lose_and_invent_nothing() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 5, 10).await;
        stock_elsewhere(&world, &[4]).await;
        owe_mugs(&world, 30).await;
        let carts = ready(&world, 24, 2).await;
        let mut work = Vec::new();
        for (index, (token, request)) in carts.into_iter().enumerate() {
            let world = world.clone();
            work.push(tokio::spawn(async move {
                let outcome = checkout::write::place(&world.shop, &token, request).await.unwrap();
                assert!(matches!(outcome, PlaceOrderOutcome::Placed { .. } | PlaceOrderOutcome::Refused(_)));
                let Some((path, _)) = order::read::of_cart(&world.shop, &token).await.unwrap() else { return };
                let view = order::read::by_token(&world.shop, path.trim_start_matches("/orders/")).await.unwrap();
                let number = view.number.to_string();
                match index % 3 {
                    0 => {
                        let id = order_id(&world, &number).await;
                        order::admin::cancel(&world.shop, &manager(), id).await.unwrap();
                    }
                    1 => pay(&world, &number).await,
                    _ => {}
                }
            }));
        }
        for _ in 0..6 {
            let world = world.clone();
            work.push(tokio::spawn(async move {
                let _ = owed::admin::set_rule(&world.shop, &manager(), MUG, ("30", "")).await;
                services::catalog::bulk::save(&world.shop, &manager(), Vec::new()).await.ok();
                bring_anyhow(&world).await;
            }));
        }
        for task in work {
            task.await.unwrap();
        }
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

/// One more mug, if nobody changes the stock at the same moment.
async fn bring_anyhow(world: &World) {
    use domain::{
        catalog::bulk::{Change, Field, Subject},
        kernel::ProductId,
    };
    let before = world.number("SELECT CAST(SUM(on_hand) AS BIGINT) FROM stock WHERE variant_id = 1").await;
    let (before, after) = (before.to_string(), (before + 2).to_string());
    let (product, subject) = (ProductId(1), Subject::Variant(MUG));
    let change = Change { product, subject, field: Field::OnHand, before, after };
    services::catalog::bulk::save(&world.shop, &manager(), vec![change]).await.ok();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_owed_is_not_held_by_an_order_that_waits_for_its_transfer_whatever_way_was_chosen_first() {
    use domain::payment::PaymentMethod;
    use services::payment::{PaymentError, start};
    for_each_database(async |database: Database| {
        let world = World::open(database, 0, 10).await;
        owe_mugs(&world, 10).await;
        let number = world.order(&[("mug", 10)], "test").await;
        let token = crate::payment::token(&world, &number).await;
        let changed = start::pay_again(&world.shop, &token, PaymentMethod::Transfer, "203.0.113.9").await;
        assert!(matches!(changed, Err(PaymentError::TooMuchUnpaid)), "{changed:?}");
    })
    .await
    .unwrap();
}
