//! From cart to order.

use domain::{
    checkout::{
        Field,
        view::{CheckoutNotice, PlaceOrder, PlaceOrderOutcome},
    },
    kernel::Money,
};
use services::{
    cart::{self, CartToken},
    checkout::{read, write},
    db::Database,
    testing::for_each_database,
};

use crate::selling::{MONDAY, World, form};

fn is_placed(outcome: &PlaceOrderOutcome) -> bool {
    matches!(outcome, PlaceOrderOutcome::Placed { .. })
}

async fn place_all(world: &World, requests: Vec<(CartToken, PlaceOrder)>) -> Vec<PlaceOrderOutcome> {
    let tasks: Vec<_> = requests
        .into_iter()
        .map(|(token, request)| {
            let shop = world.shop.clone();
            tokio::spawn(async move { write::place(&shop, &token, request).await.unwrap() })
        })
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

#[tokio::test(flavor = "multi_thread")]
async fn r01_f22_sixty_four_shoppers_take_ten_mugs_and_exactly_ten_get_one() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let mut requests = Vec::new();
        for _ in 0..64 {
            let token = world.cart(&[("mug", 1)]).await;
            let request = world.request(&token, "test").await;
            requests.push((token, request));
        }
        let outcomes = place_all(&world, requests).await;
        assert_eq!(outcomes.iter().filter(|outcome| is_placed(outcome)).count(), 10);
        let refused =
            |outcome: &&PlaceOrderOutcome| **outcome == PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged);
        assert_eq!(outcomes.iter().filter(refused).count(), 54);
        assert_eq!(world.stock("mug").await, (10, 10));
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 10);
        assert_eq!(world.number("SELECT COUNT(*) FROM reservation").await, 10);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

/// Two lines of one variant, each of which the stock would cover.
async fn cart_with_two_lines_of_one_mug(world: &World) -> CartToken {
    let token = world.cart(&[("mug", 1), ("tin", 1)]).await;
    let line = "INSERT INTO cart_line (id, cart_id, variant_id, quantity, created_at, personalisation_hash)
        SELECT 1, cart_id, variant_id, 1, created_at, 'another' FROM cart_line WHERE variant_id = 1";
    world.run(line).await;
    token
}

#[tokio::test(flavor = "multi_thread")]
async fn r03_two_lines_share_one_stock_item() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1, 10).await;
        let token = cart_with_two_lines_of_one_mug(&world).await;
        let mut request = world.request(&token, "test").await;
        assert_eq!(request.seen_total, 2_400 + 900 + 490, "the second line cannot be had beside the first");
        request.seen_total = 2 * 2_400 + 900 + 490;
        let outcome = write::place(&world.shop, &token, request.clone()).await.unwrap();
        assert_eq!(outcome, PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged));
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((1, 0), (10, 0)));

        for statement in [
            "UPDATE stock SET on_hand = 2 WHERE variant_id = 1",
            "UPDATE stock_move SET delta_on_hand = 2 WHERE variant_id = 1",
        ] {
            world.run(statement).await;
        }
        let outcome = write::place(&world.shop, &token, request).await.unwrap();
        assert!(is_placed(&outcome), "with two of them it goes: {outcome:?}");
        assert_eq!(world.stock("mug").await, (2, 2));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r03_what_is_put_into_a_cart_twice_is_one_line() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 2, 10).await;
        let token = world.cart(&[("mug", 1), ("tin", 1), ("mug", 1)]).await;
        assert_eq!(world.number("SELECT quantity FROM cart_line WHERE variant_id = 1").await, 2);
        world.run("UPDATE stock SET on_hand = 1 WHERE variant_id = 1").await;
        let mut request = world.request(&token, "test").await;
        request.seen_total = 2 * 2_400 + 900 + 490;
        let outcome = write::place(&world.shop, &token, request).await.unwrap();
        assert_eq!(outcome, PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged));
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((1, 0), (10, 0)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r04_carts_with_the_same_items_in_another_order_do_not_wait_for_each_other() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 40, 40).await;
        let mut requests = Vec::new();
        for number in 0..40 {
            let items = if number % 2 == 0 { [("mug", 1), ("tin", 1)] } else { [("tin", 1), ("mug", 1)] };
            let token = world.cart(&items).await;
            let request = world.request(&token, "test").await;
            requests.push((token, request));
        }
        let outcomes = place_all(&world, requests).await;
        assert!(outcomes.iter().all(is_placed), "{outcomes:?}");
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((40, 40), (40, 40)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r10_whoever_loses_the_race_leaves_nothing_behind() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 0, 10).await;
        world.run("UPDATE stock SET on_hand = 1 WHERE variant_id = 1").await;
        let token = world.cart(&[("mug", 1), ("tin", 1)]).await;
        world.run("UPDATE stock SET on_hand = 0 WHERE variant_id = 1").await;
        let mut request = world.request(&token, "test").await;
        request.seen_total = 2_400 + 900 + 490;
        let outcome = write::place(&world.shop, &token, request).await.unwrap();
        assert_eq!(outcome, PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged));
        for table in [
            "orders",
            "order_line",
            "reservation",
            "payment",
            "payment_attempt",
            "order_event",
            "outbox",
            "idempotency",
        ] {
            assert_eq!(world.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
        let view = read::view(&world.shop, &token).await.unwrap();
        assert_eq!(view.notice, Some(CheckoutNotice::StockChanged));
        assert_eq!((view.cart.lines.len(), view.form.town.as_str()), (2, "Hamburg"));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r13_r25_f02_twenty_posts_with_one_key_are_one_order_and_one_charge() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 10).await;
        let token = world.cart(&[("mug", 2)]).await;
        let request = world.request(&token, "test").await;
        let requests = (0..20).map(|_| (token.clone(), request.clone())).collect();
        let outcomes = place_all(&world, requests).await;
        assert!(is_placed(&outcomes[0]) && outcomes.iter().all(|outcome| *outcome == outcomes[0]), "{outcomes:?}");
        let late = write::place(&world.shop, &token, request.clone()).await.unwrap();
        assert_eq!(late, outcomes[0]);
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 1);
        assert_eq!(*world.provider.begun.lock().unwrap(), 1);
        assert_eq!(world.stock("mug").await, (100, 2));
        let mut other = request;
        other.form.town = "Bremen".to_owned();
        assert_eq!(write::place(&world.shop, &token, other).await.unwrap(), PlaceOrderOutcome::EmptyCart);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r25_twenty_keys_on_one_cart_are_one_order() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 10).await;
        let token = world.cart(&[("mug", 2)]).await;
        let request = world.request(&token, "transfer").await;
        let requests = (0..20)
            .map(|number| (token.clone(), PlaceOrder { idempotency_key: format!("key {number}"), ..request.clone() }))
            .collect();
        let outcomes = place_all(&world, requests).await;
        assert_eq!(outcomes.iter().filter(|outcome| is_placed(outcome)).count(), 1);
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == PlaceOrderOutcome::EmptyCart).count(), 19);
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 1);
        assert_eq!(world.stock("mug").await, (100, 2));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn v01_a_total_that_the_shop_did_not_show_is_never_taken() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let token = world.cart(&[("mug", 1)]).await;
        let request = world.request(&token, "test").await;
        for seen_total in [-1, 0, 1, request.seen_total - 1, i64::MAX, i64::MIN] {
            let tampered = PlaceOrder { seen_total, ..request.clone() };
            let outcome = write::place(&world.shop, &token, tampered).await.unwrap();
            assert_eq!(outcome, PlaceOrderOutcome::Refused(CheckoutNotice::PriceChanged), "{seen_total}");
        }
        assert_eq!((world.stock("mug").await, world.number("SELECT COUNT(*) FROM orders").await), ((10, 0), 0));
        assert!(is_placed(&write::place(&world.shop, &token, request).await.unwrap()));
        assert_eq!(world.number("SELECT total FROM orders").await, 2_400 + 490);
    })
    .await
    .unwrap();
}

/// Tries to order one mug by transfer.
async fn by_transfer(world: &World, email: &str, address: &str) -> (CartToken, PlaceOrderOutcome) {
    let token = world.cart(&[("mug", 1)]).await;
    let mut request = world.request(&token, "transfer").await;
    request.form.email = email.to_owned();
    let outcome = write::place_from(&world.shop, &token, request, address).await.unwrap();
    (token, outcome)
}

#[tokio::test(flavor = "multi_thread")]
async fn f29_only_five_orders_of_an_address_wait_for_their_transfer_at_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 10).await;
        let mut tries = Vec::new();
        for _ in 0..9 {
            let token = world.cart(&[("mug", 1)]).await;
            let request = world.request(&token, "transfer").await;
            tries.push((token, request));
        }
        let outcomes = place_all(&world, tries).await;
        assert_eq!(outcomes.iter().filter(|outcome| is_placed(outcome)).count(), 5, "{outcomes:?}");
        assert_eq!(world.stock("mug").await, (100, 5));
        let (token, refused) = by_transfer(&world, "maren@example.org", "").await;
        assert_eq!(refused, PlaceOrderOutcome::Refused(CheckoutNotice::TooManyUnpaid));
        let view = read::view(&world.shop, &token).await.unwrap();
        assert_eq!((view.notice, view.cart.lines.len()), (Some(CheckoutNotice::TooManyUnpaid), 1));
        assert_eq!(view.form.town, "Hamburg", "what was typed is kept");
        let request = world.request(&token, "test").await;
        assert!(is_placed(&write::place(&world.shop, &token, request).await.unwrap()), "a card is no wait");
        assert!(is_placed(&by_transfer(&world, "ole@example.org", "").await.1), "nor are others in the way");
        world.run("UPDATE orders SET state = 'cancelled' WHERE id = (SELECT MIN(id) FROM orders)").await;
        assert!(is_placed(&by_transfer(&world, "maren@example.org", "").await.1), "one that is over makes room");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f29_only_twenty_orders_of_a_network_wait_for_their_transfer_at_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 10).await;
        for number in 0..20 {
            let address = format!("2001:db8:1:2::{number:x}");
            let (_, outcome) = by_transfer(&world, &format!("guest{number}@example.org"), &address).await;
            assert!(is_placed(&outcome), "{number}: {outcome:?}");
        }
        let (_, refused) = by_transfer(&world, "guest21@example.org", "2001:db8:1:2::ffff").await;
        assert_eq!(refused, PlaceOrderOutcome::Refused(CheckoutNotice::TooManyUnpaid));
        assert!(is_placed(&by_transfer(&world, "guest21@example.org", "2001:db8:1:3::1").await.1));
        assert_eq!(world.number("SELECT COUNT(*) FROM attempt_count WHERE scope LIKE '%2001:db8%'").await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f29_one_order_that_waits_for_its_transfer_holds_half_of_a_stock_at_most() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 20, 5).await;
        let token = world.cart(&[("mug", 11), ("tin", 5)]).await;
        let request = world.request(&token, "transfer").await;
        let outcome = write::place(&world.shop, &token, request).await.unwrap();
        assert_eq!(outcome, PlaceOrderOutcome::Refused(CheckoutNotice::TooMuchUnpaid));
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((20, 0), (5, 0)), "nothing is held");
        let view = read::view(&world.shop, &token).await.unwrap();
        assert_eq!((view.notice, view.cart.item_count), (Some(CheckoutNotice::TooMuchUnpaid), 16));
        let request = world.request(&token, "test").await;
        assert!(is_placed(&write::place(&world.shop, &token, request).await.unwrap()), "a card is no wait");
        // Of nine that are left half is four, but a few may always be held.
        let token = world.cart(&[("mug", 5)]).await;
        let request = world.request(&token, "transfer").await;
        assert!(is_placed(&write::place(&world.shop, &token, request).await.unwrap()));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sums_say_when_a_line_reads_differently_though_the_goods_cost_the_same() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let token = world.cart(&[("mug", 4)]).await;
        let before = read::view(&world.shop, &token).await.unwrap();
        assert_eq!(before.sums(), read::view(&world.shop, &token).await.unwrap().sums());
        world.run("UPDATE stock SET on_hand = 3 WHERE variant_id = 1").await;
        let after = read::view(&world.shop, &token).await.unwrap();
        assert_eq!(after.totals.goods, before.totals.goods);
        assert_ne!(after.sums().lines, before.sums().lines);
        assert!(before.start().is_orderable && !after.start().is_orderable);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f11_a_price_that_changed_is_shown_before_it_is_charged() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let token = world.cart(&[("mug", 1)]).await;
        let request = world.request(&token, "test").await;
        world.run("UPDATE variant SET price = 2600 WHERE id = 1").await;
        let outcome = write::place(&world.shop, &token, request).await.unwrap();
        assert_eq!(outcome, PlaceOrderOutcome::Refused(CheckoutNotice::PriceChanged));
        let view = read::view(&world.shop, &token).await.unwrap();
        assert_eq!(view.totals.total.minor, 2_600 + 490);
        assert_eq!(view.notice, Some(CheckoutNotice::PriceChanged));
        let request = world.request(&token, "test").await;
        assert!(is_placed(&write::place(&world.shop, &token, request).await.unwrap()));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f12_an_order_keeps_names_and_prices_of_its_day() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        world.order(&[("mug", 1)], "test").await;
        world.run("UPDATE variant SET price = 1, title = 'Other' WHERE id = 1").await;
        world.run("UPDATE product SET title = 'Other', published = 0 WHERE id = 1").await;
        assert_eq!(world.text("SELECT title FROM order_line").await, "A mug");
        assert_eq!(world.number("SELECT unit_price FROM order_line").await, 2_400);
        assert_eq!(world.number("SELECT tax FROM orders").await, 461);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_fields_are_told_and_what_was_typed_is_kept() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let token = world.cart(&[("mug", 1)]).await;
        let mut request = world.request(&token, "test").await;
        request.form.postcode = "2035".to_owned();
        request.form.email = "maren".to_owned();
        let PlaceOrderOutcome::Invalid(errors) = write::place(&world.shop, &token, request).await.unwrap() else {
            panic!("the order was taken")
        };
        assert_eq!(errors.iter().map(|error| error.field).collect::<Vec<_>>(), [Field::Email, Field::Postcode]);
        let view = read::view(&world.shop, &token).await.unwrap();
        assert_eq!((view.errors.len(), view.form.postcode.as_str(), view.form.town.as_str()), (2, "2035", "Hamburg"));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_of_delivery_or_payment_that_is_not_offered_is_a_field_error() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let token = world.cart(&[("mug", 1)]).await;
        let request = world.request(&token, "test").await;
        let mut drone = request.clone();
        drone.form.shipping = "drone".to_owned();
        let mut shells = request;
        shells.form.payment = "shells".to_owned();
        for (request, field) in [(drone, Field::Shipping), (shells, Field::Payment)] {
            let PlaceOrderOutcome::Invalid(errors) = write::place(&world.shop, &token, request).await.unwrap() else {
                panic!("the order was taken")
            };
            assert_eq!(errors[0].field, field);
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_ways_days_and_sums_of_the_country_that_was_typed() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let token = world.cart(&[("mug", 1)]).await;
        let view = read::view(&world.shop, &token).await.unwrap();
        assert_eq!(view.form.country, "DE");
        assert_eq!(view.shipping_options[0].arrives.to_string(), "Wed 25 – Thu 26 Nov");
        assert_eq!(view.payment_options.len(), 2);
        let mut abroad = form("transfer");
        abroad.country = "DK".to_owned();
        let view = write::remember(&world.shop, &token, abroad).await.unwrap();
        assert_eq!(view.totals.shipping.minor, 990);
        assert_eq!(view.totals.taxes[0].rate.to_string(), "25");
        assert!(view.errors.is_empty(), "nothing is wrong before it is sent");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_order_the_cart_is_empty_and_the_next_item_begins_a_new_one() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let token = world.cart(&[("mug", 1)]).await;
        let request = world.request(&token, "transfer").await;
        write::place(&world.shop, &token, request).await.unwrap();
        assert!(cart::read::view(&world.shop, Some(&token)).await.unwrap().is_empty());
        let (next, view) = cart::write::add(&world.shop, Some(token.clone()), "tin", 1).await.unwrap();
        assert!(next != token && view.lines.len() == 1);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_rise_without_a_gap_when_orders_are_refused_in_between() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 3, 10).await;
        let mut numbers = Vec::new();
        for _ in 0..3 {
            numbers.push(world.order(&[("mug", 1)], "transfer").await);
            let token = world.cart(&[("tin", 1)]).await;
            let request = PlaceOrder { seen_total: 1, ..world.request(&token, "transfer").await };
            write::place(&world.shop, &token, request).await.unwrap();
        }
        assert_eq!(numbers, ["M-10017", "M-10025", "M-10033"]);
        let total = world.number("SELECT total FROM orders ORDER BY id LIMIT 1").await;
        assert_eq!(Money::new(total, world.shop.settings.currency).to_string(), "€28.90");
        assert_eq!(MONDAY.date().weekday(), 0);
    })
    .await
    .unwrap();
}
