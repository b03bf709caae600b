//! What a provider with pages elsewhere needs of the services: pages that are taken away, references of others, alarms, silence.

use std::{
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use domain::{
    checkout::view::PlaceOrderOutcome,
    kernel::AttemptId,
    order::OrderState,
    payment::{Observed, PaymentMethod},
};
use services::{
    checkout,
    db::Database,
    order,
    outbox::{self, Handlers},
    payment::{PageHandler, PaymentError, job, start, write},
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    payment::{AGREED, order_id, pair, token},
    selling::{MINUTE, World},
};

const STRIPE: PaymentMethod = PaymentMethod::Stripe;

async fn open(database: Database) -> World {
    let mut world = World::open(database, 200, 10).await;
    world.use_stripe();
    world.be_patient();
    world
}

/// Delivers what is due and gives the pages that were taken away so far.
async fn called_off(world: &World) -> Vec<String> {
    let handlers: Handlers = vec![Arc::new(PageHandler)];
    outbox::run_once(&world.shop, &handlers).await.unwrap();
    let mut pages = world.provider.called_off.lock().unwrap().clone();
    pages.sort();
    pages
}

async fn webhook(world: &World, id: &str, reference: &str) -> Result<(), PaymentError> {
    let header = |name: &str| (name == "signature").then(|| "right".to_owned());
    write::receive_webhook(&world.shop, STRIPE, &header, format!("{id} {reference}").as_bytes()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn r24_a_page_on_which_nobody_is_to_pay_any_more_is_taken_away() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        // Another way was chosen.
        let changed = world.order(&[("mug", 1)], "stripe").await;
        let link = token(&world, &changed).await;
        start::pay_again(&world.shop, &link, PaymentMethod::Transfer, "").await.unwrap();
        // The order was called off.
        let cancelled = world.order(&[("mug", 1)], "stripe").await;
        order::admin::cancel(&world.shop, &manager(), order_id(&world, &cancelled).await).await.unwrap();
        // A payment that brought its money has no page to take away.
        let paid = world.order(&[("mug", 1)], "stripe").await;
        world.provider.set(&paid, AGREED);
        write::confirm(&world.shop, STRIPE, &world.reference(&paid)).await.unwrap();
        *world.provider.is_silent.lock().unwrap() = true;
        assert!(called_off(&world).await.is_empty());
        *world.provider.is_silent.lock().unwrap() = false;
        world.clock.advance(60 * MINUTE);
        assert_eq!(called_off(&world).await, [world.reference(&changed), world.reference(&cancelled)]);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f06_money_that_came_before_its_page_could_be_taken_away_is_found_without_a_message() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let number = world.order(&[("mug", 1)], "stripe").await;
        order::admin::cancel(&world.shop, &manager(), order_id(&world, &number).await).await.unwrap();
        *world.provider.is_too_late.lock().unwrap() = true;
        world.provider.set(&number, Observed::Processing);
        assert!(called_off(&world).await.is_empty());
        world.provider.set(&number, AGREED);
        world.clock.advance(60 * MINUTE);
        assert!(called_off(&world).await.is_empty());
        assert_eq!(world.state(&number).await, pair("needs_review", "mismatched"), "a person has to give it back");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r24_a_page_that_was_being_made_while_its_order_was_called_off_is_taken_away() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let cart = world.cart(&[("mug", 1)]).await;
        let request = world.request(&cart, "stripe").await;
        *world.provider.beginning.lock().unwrap() = Some(Duration::from_millis(800));
        let placing = checkout::write::place(&world.shop, &cart, request);
        let cancelling = async {
            while world.provider.all().is_empty() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            let number = world.text("SELECT number FROM orders").await;
            order::admin::cancel(&world.shop, &manager(), order_id(&world, &number).await).await.unwrap();
            number
        };
        let (placed, number) = tokio::join!(placing, cancelling);
        let PlaceOrderOutcome::Placed { continue_at, .. } = placed.unwrap() else { panic!("it was placed") };
        assert!(continue_at.starts_with("/orders/"), "nobody is led to a page that is going: {continue_at}");
        assert_eq!(called_off(&world).await, [world.reference(&number)]);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r07_an_order_is_given_up_only_when_its_page_is_gone_and_nobody_has_paid_there() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let number = world.order(&[("mug", 1)], "stripe").await;
        world.clock.advance(16 * MINUTE);
        *world.provider.is_too_late.lock().unwrap() = true;
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 0, "somebody is paying there at this moment");
        *world.provider.is_too_late.lock().unwrap() = false;
        *world.provider.is_silent.lock().unwrap() = true;
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 0, "nobody knows");
        *world.provider.is_silent.lock().unwrap() = false;
        assert_eq!(world.state(&number).await, pair("pending_payment", "pending"));
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 1);
        assert_eq!(called_off(&world).await[0], world.reference(&number));
        assert_eq!((world.state(&number).await.0.as_str(), world.stock("mug").await), ("cancelled", (200, 0)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f19_a_payment_that_the_provider_gave_up_can_be_begun_again_while_the_order_holds_its_items() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let number = world.order(&[("mug", 1)], "stripe").await;
        world.provider.set(&number, domain::payment::Observed::Cancelled);
        webhook(&world, "evt 1", &world.reference(&number)).await.unwrap();
        assert_eq!(world.state(&number).await, pair("pending_payment", "cancelled"));
        let link = token(&world, &number).await;
        let view = order::read::by_token(&world.shop, &link).await.unwrap();
        assert_eq!((view.state, view.pay_at), (OrderState::PendingPayment, None));
        assert!(view.pay_otherwise.iter().any(|option| option.method == STRIPE));
        let page = start::pay_again(&world.shop, &link, STRIPE, "").await.unwrap();
        assert!(page.starts_with("/pay/ref-"), "{page}");
        assert_eq!(*world.provider.begun.lock().unwrap(), 2);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f05_a_payment_of_another_shop_with_the_same_order_number_is_not_taken_for_ours() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        *world.provider.is_silent.lock().unwrap() = true;
        let number = world.order(&[("mug", 1)], "stripe").await;
        *world.provider.is_silent.lock().unwrap() = false;
        world.provider.set(&number, AGREED);
        *world.provider.names.lock().unwrap() = Some(AttemptId(4_711));
        let foreign = webhook(&world, "evt 1", &world.reference(&number)).await;
        assert!(matches!(foreign, Err(PaymentError::UnknownReference)), "{foreign:?}");
        assert_eq!(world.state(&number).await, pair("pending_payment", "unknown"));
        let attempt = AttemptId(world.number("SELECT id FROM payment_attempt").await);
        *world.provider.names.lock().unwrap() = Some(attempt);
        webhook(&world, "evt 2", &world.reference(&number)).await.unwrap();
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_is_told_to_people_once_and_what_concerns_nobody_here_is_passed_over() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let number = world.order(&[("mug", 1)], "stripe").await;
        world.provider.set(&number, AGREED);
        let reference = world.reference(&number);
        webhook(&world, "nothing 1", "whatever").await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM webhook_event").await, 0);
        assert_eq!(world.state(&number).await, pair("pending_payment", "pending"));
        for _ in 0..3 {
            webhook(&world, "alarm 1", &reference).await.unwrap();
        }
        let order = order_id(&world, &number).await;
        let timeline = order::admin::detail(&world.shop, order).await.unwrap().timeline;
        let told = timeline.iter().filter(|entry| entry.text == "Look at the provider").count();
        assert_eq!(told, 1);
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f08_a_silent_provider_holds_up_a_pass_once_and_not_once_for_every_payment() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        for _ in 0..24 {
            world.order(&[("mug", 1)], "stripe").await;
        }
        world.clock.advance(5 * MINUTE);
        *world.provider.silence.lock().unwrap() = Some(job::SILENCE + Duration::from_millis(50));
        let begun = Instant::now();
        assert_eq!(job::reconcile(&world.shop, 0).await.unwrap(), 8);
        assert!(begun.elapsed() < job::SILENCE * 2, "{:?}", begun.elapsed());
        *world.provider.silence.lock().unwrap() = None;
        let before = world.provider.asked.load(Ordering::Relaxed);
        assert_eq!(job::reconcile(&world.shop, 0).await.unwrap(), 24, "it is asked again the next time");
        assert_eq!(world.provider.asked.load(Ordering::Relaxed) - before, 24);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
