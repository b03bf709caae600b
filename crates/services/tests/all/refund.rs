//! Money that goes back: guarded, asked for under one key, told once, and in the books.

use domain::{
    kernel::{Currency, GiftCardId, Money, OrderId, RefundId},
    order::view::OrderDetail,
    refund::{RefundError, RefundState, RefundWish},
};
use services::{
    db::Database,
    gift_card, order,
    payment::write::confirm,
    refund::{
        self, RefundFailure,
        write::{RequestRefund, give_back, request},
    },
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    gift_card::{buy, with_cards},
    payment::{AGREED, TEST, order_id, token},
    selling::{MINUTE, World},
};

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// A paid order of these items.
async fn paid(world: &World, items: &[(&str, i64)]) -> OrderId {
    let number = world.order(items, "test").await;
    world.provider.set(&number, AGREED);
    confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
    order_id(world, &number).await
}

async fn detail(world: &World, order: OrderId) -> OrderDetail {
    order::admin::detail(&world.shop, order).await.unwrap()
}

/// Asks for a refund of an order as it is now.
pub async fn ask(world: &World, order: OrderId, wish: RefundWish, restock: bool) -> Result<RefundId, RefundFailure> {
    let version = detail(world, order).await.version;
    let wanted = RequestRefund { order, version, wish, restock, reason: " One was chipped ".to_owned() };
    request(&world.shop, &manager(), wanted).await
}

fn besides(minor: i64) -> RefundWish {
    RefundWish { besides: minor, ..RefundWish::default() }
}

async fn states(world: &World, order: OrderId) -> Vec<RefundState> {
    detail(world, order).await.order.refunds.iter().map(|refund| refund.state).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_item_goes_back_with_its_stock_its_mail_and_its_entry_in_the_books() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let order = paid(&world, &[("mug", 2), ("tin", 1)]).await;
        let mug = detail(&world, order).await.order.lines[0].id;
        ask(&world, order, RefundWish { lines: vec![(mug, 1)], ..RefundWish::default() }, true).await.unwrap();
        assert_eq!(states(&world, order).await, [RefundState::Pending]);
        assert_eq!(world.stock("mug").await, (8, 0), "stock waits for the money");
        world.give_back().await;
        let after = detail(&world, order).await;
        assert_eq!(after.order.refunds[0].state, RefundState::Done);
        assert_eq!((after.order.refunds[0].amount, after.order.refunds[0].what.as_str()), (euro(2_400), "1 × A mug"));
        assert_eq!(after.order.refunds[0].reason, "One was chipped");
        assert_eq!(after.order.lines[0].open(), 1, "what was paid back is not sent");
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((9, 0), (9, 0)));
        assert_eq!(world.mails().await.len(), 2, "the confirmation and the refund");
        let mail = world.mailbox.sent().into_iter().find(|mail| mail.subject.starts_with("Your refund")).unwrap();
        assert!(mail.text.contains("Amount: €24.00") && mail.text.contains("One was chipped"), "{}", mail.text);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r17_f17_two_refunds_of_60_of_100_in_parallel_are_one_and_a_refusal() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 20).await;
        for _ in 0..8 {
            let order = paid(&world, &[("tin", 2)]).await;
            let total = detail(&world, order).await.order.totals;
            let wish = besides(total.goods.minor * 6 / 10);
            let (first, second) =
                tokio::join!(ask(&world, order, wish.clone(), false), ask(&world, order, wish.clone(), false));
            let agreed = [&first, &second].into_iter().filter(|answer| answer.is_ok()).count();
            assert_eq!(agreed, 1, "{first:?} {second:?}");
            let refused = ask(&world, order, wish, false).await;
            assert!(matches!(refused, Err(RefundFailure::Refused(RefundError::TooMuch { .. }))), "{refused:?}");
        }
        world.give_back().await;
        assert_eq!(world.provider.refunds.lock().unwrap().len(), 8);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r17_the_payment_itself_refuses_what_is_more_than_was_taken() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let order = paid(&world, &[("mug", 1)]).await;
        let statement = format!("UPDATE payment SET refund_pending = captured + 1 WHERE order_id = {order}");
        let broken = world.shop.database.write(move |tx| {
            let statement = statement.clone();
            Box::pin(async move {
                sqlx::query(sqlx::AssertSqlSafe(statement)).execute(tx.connection()).await?;
                Ok::<_, services::db::DatabaseError>(())
            })
        });
        assert!(broken.await.is_err());
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f18_a_refund_whose_answer_was_lost_is_asked_for_again_under_the_same_key() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let order = paid(&world, &[("mug", 1)]).await;
        *world.provider.is_silent.lock().unwrap() = true;
        ask(&world, order, besides(500), false).await.unwrap();
        world.give_back().await;
        assert_eq!(states(&world, order).await, [RefundState::Unknown]);
        assert_eq!(world.number("SELECT refunded FROM payment").await, 0);
        *world.provider.is_silent.lock().unwrap() = false;
        world.clock.advance(MINUTE);
        world.give_back().await;
        assert_eq!(states(&world, order).await, [RefundState::Done]);
        let given: Vec<Money> = world.provider.refunds.lock().unwrap().values().copied().collect();
        assert_eq!(given, [euro(500)], "the provider did it once");
        assert_eq!(world.number("SELECT refunded FROM payment").await, 500);
        assert_eq!(world.mails().await.len(), 2);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r21_a_refund_never_sends_the_confirmation_again_even_when_webhooks_repeat() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let order = paid(&world, &[("mug", 1)]).await;
        let number = detail(&world, order).await.order.number.to_string();
        let everything = detail(&world, order).await.refundable.unwrap().everything();
        ask(&world, order, everything, true).await.unwrap();
        world.give_back().await;
        for _ in 0..3 {
            confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
            world.give_back().await;
        }
        let mails = world.mails().await;
        assert_eq!(mails, [format!("Your order is confirmed ({number})"), format!("Your refund ({number})")]);
        let view = order::read::by_token(&world.shop, &token(&world, &number).await).await.unwrap();
        assert_eq!(view.payment_state, domain::payment::PaymentState::Refunded);
        assert_eq!(world.stock("mug").await, (10, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_the_provider_refuses_leaves_the_money_to_be_given_back_otherwise() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let order = paid(&world, &[("mug", 1)]).await;
        *world.provider.keeps_all.lock().unwrap() = true;
        ask(&world, order, besides(500), true).await.unwrap();
        world.give_back().await;
        assert_eq!(states(&world, order).await, [RefundState::Refused]);
        assert!(detail(&world, order).await.timeline[0].text.contains("the card is closed"));
        *world.provider.keeps_all.lock().unwrap() = false;
        let everything = detail(&world, order).await.refundable.unwrap();
        assert_eq!(everything.left, detail(&world, order).await.order.totals.total);
        ask(&world, order, everything.everything(), false).await.unwrap();
        world.give_back().await;
        assert_eq!(states(&world, order).await, [RefundState::Done, RefundState::Refused]);
        assert_eq!(world.mails().await.len(), 2);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_by_transfer_waits_for_the_person_who_sends_it() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "transfer").await;
        let order = order_id(&world, &number).await;
        assert!(matches!(ask(&world, order, besides(1), false).await, Err(RefundFailure::NotPaid)));
        order::admin::confirm_by_hand(&world.shop, &manager(), order).await.unwrap();
        let id = ask(&world, order, besides(700), false).await.unwrap();
        world.give_back().await;
        assert_eq!(states(&world, order).await, [RefundState::Pending], "nobody is asked");
        refund::sent_by_hand(&world.shop, &manager(), id).await.unwrap();
        assert_eq!(states(&world, order).await, [RefundState::Done]);
        let again = refund::sent_by_hand(&world.shop, &manager(), id).await;
        assert!(matches!(again, Err(RefundFailure::NotByHand)));
        assert_eq!(world.number("SELECT refunded FROM payment").await, 700);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r08_cancelling_a_paid_order_gives_back_all_that_is_left_and_frees_its_stock_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let order = paid(&world, &[("mug", 2)]).await;
        let mug = detail(&world, order).await.order.lines[0].id;
        ask(&world, order, RefundWish { lines: vec![(mug, 1)], ..RefundWish::default() }, true).await.unwrap();
        order::admin::cancel(&world.shop, &manager(), order).await.unwrap();
        world.give_back().await;
        assert_eq!(world.stock("mug").await, (10, 0));
        let total = detail(&world, order).await.order.totals.total;
        assert_eq!(world.number("SELECT refunded FROM payment").await, total.minor);
        let held = "SELECT COUNT(*) FROM (SELECT e.account FROM ledger_entry e GROUP BY e.account HAVING SUM(e.amount) <> 0) a";
        assert_eq!(world.number(held).await, 0, "no account holds anything of an order that came to nothing");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r24_f20_money_that_came_twice_goes_back_in_full() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let order = paid(&world, &[("mug", 1)]).await;
        // As if the shopper had paid in a second tab, at a provider that knows both payments.
        let payment = "INSERT INTO payment (id, order_id, method, state, amount, currency, reference, created_at, updated_at)
            SELECT id + 1, order_id, method, 'pending', amount, currency, 'second', created_at, updated_at FROM payment";
        world.run(payment).await;
        let attempt = "INSERT INTO payment_attempt (id, payment_id, provider_reference, state, created_at)
            SELECT a.id + 1, a.payment_id + 1, 'second', 'started', a.created_at FROM payment_attempt a";
        world.run(attempt).await;
        world.provider.remember("second", &detail(&world, order).await.order);
        confirm(&world.shop, TEST, "second").await.unwrap();
        let wrong = detail(&world, order).await.wrong_payments;
        assert_eq!(wrong.iter().map(|payment| payment.left.minor).collect::<Vec<_>>(), [2_890]);
        give_back(&world.shop, &manager(), order, wrong[0].payment).await.unwrap();
        let again = give_back(&world.shop, &manager(), order, wrong[0].payment).await;
        assert!(matches!(again, Err(RefundFailure::NotPaid)), "{again:?}");
        world.give_back().await;
        let owed = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_entry WHERE account = 'owed_to_customers'";
        assert_eq!(world.number(owed).await, 0);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_of_an_order_that_changed_meanwhile_or_that_does_not_exist_is_refused() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let order = paid(&world, &[("mug", 1)]).await;
        let seen = detail(&world, order).await.version;
        order::admin::add_note(&world.shop, &manager(), order, "a note").await.unwrap();
        let mut wanted =
            RequestRefund { order, version: seen, wish: besides(1), restock: false, reason: String::new() };
        let late = request(&world.shop, &manager(), wanted.clone()).await;
        assert!(matches!(late, Err(RefundFailure::Conflict)), "{late:?}");
        wanted.order = OrderId(1);
        assert!(matches!(request(&world.shop, &manager(), wanted.clone()).await, Err(RefundFailure::NotFound)));
        wanted.reason = "x".repeat(201);
        assert!(matches!(request(&world.shop, &manager(), wanted).await, Err(RefundFailure::Reason { .. })));
        assert_eq!(world.number("SELECT COUNT(*) FROM refund").await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r16_a_gift_card_that_goes_back_is_worth_nothing_and_one_that_was_spent_does_not_go_back() {
    for_each_database(async |database: Database| {
        let world = with_cards(database).await;
        let number = buy(&world, 2, Vec::new()).await;
        let order = order_id(&world, &number).await;
        let line = detail(&world, order).await.order.lines[0].id;
        let one = RefundWish { lines: vec![(line, 1)], ..RefundWish::default() };
        assert!(ask(&world, order, besides(100), false).await.is_err(), "no part of a card goes back");
        *world.provider.keeps_all.lock().unwrap() = true;
        ask(&world, order, one.clone(), false).await.unwrap();
        assert_eq!(world.number("SELECT CAST(SUM(balance) AS BIGINT) FROM gift_card").await, 5_000);
        world.give_back().await;
        assert_eq!(world.number("SELECT CAST(SUM(balance) AS BIGINT) FROM gift_card").await, 10_000, "it was refused");
        *world.provider.keeps_all.lock().unwrap() = false;
        ask(&world, order, one.clone(), false).await.unwrap();
        world.give_back().await;
        let liability = "SELECT CAST(-SUM(amount) AS BIGINT) FROM ledger_entry WHERE account = 'gift_cards'";
        let held = "SELECT CAST(SUM(balance) AS BIGINT) FROM gift_card";
        assert_eq!((world.number(held).await, world.number(liability).await), (5_000, 5_000));
        let card = GiftCardId(world.number("SELECT id FROM gift_card WHERE balance > 0").await);
        gift_card::write::redeem_by_hand(&world.shop, &manager(), card, euro(1)).await.unwrap();
        assert_eq!((world.number(held).await, world.number(liability).await), (4_999, 4_999));
        assert!(matches!(ask(&world, order, one, false).await, Err(RefundFailure::CardSpent)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
