//! Payments that take too long: silence, late messages, the sweeper and the reconciler.

use domain::{
    kernel::Timestamp,
    payment::{Observed, PaymentState},
};
use services::{
    account::Actor,
    db::Database,
    order,
    payment::{PaymentError, job, start, write},
    testing::for_each_database,
};

use crate::{
    payment::{AGREED, TEST, order_id, pair, token, webhook},
    selling::{MINUTE, World},
};

#[tokio::test(flavor = "multi_thread")]
async fn f03_a_provider_that_does_not_answer_leaves_the_payment_unknown_and_is_asked_again() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        *world.provider.is_silent.lock().unwrap() = true;
        let number = world.order(&[("mug", 1)], "test").await;
        let token = token(&world, &number).await;
        let view = order::read::by_token(&world.shop, &token).await.unwrap();
        assert_eq!((view.payment_state, view.pay_at), (PaymentState::Unknown, None));
        assert!(matches!(start::pay_again(&world.shop, &token, TEST, "").await, Err(PaymentError::UnderWay)));
        world.clock.advance(60 * MINUTE);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 0, "stock of an unknown payment is kept");
        *world.provider.is_silent.lock().unwrap() = false;
        job::reconcile(&world.shop, 0).await.unwrap();
        job::reconcile(&world.shop, 0).await.unwrap();
        let view = order::read::by_token(&world.shop, &token).await.unwrap();
        assert_eq!(view.payment_state, PaymentState::Pending);
        assert!(view.pay_at.is_some());
        assert_eq!(*world.provider.begun.lock().unwrap(), 1);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r20_f06_late_and_repeated_events_change_nothing_on_an_order_that_went_on() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (sent, cancelled) = (world.order(&[("mug", 1)], "test").await, world.order(&[("mug", 1)], "test").await);
        world.provider.set(&sent, AGREED);
        webhook(&world, "1", &world.reference(&sent)).await.unwrap();
        let order = order_id(&world, &sent).await;
        let version = order::admin::detail(&world.shop, order).await.unwrap().version;
        let request = services::fulfilment::write::SendOrder {
            order,
            version,
            carrier: "DHL".to_owned(),
            tracking_number: "00340".to_owned(),
            items: Vec::new(),
        };
        services::fulfilment::write::send(&world.shop, &Actor::system("test"), request).await.unwrap();
        world.clock.advance(3 * Timestamp::DAY);
        for (id, observed) in
            [("2", AGREED), ("3", Observed::Declined), ("4", Observed::Open), ("5", Observed::Cancelled)]
        {
            world.provider.set(&sent, observed);
            webhook(&world, id, &world.reference(&sent)).await.unwrap();
            assert_eq!(world.state(&sent).await, pair("completed", "captured"));
        }
        order::admin::cancel(&world.shop, &Actor::system("test"), order_id(&world, &cancelled).await).await.unwrap();
        world.provider.set(&cancelled, AGREED);
        webhook(&world, "6", &world.reference(&cancelled)).await.unwrap();
        assert_eq!(world.state(&cancelled).await, pair("needs_review", "mismatched"));
        assert_eq!(world.stock("mug").await, (9, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f19_an_abandoned_payment_frees_its_stock_once_when_its_time_is_over() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 2, 10).await;
        let card = world.order(&[("mug", 1)], "test").await;
        let transfer = world.order(&[("mug", 1)], "transfer").await;
        world.clock.advance(14 * MINUTE);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 0);
        world.clock.advance(2 * MINUTE);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 1);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 0);
        assert_eq!(world.state(&card).await, pair("cancelled", "cancelled"));
        assert_eq!(world.state(&transfer).await, pair("pending_payment", "pending"));
        assert_eq!(world.stock("mug").await, (2, 1));
        world.clock.advance(7 * Timestamp::DAY);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 1);
        assert_eq!(world.stock("mug").await, (2, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r07_a_payment_that_is_being_checked_keeps_its_stock_when_time_is_over() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        world.provider.set(&number, Observed::Processing);
        world.clock.advance(20 * MINUTE);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 0);
        assert_eq!(world.state(&number).await, pair("pending_payment", "unknown"));
        world.provider.set(&number, AGREED);
        job::reconcile(&world.shop, 0).await.unwrap();
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        assert_eq!(world.stock("mug").await, (0, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f27_sweeper_and_payment_in_the_same_moment_have_one_winner() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 30, 10).await;
        let mut numbers = Vec::new();
        for _ in 0..30 {
            numbers.push(world.order(&[("mug", 1)], "test").await);
        }
        world.clock.advance(16 * MINUTE);
        let sweeper = {
            let world = world.clone();
            tokio::spawn(async move { order::job::sweep(&world.shop).await.unwrap() })
        };
        let payers: Vec<_> = numbers
            .iter()
            .map(|number| {
                let (world, number) = (world.clone(), number.clone());
                tokio::spawn(async move {
                    world.provider.set(&number, AGREED);
                    write::confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
                })
            })
            .collect();
        for payer in payers {
            payer.await.unwrap();
        }
        sweeper.await.unwrap();
        let count = |state: &str| format!("SELECT COUNT(*) FROM orders WHERE state = '{state}'");
        let (paid, review) = (world.number(&count("confirmed")).await, world.number(&count("needs_review")).await);
        assert_eq!(paid + review, 30, "money that came is never lost");
        assert_eq!(world.stock("mug").await, (30 - paid, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
