//! What does not agree is shown, and goes away when it is settled.

use domain::{
    kernel::{Currency, Money, PaymentId, Timestamp},
    payment::{
        Observed,
        discrepancy::{DiscrepancyKind, ReconcileView},
    },
    refund::RefundWish,
};
use services::{
    db::Database,
    order,
    payment::write::{confirm, confirm_by_hand},
    reconcile::{ReconcileError, read::overview, write},
    refund::{
        sent_by_hand,
        write::{RequestRefund, request},
    },
    testing::for_each_database,
};

use crate::{
    cash::send_it,
    catalog::manager,
    payment::{AGREED, TEST, order_id},
    selling::{MINUTE, World},
};

async fn look(world: &World) -> ReconcileView {
    overview(&world.shop).await.unwrap()
}

async fn kinds(world: &World) -> Vec<(DiscrepancyKind, Option<String>)> {
    let found = look(world).await.discrepancies;
    found.into_iter().map(|found| (found.kind, found.order.map(|(_, number)| number))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_in_which_all_is_well_shows_what_moved_and_nothing_else() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        assert_eq!(look(&world).await.moved, [], "nothing came yet");
        world.provider.set(&number, AGREED);
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        let view = look(&world).await;
        assert_eq!((view.discrepancies, view.has_more), (Vec::new(), false));
        let total =
            order::admin::detail(&world.shop, order_id(&world, &number).await).await.unwrap().order.totals.total;
        let moved: Vec<_> = view.moved.iter().map(|moved| (moved.payments, moved.came, moved.went_back)).collect();
        assert_eq!(moved, [(1, total, Money::zero(Currency::EUR))]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f03_a_payment_without_an_answer_is_shown_and_asked_about_until_it_has_one() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        *world.provider.is_silent.lock().unwrap() = true;
        let number = world.order(&[("mug", 1)], "test").await;
        assert_eq!(kinds(&world).await, [], "the provider has two minutes");
        world.clock.advance(3 * MINUTE);
        assert_eq!(kinds(&world).await, [(DiscrepancyKind::Unanswered, Some(number.clone()))]);
        let payment = PaymentId(look(&world).await.discrepancies[0].subject);
        *world.provider.is_silent.lock().unwrap() = false;
        write::ask(&world.shop, payment).await.unwrap();
        world.provider.set(&number, AGREED);
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        assert_eq!(kinds(&world).await, []);
        assert!(matches!(write::ask(&world.shop, payment).await, Err(ReconcileError::Settled)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f10_money_that_was_not_agreed_and_an_order_without_its_money_are_shown_with_both_sums() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let odd = world.order(&[("mug", 1)], "test").await;
        world.provider.set_amount(&odd, Money::new(100, Currency::EUR));
        world.provider.set(&odd, Observed::Captured { as_agreed: false });
        confirm(&world.shop, TEST, &world.reference(&odd)).await.unwrap();
        let good = world.order(&[("mug", 1)], "test").await;
        world.provider.set(&good, AGREED);
        confirm(&world.shop, TEST, &world.reference(&good)).await.unwrap();
        world
            .run(&format!("UPDATE payment SET captured = 7 WHERE order_id = {}", order_id(&world, &good).await.0))
            .await;
        let found = look(&world).await.discrepancies;
        let shown: Vec<_> = found
            .into_iter()
            .map(|found| (found.kind, found.order.unwrap().1, found.moved.map(|moved| moved.minor)))
            .collect();
        assert_eq!(shown, [(DiscrepancyKind::NotPaid, good, Some(7)), (DiscrepancyKind::NotAgreed, odd, Some(100))]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_somebody_has_to_send_is_shown_until_it_is_sent() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "transfer").await;
        let order = order_id(&world, &number).await;
        confirm_by_hand(&world.shop, &manager(), order).await.unwrap();
        let version = order::admin::detail(&world.shop, order).await.unwrap().version;
        let wish = RefundWish { besides: 100, ..RefundWish::default() };
        let wanted = RequestRefund { order, version, wish, restock: false, reason: String::new() };
        let refund = request(&world.shop, &manager(), wanted).await.unwrap();
        assert_eq!(kinds(&world).await, [(DiscrepancyKind::RefundToSend, Some(number))]);
        sent_by_hand(&world.shop, &manager(), refund).await.unwrap();
        assert_eq!(kinds(&world).await, []);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn cash_on_delivery_agrees_until_the_money_for_a_parcel_stays_away() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        world.take_cash();
        let number = world.order(&[("mug", 1)], "cash_on_delivery").await;
        let order = order_id(&world, &number).await;
        world.clock.advance(30 * Timestamp::DAY);
        assert_eq!(kinds(&world).await, [], "it has not left yet");
        send_it(&world, &number).await;
        world.clock.advance(13 * Timestamp::DAY);
        assert_eq!(kinds(&world).await, [], "the carrier has two weeks");
        world.clock.advance(2 * Timestamp::DAY);
        assert_eq!(kinds(&world).await, [(DiscrepancyKind::CashMissing, Some(number.clone()))]);
        let found = look(&world).await.discrepancies.remove(0);
        assert_eq!((found.detail.as_str(), found.moved), ("Cash on delivery", None));
        confirm_by_hand(&world.shop, &manager(), order).await.unwrap();
        assert_eq!(kinds(&world).await, []);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_effect_that_was_given_up_says_why_and_is_tried_again() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "transfer").await;
        world.run("UPDATE outbox SET state = 'dead', last_error = 'mailbox full' WHERE kind = 'mail'").await;
        let found = look(&world).await.discrepancies.remove(0);
        assert_eq!((found.kind, found.detail.as_str()), (DiscrepancyKind::EffectGivenUp, "mail: mailbox full"));
        assert_eq!(found.order.map(|(_, number)| number), Some(number));
        write::try_again(&world.shop, &manager(), found.subject).await.unwrap();
        assert_eq!((kinds(&world).await, world.mails().await.len()), (vec![], 1));
        let twice = write::try_again(&world.shop, &manager(), found.subject).await;
        assert!(matches!(twice, Err(ReconcileError::Settled)));
        assert_eq!(world.number("SELECT COUNT(*) FROM audit WHERE action = 'outbox.try_again'").await, 1);
    })
    .await
    .unwrap();
}
