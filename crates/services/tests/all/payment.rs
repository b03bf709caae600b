//! Money: confirmations in every order, and what they do to order, stock and mail.

use domain::{
    kernel::{Money, OrderId},
    order::{OrderState, view::OrderView},
    payment::{Observed, PaymentMethod, PaymentState},
};
use services::{
    account::Actor,
    db::{Database, Engine},
    order::{self, OrderError, OrderToken},
    payment::{PaymentError, job, start, write},
    testing::for_each_database,
};

use crate::selling::{MINUTE, World};

pub const AGREED: Observed = Observed::Captured { as_agreed: true };
pub const TEST: PaymentMethod = PaymentMethod::Test;

pub fn pair(order: &str, payment: &str) -> (String, String) {
    (order.to_owned(), payment.to_owned())
}

pub async fn webhook(world: &World, id: &str, reference: &str) -> Result<(), PaymentError> {
    let header = |name: &str| (name == "signature").then(|| "right".to_owned());
    write::receive_webhook(&world.shop, TEST, &header, format!("{id} {reference}").as_bytes()).await
}

pub async fn order_id(world: &World, number: &str) -> OrderId {
    OrderId(world.number(&format!("SELECT id FROM orders WHERE number = '{number}'")).await)
}

pub async fn token(world: &World, number: &str) -> String {
    let path = OrderToken::of(&world.shop.settings.secret, order_id(world, number).await).path();
    path.trim_start_matches("/orders/").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_confirms_the_order_takes_its_stock_and_sends_one_mail() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 2), ("tin", 1)], "test").await;
        assert_eq!(world.state(&number).await, pair("pending_payment", "pending"));
        let reference = world.reference(&number);
        world.provider.set(&number, AGREED);
        let confirmed = write::confirm(&world.shop, TEST, &reference).await.unwrap();
        assert_eq!(confirmed.state, PaymentState::Captured);
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((8, 0), (9, 0)));
        assert_eq!(world.mails().await, [format!("Your order is confirmed ({number})")]);
        assert!(world.mailbox.sent()[0].text.contains("2 × A mug, Blue, Large: €48.00"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

/// Webhooks, returns and the reconciler in an order that the seed decides, some at the same time.
async fn confirm_in_any_order(world: &World, number: &str, seed: u64) {
    let reference = world.reference(number);
    let captured_at = seed % 4;
    for step in 0..4 {
        if step == captured_at {
            world.provider.set(number, AGREED);
        }
        let callers: Vec<_> = (0..=(seed >> (step * 3)) % 3)
            .map(|caller| {
                let (world, reference) = (world.clone(), reference.clone());
                let kind = (seed.rotate_right(u32::try_from(step * 5 + caller).unwrap())) % 3;
                tokio::spawn(async move {
                    match kind {
                        0 => webhook(&world, &format!("{reference} {step} {caller}"), &reference).await.is_ok(),
                        1 => write::returned(&world.shop, &reference).await.is_ok(),
                        _ => job::reconcile(&world.shop, 0).await.is_ok(),
                    }
                })
            })
            .collect();
        for caller in callers {
            assert!(caller.await.unwrap(), "every caller gets an answer");
        }
    }
    write::returned(&world.shop, &reference).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r18_webhook_before_during_and_after_the_return_settle_once_over_many_seeds() {
    for_each_database(async |database: Database| {
        // A thousand seeds, one half of them on each database: all of them on one would take too long for every run.
        let first = if database.engine() == Engine::Sqlite { 0 } else { 500 };
        let world = World::open(database, 1_000, 10).await;
        for seed in first..first + 500_u64 {
            let number = world.order(&[("mug", 1)], "test").await;
            confirm_in_any_order(&world, &number, seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)).await;
            assert_eq!(world.state(&number).await, pair("confirmed", "captured"), "seed {seed}");
        }
        assert_eq!(world.stock("mug").await, (500, 0));
        assert_eq!(world.number("SELECT COUNT(*) FROM order_event WHERE kind = 'paid'").await, 500);
        assert_eq!(world.mails().await.len(), 500);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r19_f04_the_same_event_five_times_at_once_is_one_settlement_and_one_mail() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        let reference = world.reference(&number);
        world.provider.set(&number, AGREED);
        let events: Vec<_> = (0..5)
            .map(|_| {
                let (world, reference) = (world.clone(), reference.clone());
                tokio::spawn(async move { webhook(&world, "evt 1", &reference).await })
            })
            .collect();
        for event in events {
            event.await.unwrap().unwrap();
        }
        assert_eq!(world.stock("mug").await, (9, 0));
        assert_eq!(world.number("SELECT COUNT(*) FROM order_event WHERE kind = 'paid'").await, 1);
        assert_eq!(world.number("SELECT COUNT(*) FROM webhook_event").await, 1);
        assert_eq!(world.mails().await.len(), 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f05_a_webhook_that_comes_before_our_own_note_of_the_payment_is_applied_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        *world.provider.is_silent.lock().unwrap() = true;
        let number = world.order(&[("mug", 1)], "test").await;
        assert_eq!(world.state(&number).await, pair("pending_payment", "unknown"));
        *world.provider.is_silent.lock().unwrap() = false;
        world.provider.set(&number, AGREED);
        webhook(&world, "evt 1", &world.reference(&number)).await.unwrap();
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r08_after_a_decline_the_same_order_is_paid_with_the_same_stock_and_a_cancel_frees_it_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 1, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        world.provider.set(&number, Observed::Declined);
        write::returned(&world.shop, &world.reference(&number)).await.unwrap();
        assert_eq!(world.state(&number).await, pair("pending_payment", "declined"));
        assert_eq!(world.stock("mug").await, (1, 1));
        let token = token(&world, &number).await;
        let page = order::read::by_token(&world.shop, &token).await.unwrap().pay_at;
        assert_eq!(start::pay_again(&world.shop, &token, TEST, "").await.ok(), page);
        world.provider.set(&number, AGREED);
        write::returned(&world.shop, &world.reference(&number)).await.unwrap();
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        let order = order_id(&world, &number).await;
        order::admin::cancel(&world.shop, &Actor::system("test"), order).await.unwrap();
        let again = order::admin::cancel(&world.shop, &Actor::system("test"), order).await;
        assert!(matches!(again, Err(OrderError::Transition(_))));
        assert_eq!(world.stock("mug").await, (1, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f29_changing_over_to_a_transfer_is_counted_like_choosing_it_at_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        for _ in 0..5 {
            world.order(&[("mug", 1)], "transfer").await;
        }
        let number = world.order(&[("mug", 1)], "test").await;
        let token = token(&world, &number).await;
        let refused = start::pay_again(&world.shop, &token, PaymentMethod::Transfer, "").await;
        assert!(matches!(refused, Err(PaymentError::TooManyUnpaid)));
        assert_eq!(world.state(&number).await, pair("pending_payment", "pending"));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f29_changing_over_to_a_transfer_holds_no_more_than_choosing_it_at_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 16, 10).await;
        let number = world.order(&[("mug", 9)], "test").await;
        let token = token(&world, &number).await;
        let refused = start::pay_again(&world.shop, &token, PaymentMethod::Transfer, "").await;
        assert!(matches!(refused, Err(PaymentError::TooMuchUnpaid)), "{refused:?}");
        assert_eq!(world.state(&number).await, pair("pending_payment", "pending"));
        world.run("UPDATE stock SET on_hand = 18 WHERE variant_id = 1").await;
        start::pay_again(&world.shop, &token, PaymentMethod::Transfer, "").await.unwrap();
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_the_provider_refused_to_begin_is_begun_again_from_the_order() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        *world.provider.is_refusing.lock().unwrap() = true;
        let number = world.order(&[("mug", 1)], "test").await;
        let token = token(&world, &number).await;
        let view = order::read::by_token(&world.shop, &token).await.unwrap();
        assert_eq!((view.payment_state, view.pay_at), (PaymentState::Declined, None));
        let offered: Vec<PaymentMethod> = view.pay_otherwise.iter().map(|option| option.method).collect();
        assert!(offered.contains(&TEST) && view.pay_otherwise.iter().any(|option| option.name == view.payment_name));
        let still = start::pay_again(&world.shop, &token, TEST, "").await.unwrap();
        assert_eq!(still, format!("/orders/{token}"), "refused again, the order is as it was");
        *world.provider.is_refusing.lock().unwrap() = false;
        let goes_on = start::pay_again(&world.shop, &token, TEST, "").await.unwrap();
        assert!(goes_on.starts_with("/pay/ref-"), "{goes_on}");
        assert_eq!(world.stock("mug").await, (10, 1), "it holds what it held");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn another_way_of_payment_can_be_chosen_and_the_first_that_pays_wins() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        let token = token(&world, &number).await;
        let offered = |view: &OrderView| view.pay_otherwise.iter().map(|option| option.method).collect::<Vec<_>>();
        let view = order::read::by_token(&world.shop, &token).await.unwrap();
        assert_eq!(offered(&view), [PaymentMethod::Transfer]);
        let page = start::pay_again(&world.shop, &token, PaymentMethod::Transfer, "").await.unwrap();
        assert_eq!(page, format!("/orders/{token}"));
        let view = order::read::by_token(&world.shop, &token).await.unwrap();
        assert_eq!(offered(&view), [PaymentMethod::Test]);
        assert_eq!(view.transfer.unwrap().reference, format!("{number}-2"));
        // The card was paid all the same, in a tab that stayed open.
        world.provider.set(&number, AGREED);
        write::confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        let view = order::read::by_token(&world.shop, &token).await.unwrap();
        assert_eq!(offered(&view), []);
        assert_eq!(
            (view.state, view.payment_state, view.transfer),
            (OrderState::Confirmed, PaymentState::Captured, None)
        );
        assert_eq!(view.payment_name, "Card");
        assert_eq!(world.mails().await.len(), 1);
        // And then the transfer came too: the money is kept in sight, the order is as it was.
        let actor = Actor::system("test");
        order::admin::confirm_by_hand(&world.shop, &actor, order_id(&world, &number).await).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM order_event WHERE kind = 'paid_twice'").await, 1);
        assert_eq!(world.text("SELECT state FROM orders").await, "confirmed");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f10_r28_money_that_is_not_what_was_agreed_holds_the_order_and_ships_nothing() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let euro = world.shop.settings.currency;
        let dollar = domain::kernel::Currency::parse("USD").unwrap();
        for amount in [Money::new(2_889, euro), Money::new(2_891, euro), Money::new(2_890, dollar), Money::new(1, euro)]
        {
            let number = world.order(&[("mug", 1)], "test").await;
            world.provider.set_amount(&number, amount);
            world.provider.set(&number, AGREED);
            webhook(&world, &number, &world.reference(&number)).await.unwrap();
            assert_eq!(world.state(&number).await, pair("needs_review", "mismatched"), "{amount}");
        }
        assert_eq!(world.stock("mug").await, (10, 4));
        assert!(world.mails().await.is_empty());
        world.clock.advance(60 * MINUTE);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 0);
        let tab =
            order::admin::OrderListQuery { tab: domain::order::view::OrderTab::NeedsReview, ..Default::default() };
        assert_eq!(order::admin::list(&world.shop, &tab).await.unwrap().needs_review, 4);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f07_a_forged_or_broken_message_writes_nothing() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        world.provider.set(&number, AGREED);
        let body = format!("1 {}", world.reference(&number));
        let forged = |_: &str| Some("wrong".to_owned());
        let right = |_: &str| Some("right".to_owned());
        let answer = write::receive_webhook(&world.shop, TEST, &forged, body.as_bytes()).await;
        assert!(matches!(answer, Err(PaymentError::Webhook(_))));
        for body in [&b"\xff\xfe"[..], b"", b"nothing"] {
            let answer = write::receive_webhook(&world.shop, TEST, &right, body).await;
            assert!(matches!(answer, Err(PaymentError::Webhook(_))));
        }
        assert_eq!(world.state(&number).await, pair("pending_payment", "pending"));
        assert_eq!(world.number("SELECT COUNT(*) FROM webhook_event").await, 0);
        let unknown = write::returned(&world.shop, "made up").await;
        assert!(matches!(unknown, Err(PaymentError::UnknownReference)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_is_awaited_with_instructions_and_confirmed_by_the_order_desk_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "transfer").await;
        let view = order::read::by_token(&world.shop, &token(&world, &number).await).await.unwrap();
        let transfer = view.transfer.unwrap();
        assert_eq!((transfer.reference.as_str(), transfer.amount.minor), (number.as_str(), 2_890));
        assert_eq!(world.mails().await, [format!("Your order: please transfer the money ({number})")]);
        let order = order_id(&world, &number).await;
        let actor = Actor { staff: None, name: "Maren".to_owned() };
        order::admin::confirm_by_hand(&world.shop, &actor, order).await.unwrap();
        let again = order::admin::confirm_by_hand(&world.shop, &actor, order).await;
        assert!(matches!(again, Err(PaymentError::Order(OrderError::NothingAwaited))));
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        assert_eq!(world.stock("mug").await, (9, 0));
        assert_eq!(world.mails().await.len(), 2);
        let timeline = order::admin::detail(&world.shop, order).await.unwrap().timeline;
        assert_eq!((timeline[0].text.as_str(), timeline[0].actor.as_str()), ("Payment received", "Maren"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
