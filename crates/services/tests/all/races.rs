//! Rows of docs/faults.md about races and faults that no other file here is about. Named after their ids.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use domain::{
    cart::view::LineProblem,
    catalog::bulk::{Change, Field, Subject},
    checkout::view::{CheckoutNotice, PlaceOrder, PlaceOrderOutcome},
    kernel::{Currency, Money, OrderId, ProductId, Timestamp, VariantId},
    payment::{Observed, PaymentMethod, PaymentState},
};
use services::{
    account::Actor,
    cart::{self, CartToken},
    catalog::bulk,
    checkout,
    db::{Database, Engine},
    order,
    payment::{PaymentError, job, start, write},
    port::{
        Observation, PaymentProvider, PaymentProviders, ProviderError, RefundPayment, StartPayment, StartedPayment,
        WebhookError, WebhookEvent,
    },
    testing::{self, for_each_database},
};
use tokio::sync::Notify;

use crate::{
    payment::{AGREED, TEST, order_id, pair, token, webhook},
    selling::{MINUTE, Provider, World},
};

const MUG: (ProductId, VariantId) = (ProductId(1), VariantId(1));

fn manager() -> Actor {
    Actor::system("test")
}

/// Sets how many mugs there are, as the grid does.
async fn set_mugs(world: &World, before: i64, after: i64) -> bool {
    let change = Change {
        product: MUG.0,
        subject: Subject::Variant(MUG.1),
        field: Field::OnHand,
        before: before.to_string(),
        after: after.to_string(),
    };
    bulk::save(&world.shop, &manager(), vec![change]).await.is_ok()
}

/// Carts with one mug each, ready to be ordered.
async fn ready(world: &World, count: usize, payment: &str) -> Vec<(CartToken, PlaceOrder)> {
    let mut ready = Vec::new();
    for _ in 0..count {
        let token = world.cart(&[("mug", 1)]).await;
        let request = world.request(&token, payment).await;
        ready.push((token, request));
    }
    ready
}

async fn place(world: &World, (token, request): &(CartToken, PlaceOrder)) -> PlaceOrderOutcome {
    checkout::write::place(&world.shop, token, request.clone()).await.unwrap()
}

async fn numbers(world: &World) -> Vec<String> {
    let count = world.number("SELECT COUNT(*) FROM orders").await;
    let mut numbers = Vec::new();
    for offset in 0..count {
        numbers.push(world.text(&format!("SELECT number FROM orders ORDER BY id LIMIT 1 OFFSET {offset}")).await);
    }
    numbers
}

#[tokio::test(flavor = "multi_thread")]
async fn r02_what_is_reserved_is_the_sum_of_the_reservations_while_orders_come_go_and_are_paid() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 10).await;
        let work: Vec<_> = ready(&world, 40, "test")
            .await
            .into_iter()
            .enumerate()
            .map(|(index, ready)| {
                let world = world.clone();
                tokio::spawn(async move {
                    place(&world, &ready).await;
                    let path = order::read::of_cart(&world.shop, &ready.0).await.unwrap().unwrap().0;
                    let token = path.trim_start_matches("/orders/");
                    let number = order::read::by_token(&world.shop, token).await.unwrap().number.to_string();
                    let id = order_id(&world, &number).await;
                    match index % 3 {
                        0 => order::admin::cancel(&world.shop, &manager(), id).await.unwrap(),
                        1 => {
                            world.provider.set(&number, AGREED);
                            webhook(&world, &number, &world.reference(&number)).await.unwrap();
                        }
                        _ => {}
                    }
                })
            })
            .collect();
        while work.iter().any(|task| !task.is_finished()) {
            world.assert_invariants().await;
        }
        for task in work {
            task.await.unwrap();
        }
        world.assert_invariants().await;
        assert_eq!(world.stock("mug").await, (87, 13), "14 were cancelled, 13 paid, 13 are held");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r06_the_manager_cannot_take_away_what_is_held_while_its_payment_is_under_way() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 3, 10).await;
        let number = world.order(&[("mug", 2)], "test").await;
        assert!(!set_mugs(&world, 3, 0).await && !set_mugs(&world, 3, 1).await);
        assert!(set_mugs(&world, 3, 2).await, "what nobody has ordered may go");
        world.provider.set(&number, AGREED);
        webhook(&world, "1", &world.reference(&number)).await.unwrap();
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        assert_eq!(world.stock("mug").await, (0, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r09_the_last_unit_is_sold_from_the_second_location_and_the_next_shopper_is_told_in_words() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 0, 10).await;
        world.run("INSERT INTO location (id, name) VALUES (2, 'Barn')").await;
        world.run("INSERT INTO stock (variant_id, location_id, on_hand) VALUES (1, 2, 1)").await;
        world
            .run(
                "INSERT INTO stock_move (id, variant_id, location_id, delta_on_hand, delta_reserved, reason, actor, created_at)
                 VALUES (99, 1, 2, 1, 0, 'received', 'test', 0)",
            )
            .await;
        let carts = ready(&world, 2, "test").await;
        assert!(matches!(place(&world, &carts[0]).await, PlaceOrderOutcome::Placed { .. }));
        let refused = place(&world, &carts[1]).await;
        assert_eq!(refused, PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged));
        assert_eq!(world.number("SELECT reserved FROM stock WHERE variant_id = 1 AND location_id = 2").await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r22_late_captures_of_one_payment_never_add_up() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        let (reference, euro) = (world.reference(&number), world.shop.settings.currency);
        world.provider.set(&number, AGREED);
        webhook(&world, "1", &reference).await.unwrap();
        for (id, minor) in [("2", 2_890), ("3", 5_780), ("4", 1)] {
            world.provider.set_amount(&number, Money::new(minor, euro));
            webhook(&world, id, &reference).await.unwrap();
            write::returned(&world.shop, &reference).await.unwrap();
            job::reconcile(&world.shop, 0).await.unwrap();
        }
        assert_eq!(world.number("SELECT captured FROM payment").await, 2_890);
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r23_a_message_that_could_not_be_acted_upon_comes_again_and_the_first_payment_is_found() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        let (reference, token) = (world.reference(&number), token(&world, &number).await);
        world.provider.set(&number, AGREED);
        *world.provider.is_silent.lock().unwrap() = true;
        assert!(matches!(webhook(&world, "1", &reference).await, Err(PaymentError::Provider(_))));
        assert_eq!(world.number("SELECT COUNT(*) FROM webhook_event").await, 0, "it is not taken for done");
        // The shopper, who has paid, tries again meanwhile: the same payment goes on, no second one is begun.
        let page = start::pay_again(&world.shop, &token, TEST, "").await.unwrap();
        assert_eq!(page, format!("/pay/{reference}"));
        *world.provider.is_silent.lock().unwrap() = false;
        webhook(&world, "1", &reference).await.unwrap();
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        assert_eq!(world.number("SELECT COUNT(*) FROM payment").await, 1);
        assert_eq!(*world.provider.begun.lock().unwrap(), 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r26_however_often_and_in_how_many_tabs_it_is_paid_again_one_attempt_is_open() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        let token = token(&world, &number).await;
        let tabs: Vec<_> = (0..20)
            .map(|tab| {
                let (world, token) = (world.clone(), token.clone());
                let method = if tab % 2 == 0 { TEST } else { PaymentMethod::Transfer };
                // Whoever meets others in the same moment may be told to try again.
                tokio::spawn(async move { drop(start::pay_again(&world.shop, &token, method, "").await) })
            })
            .collect();
        for tab in tabs {
            tab.await.unwrap();
        }
        let open = "SELECT COUNT(*) FROM payment p WHERE p.state IN ('pending', 'unknown', 'declined')";
        assert_eq!(world.number(open).await, 1, "one payment is awaited, the others are called off");
        let attempts = "SELECT COUNT(*) FROM payment_attempt a JOIN payment p ON p.id = a.payment_id
            WHERE a.state <> 'ended' AND p.state IN ('pending', 'unknown', 'declined')";
        assert!(world.number(attempts).await <= 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r24_f20_of_two_payments_in_two_tabs_the_first_pays_and_the_second_is_kept_in_sight() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        let first = world.reference(&number);
        let token = token(&world, &number).await;
        start::pay_again(&world.shop, &token, PaymentMethod::Transfer, "").await.unwrap();
        start::pay_again(&world.shop, &token, TEST, "").await.unwrap();
        let second = world.provider.all().into_iter().find(|payment| payment.reference != first).unwrap().reference;
        world.provider.set(&number, AGREED);
        let (one, other) =
            tokio::join!(write::confirm(&world.shop, TEST, &first), write::confirm(&world.shop, TEST, &second));
        let mut states = [one.unwrap().state, other.unwrap().state];
        states.sort_by_key(|state| state.key());
        assert_eq!(states, [PaymentState::Captured, PaymentState::Mismatched]);
        assert_eq!(world.text("SELECT state FROM orders").await, "confirmed");
        assert_eq!(world.number("SELECT COUNT(*) FROM order_event WHERE kind = 'paid_twice'").await, 1);
        assert_eq!(world.stock("mug").await, (9, 0));
        assert_eq!(world.mails().await.len(), 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r27_after_a_beginning_that_failed_the_same_order_can_be_paid() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1, 10).await;
        *world.provider.is_silent.lock().unwrap() = true;
        let number = world.order(&[("mug", 1)], "test").await;
        let token = token(&world, &number).await;
        assert!(matches!(start::pay_again(&world.shop, &token, TEST, "").await, Err(PaymentError::UnderWay)));
        *world.provider.is_silent.lock().unwrap() = false;
        job::reconcile(&world.shop, 0).await.unwrap();
        job::reconcile(&world.shop, 0).await.unwrap();
        let page = start::pay_again(&world.shop, &token, TEST, "").await.unwrap();
        assert_eq!(page, format!("/pay/{}", world.reference(&number)));
        world.provider.set(&number, AGREED);
        write::returned(&world.shop, &world.reference(&number)).await.unwrap();
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        assert_eq!((world.stock("mug").await, *world.provider.begun.lock().unwrap()), ((0, 0), 1));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f01_a_capture_that_the_shop_never_heard_of_is_found_behind_many_who_left_the_payment_page_open() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 300, 10).await;
        for ready in ready(&world, 201, "test").await {
            place(&world, &ready).await;
        }
        let number = world.order(&[("mug", 1)], "test").await;
        world.provider.set(&number, AGREED);
        job::reconcile(&world.shop, 0).await.unwrap();
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        assert_eq!(world.mails().await.len(), 1);
        // The same of those who are given up: orders that are kept do not stand before the others.
        for other in numbers(&world).await.into_iter().take(201) {
            world.provider.set(&other, Observed::Processing);
        }
        let late = world.order(&[("mug", 1)], "test").await;
        world.clock.advance(16 * MINUTE);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 1);
        assert_eq!(world.state(&late).await, pair("cancelled", "cancelled"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f08_while_the_provider_is_down_for_an_hour_orders_are_taken_and_afterwards_they_can_be_paid() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 3, 10).await;
        *world.provider.is_silent.lock().unwrap() = true;
        let number = world.order(&[("mug", 1)], "test").await;
        assert_eq!(world.state(&number).await, pair("pending_payment", "unknown"));
        for _ in 0..6 {
            world.clock.advance(10 * MINUTE);
            job::reconcile(&world.shop, 0).await.unwrap();
            order::job::sweep(&world.shop).await.unwrap();
            assert!(cart::write::add(&world.shop, None, "tin", 1).await.is_ok());
        }
        let transfer = world.order(&[("mug", 1)], "transfer").await;
        assert_eq!(world.state(&transfer).await, pair("pending_payment", "pending"));
        assert_eq!(world.stock("mug").await, (3, 2), "nobody knows yet that the first is not paid");
        *world.provider.is_silent.lock().unwrap() = false;
        job::reconcile(&world.shop, 0).await.unwrap();
        job::reconcile(&world.shop, 0).await.unwrap();
        assert_eq!(world.state(&number).await, pair("pending_payment", "pending"));
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 1, "its time was over long ago");
        assert_eq!(world.stock("mug").await, (3, 1));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

/// A provider that thinks until it is let go.
struct Thoughtful {
    inner: Arc<Provider>,
    is_asked: Notify,
    goes_on: Notify,
}

#[async_trait]
impl PaymentProvider for Thoughtful {
    async fn start(&self, request: StartPayment) -> Result<StartedPayment, ProviderError> {
        self.is_asked.notify_one();
        self.goes_on.notified().await;
        self.inner.start(request).await
    }

    async fn observe(&self, reference: &str) -> Result<Observation, ProviderError> {
        self.inner.observe(reference).await
    }

    async fn refund(&self, request: RefundPayment) -> Result<String, ProviderError> {
        self.inner.refund(request).await
    }

    fn verify_webhook(
        &self,
        header: &dyn for<'a> Fn(&'a str) -> Option<String>,
        body: &[u8],
        now: Timestamp,
    ) -> Result<WebhookEvent, WebhookError> {
        self.inner.verify_webhook(header, body, now)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f09_while_a_provider_thinks_no_transaction_is_open_and_others_order() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        let slow =
            Arc::new(Thoughtful { inner: world.provider.clone(), is_asked: Notify::new(), goes_on: Notify::new() });
        world.shop = testing::with_parts(&world.shop, |parts| {
            parts.providers = PaymentProviders::default().with(PaymentMethod::Test, slow.clone());
        });
        let carts = ready(&world, 1, "test").await;
        let waiting = {
            let world = world.clone();
            tokio::spawn(async move { place(&world, &carts[0]).await })
        };
        slow.is_asked.notified().await;
        let others = async {
            for _ in 0..5 {
                world.order(&[("mug", 1)], "transfer").await;
            }
        };
        tokio::time::timeout(Duration::from_secs(8), others).await.expect("nobody waits for the provider");
        assert!(!waiting.is_finished());
        slow.goes_on.notify_one();
        assert!(matches!(waiting.await.unwrap(), PlaceOrderOutcome::Placed { .. }));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f12_a_line_says_that_its_product_is_gone_and_an_order_that_is_being_paid_goes_on() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        let carts = ready(&world, 1, "test").await;
        world.run("UPDATE product SET published = 0 WHERE id = 1").await;
        world.shop.shelf.reload().await.unwrap();
        let cart = cart::read::view(&world.shop, Some(&carts[0].0)).await.unwrap();
        assert_eq!(cart.lines[0].problem, Some(LineProblem::Unavailable));
        let refused = place(&world, &carts[0]).await;
        assert_eq!(refused, PlaceOrderOutcome::Refused(CheckoutNotice::StockChanged));
        world.provider.set(&number, AGREED);
        webhook(&world, "1", &world.reference(&number)).await.unwrap();
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f14_amounts_of_currencies_with_no_and_three_decimals_arrive_as_they_were_agreed() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        for code in ["JPY", "KWD"] {
            let currency = Currency::parse(code).unwrap();
            let mut settings = (*world.shop.settings).clone();
            settings.currency = currency;
            world.shop = testing::with_parts(&world.shop, |parts| parts.settings = Arc::new(settings));
            world.run(&format!("UPDATE variant SET currency = '{code}', price = 12345")).await;
            world.shop.shelf.reload().await.unwrap();
            let number = world.order(&[("mug", 2)], "test").await;
            let row = format!("FROM orders WHERE number = '{number}'");
            let total = world.number(&format!("SELECT total {row}")).await;
            let goods = world.number(&format!("SELECT goods {row}")).await;
            assert_eq!(goods, 24_690, "{code}");
            let asked = world.provider.all().into_iter().find(|payment| payment.order_number == number).unwrap();
            assert_eq!(asked.amount, Money::new(total, currency), "{code}");
            world.provider.set(&number, AGREED);
            webhook(&world, &number, &asked.reference).await.unwrap();
            assert_eq!(world.state(&number).await, pair("confirmed", "captured"), "{code}");
            let captured = "SELECT p.captured FROM payment p JOIN orders o ON o.id = p.order_id WHERE o.number =";
            assert_eq!(world.number(&format!("{captured} '{number}'")).await, total, "{code}");
        }
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f21_r28_what_is_put_into_the_bag_while_another_tab_pays_is_a_cart_of_its_own() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let carts = ready(&world, 1, "test").await;
        place(&world, &carts[0]).await;
        let number = numbers(&world).await.remove(0);
        cart::write::add(&world.shop, Some(carts[0].0.clone()), "mug", 5).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM cart").await, 2, "the ordered cart is closed");
        world.provider.set(&number, AGREED);
        webhook(&world, "1", &world.reference(&number)).await.unwrap();
        assert_eq!(world.number("SELECT CAST(SUM(quantity) AS BIGINT) FROM order_line").await, 1);
        assert_eq!(world.number("SELECT captured FROM payment").await, 2_890);
        assert_eq!(world.stock("mug").await, (9, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f25_no_sale_is_lost_while_the_manager_counts_the_shelf() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 60, 10).await;
        let shoppers: Vec<_> = ready(&world, 30, "test")
            .await
            .into_iter()
            .map(|ready| {
                let world = world.clone();
                tokio::spawn(async move { matches!(place(&world, &ready).await, PlaceOrderOutcome::Placed { .. }) })
            })
            .collect();
        let mut received = 60;
        for _ in 0..10 {
            if set_mugs(&world, received, received + 1).await {
                received += 1;
            }
        }
        let mut placed = 0;
        for shopper in shoppers {
            placed += i64::from(shopper.await.unwrap());
        }
        assert_eq!(placed, 30);
        for number in numbers(&world).await {
            world.provider.set(&number, AGREED);
            webhook(&world, &number, &world.reference(&number)).await.unwrap();
        }
        assert_eq!(world.stock("mug").await, (received - 30, 0));
        assert!(
            set_mugs(&world, received, received + 5).await,
            "what the manager adds is added to what lies there now"
        );
        assert_eq!(world.stock("mug").await, (received - 25, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f36_after_the_database_hung_up_on_everybody_each_request_finds_its_one_order() {
    for_each_database(async |database: Database| {
        if database.engine() == Engine::Sqlite {
            return;
        }
        let world = World::open(database, 100, 10).await;
        let shoppers: Vec<_> = ready(&world, 20, "test")
            .await
            .into_iter()
            .map(|(token, request)| {
                let world = world.clone();
                tokio::spawn(async move {
                    for _ in 0..40 {
                        let answer = checkout::write::place(&world.shop, &token, request.clone()).await;
                        if let Ok(PlaceOrderOutcome::Placed { .. }) = answer {
                            return true;
                        }
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                    false
                })
            })
            .collect();
        let everybody = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()";
        for _ in 0..8 {
            // A connection that was hung up on may be the one that should do it.
            drop(sqlx::query(everybody).fetch_optional(world.shop.database.reader()).await);
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
        for shopper in shoppers {
            assert!(shopper.await.unwrap(), "the pool heals, and the same request is answered");
        }
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 20);
        assert_eq!(world.stock("mug").await, (100, 20));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f28_work_that_waits_too_long_for_the_database_is_told_so_and_leaves_nothing_half_done() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let carts = ready(&world, 1, "test").await;
        // Somebody holds the stock's row, or on SQLite the whole file, for longer than anybody waits.
        let holder = hold(&world).await;
        let begun = std::time::Instant::now();
        let answer = tokio::time::timeout(
            Duration::from_secs(30),
            checkout::write::place(&world.shop, &carts[0].0, carts[0].1.clone()),
        );
        match world.shop.database.engine() {
            Engine::Sqlite => {
                assert!(answer.await.expect("it does not wait for ever").is_err());
                assert!(begun.elapsed() < Duration::from_secs(20));
                holder.release().await;
            }
            Engine::Postgres => {
                let release = async {
                    tokio::time::sleep(Duration::from_millis(300)).await;
                    holder.release().await;
                };
                let (answer, ()) = tokio::join!(answer, release);
                assert!(answer.unwrap().is_ok(), "it waits for its turn");
            }
        }
        world.assert_invariants().await;
        assert!(matches!(place(&world, &carts[0]).await, PlaceOrderOutcome::Placed { .. }));
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r05_what_many_fight_for_holds_up_nobody_who_buys_something_else() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 200, 10).await;
        let mugs = ready(&world, 100, "test").await;
        let token = world.cart(&[("tin", 1)]).await;
        let tin = (token.clone(), world.request(&token, "test").await);
        // Somebody holds the row of the mugs. On SQLite nobody can: there the tin waits its turn among the pieces of the writer.
        let holder = match world.shop.database.engine() {
            Engine::Postgres => Some(hold(&world).await),
            Engine::Sqlite => None,
        };
        let world = Arc::new(world);
        let order = |cart: (CartToken, PlaceOrder)| {
            let world = Arc::clone(&world);
            tokio::spawn(async move { place(&world, &cart).await })
        };
        // Fewer than there are connections, so that the tin has one.
        let mut mugs = mugs.into_iter();
        let mut first: Vec<_> = mugs.by_ref().take(6).map(order).collect();
        let outcome = tokio::time::timeout(Duration::from_secs(5), place(&world, &tin)).await;
        assert!(matches!(outcome.expect("the tin is not held up"), PlaceOrderOutcome::Placed { .. }));
        if let Some(holder) = holder {
            assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 1, "the mugs still wait");
            holder.release().await;
        }
        first.extend(mugs.map(order));
        for mug in first {
            assert!(matches!(mug.await.unwrap(), PlaceOrderOutcome::Placed { .. }));
        }
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

/// A connection of somebody else with an open transaction.
struct Holder(sqlx::AnyConnection);

impl Holder {
    async fn release(mut self) {
        sqlx::raw_sql("ROLLBACK").execute(&mut self.0).await.unwrap();
    }
}

async fn hold(world: &World) -> Holder {
    use sqlx::Connection as _;
    let (address, begin) = match world.shop.database.engine() {
        Engine::Sqlite => {
            let file = world.text("SELECT file FROM pragma_database_list").await;
            (format!("sqlite://{file}"), "BEGIN IMMEDIATE")
        }
        Engine::Postgres => {
            let server = std::env::var(testing::POSTGRES_VARIABLE).unwrap();
            let name = world.text("SELECT CAST(current_database() AS TEXT)").await;
            let base = server.rsplit_once('/').map_or(server.clone(), |(base, _)| base.to_owned());
            (format!("{base}/{name}"), "BEGIN; UPDATE stock SET on_hand = on_hand WHERE variant_id = 1")
        }
    };
    let mut connection = sqlx::AnyConnection::connect(&address).await.unwrap();
    sqlx::raw_sql(begin).execute(&mut connection).await.unwrap();
    Holder(connection)
}

#[tokio::test(flavor = "multi_thread")]
async fn f06_an_order_that_is_cancelled_while_its_money_comes_is_never_sent_and_the_money_never_lost() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 30, 10).await;
        for seed in 0..30_u64 {
            let number = world.order(&[("mug", 1)], "test").await;
            let (reference, order): (String, OrderId) = (world.reference(&number), order_id(&world, &number).await);
            world.provider.set(&number, AGREED);
            let pays = async {
                tokio::time::sleep(Duration::from_micros(seed % 5 * 300)).await;
                webhook(&world, &number, &reference).await.unwrap();
            };
            let actor = manager();
            let cancels = async {
                tokio::time::sleep(Duration::from_micros(seed % 3 * 400)).await;
                drop(order::admin::cancel(&world.shop, &actor, order).await);
            };
            tokio::join!(pays, cancels);
            let (state, payment) = world.state(&number).await;
            let possible =
                [pair("cancelled", "captured"), pair("needs_review", "mismatched"), pair("confirmed", "captured")];
            assert!(possible.contains(&(state.clone(), payment.clone())), "{state} {payment}");
        }
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
