//! Gift cards and store credit that pay at the checkout: claimed with the order, spent or released once, and given back.

use domain::{
    checkout::view::{CheckoutNotice, PlaceOrder, PlaceOrderOutcome},
    gift_card::{AdjustForm, CardKind, CardProblem, CreditForm, GiftCardCode, view::CodeRefusal},
    kernel::{GiftCardId, OrderId, Timestamp},
    order::view::OrderDetail,
    payment::{Observed, PaymentState},
    refund::{RefundState, RefundWish},
};
use services::{
    cart::{self, CartToken},
    checkout,
    db::Database,
    gift_card::{GiftCardError, credit, read, write},
    order,
    payment::{start, write as payment},
    refund::{self, write::RequestRefund},
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    gift_card::{code_in, mails},
    payment::{AGREED, TEST, order_id, pair, token},
    selling::{MINUTE, World},
};

/// A mug with its delivery.
const TOTAL: i64 = 2_400 + 490;

/// Gives credit, turns it into a card of this kind, and tells its code.
async fn card(world: &World, amount: &str, kind: CardKind) -> (GiftCardId, GiftCardCode) {
    let form = CreditForm {
        email: "maren@example.org".to_owned(),
        amount: amount.to_owned(),
        reason: "A test".to_owned(),
        ..CreditForm::default()
    };
    let id = credit::grant(&world.shop, &manager(), &form).await.unwrap();
    let code = code_in(mails(world).await.iter().rfind(|mail| mail.text.contains("Code:")).unwrap());
    world.run(&format!("UPDATE gift_card SET kind = '{}' WHERE id = {id}", kind.key())).await;
    (id, code)
}

pub async fn a_card(world: &World, amount: &str) -> (GiftCardId, GiftCardCode) {
    card(world, amount, CardKind::Card).await
}

pub async fn type_in(world: &World, token: &CartToken, code: &GiftCardCode) -> Option<CodeRefusal> {
    let view = cart::write::set_code(&world.shop, token, &code.grouped(), "198.51.100.7").await.unwrap();
    let found = CodeRefusal::ALL.into_iter().find(|refusal| refusal.words() == view.card_refusal);
    assert!(found.is_some() || view.card_refusal.is_empty(), "{}", view.card_refusal);
    found
}

pub async fn cart_with(world: &World, items: &[(&str, i64)], codes: &[&GiftCardCode]) -> CartToken {
    let token = world.cart(items).await;
    for code in codes {
        assert_eq!(type_in(world, &token, code).await, None);
    }
    token
}

async fn place(world: &World, token: &CartToken, request: PlaceOrder) -> PlaceOrderOutcome {
    checkout::write::place(&world.shop, token, request).await.unwrap()
}

/// Places the order of a cart as somebody who saw its page, and gives its number.
pub async fn placed(world: &World, token: &CartToken, method: &str) -> String {
    let request = world.request(token, method).await;
    let outcome = place(world, token, request).await;
    assert!(matches!(outcome, PlaceOrderOutcome::Placed { .. }), "{outcome:?}");
    world.text("SELECT number FROM orders ORDER BY id DESC LIMIT 1").await
}

pub async fn pay(world: &World, number: &str) {
    world.provider.set(number, AGREED);
    payment::confirm(&world.shop, TEST, &world.reference(number)).await.unwrap();
}

pub async fn balance(world: &World, card: GiftCardId) -> i64 {
    world.number(&format!("SELECT balance FROM gift_card WHERE id = {card}")).await
}

async fn part_state(world: &World) -> String {
    world.text("SELECT state FROM payment_part").await
}

/// What an account of the books holds.
async fn account(world: &World, key: &str) -> i64 {
    let sum = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_entry WHERE account = ";
    world.number(&format!("{sum}'{key}'")).await
}

async fn detail(world: &World, number: &str) -> OrderDetail {
    order::admin::detail(&world.shop, order_id(world, number).await).await.unwrap()
}

async fn refund(world: &World, number: &str, wish: RefundWish) {
    let OrderDetail { id, version, .. } = detail(world, number).await;
    let request = RequestRefund { order: id, version, wish, restock: false, reason: String::new() };
    refund::write::request(&world.shop, &manager(), request).await.unwrap();
}

fn besides(minor: i64) -> RefundWish {
    RefundWish { besides: minor, ..RefundWish::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_pays_its_part_and_the_provider_is_asked_for_the_rest() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (id, code) = a_card(&world, "20").await;
        let token = cart_with(&world, &[("mug", 1)], &[&code]).await;
        let view = checkout::read::view(&world.shop, &token).await.unwrap();
        assert_eq!((view.totals.total.minor, view.cart.due.minor, view.cart.cards.len()), (TOTAL, 890, 1));
        assert_eq!(
            (balance(&world, id).await, view.cart.cards[0].amount.minor),
            (2_000, 2_000),
            "nothing is taken yet"
        );
        let number = placed(&world, &token, "test").await;
        assert_eq!((balance(&world, id).await, part_state(&world).await.as_str()), (0, "claimed"));
        assert_eq!(world.provider.all()[0].amount.minor, 890);
        assert_eq!((account(&world, "gift_cards").await, account(&world, "owed_to_customers").await), (0, -2_000));
        world.assert_invariants().await;
        pay(&world, &number).await;
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        assert_eq!(part_state(&world).await, "spent");
        assert_eq!((account(&world, "clearing:test").await, account(&world, "owed_to_customers").await), (890, 0));
        let view = detail(&world, &number).await;
        assert_eq!((view.order.totals.total.minor, view.order.due().minor), (TOTAL, 890));
        assert_eq!(view.order.payment_name, TEST.label());
        assert_eq!(view.customer_spent.base.minor, TOTAL);
        world.documents().await;
        assert_eq!(world.number("SELECT total FROM document").await, TOTAL, "a card is a payment and no discount");
        let content = world.text("SELECT content FROM document").await;
        assert!(content.contains(r#""on_cards":{"minor":2000"#), "{content}");
        let mail = mails(&world).await.into_iter().find(|mail| mail.subject.contains("confirmed")).unwrap();
        assert!(mail.text.contains("Paid otherwise: €8.90"), "{}", mail.text);
        let movements = read::detail(&world.shop, id).await.unwrap().movements;
        assert_eq!(movements[0].order.as_ref().unwrap().1, number);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f16_an_order_that_cards_pay_wholly_asks_no_provider_and_passes_every_other_step() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 9, 9).await;
        world.take_cash();
        for method in ["test", "transfer", "cash_on_delivery"] {
            let begun = *world.provider.begun.lock().unwrap();
            let ((first, one), (second, two)) = (a_card(&world, "20").await, a_card(&world, "20").await);
            let token = cart_with(&world, &[("mug", 1)], &[&one, &two]).await;
            let number = placed(&world, &token, method).await;
            assert_eq!(*world.provider.begun.lock().unwrap(), begun, "{method}");
            assert_eq!(world.state(&number).await, pair("confirmed", "captured"), "{method}");
            assert_eq!((balance(&world, first).await, balance(&world, second).await), (0, 1_110), "in their order");
            let view = detail(&world, &number).await.order;
            assert_eq!((view.payment_name.as_str(), view.due().minor, view.cash_due), ("Gift card", 0, None));
            assert_eq!(view.paid_cards.iter().map(|card| card.amount.minor).collect::<Vec<_>>(), [2_000, 890]);
            assert!(detail(&world, &number).await.timeline.iter().any(|entry| entry.text == "Paid by gift card"));
        }
        assert_eq!(world.stock("mug").await, (6, 0));
        world.documents().await;
        assert_eq!(world.number("SELECT COUNT(*) FROM document").await, 3);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r16_f24_sixty_four_checkouts_at_once_spend_one_card_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 10).await;
        let (id, code) = a_card(&world, "30").await;
        let mut carts = Vec::new();
        for _ in 0..64 {
            // Another network each: so many tries from one are too many.
            let token = world.cart(&[("mug", 1)]).await;
            cart::write::set_code(&world.shop, &token, code.reveal(), "").await.unwrap();
            let request = world.request(&token, "test").await;
            assert_eq!(request.seen_due, Some(0));
            carts.push((token, request));
        }
        let tasks: Vec<_> = carts
            .into_iter()
            .map(|(token, request)| {
                let world = world.clone();
                tokio::spawn(async move { place(&world, &token, request).await })
            })
            .collect();
        let (mut stands, mut refused) = (0, 0);
        for task in tasks {
            match task.await.unwrap() {
                PlaceOrderOutcome::Placed { .. } => stands += 1,
                PlaceOrderOutcome::Refused(CheckoutNotice::CardChanged) => refused += 1,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((stands, refused, balance(&world, id).await), (1, 63, 110));
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 1);
        assert_eq!(world.stock("mug").await, (99, 0), "who was refused holds nothing");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r08_a_decline_keeps_card_and_stock_and_a_cancellation_frees_both_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (id, code) = a_card(&world, "20").await;
        let token_of_cart = cart_with(&world, &[("mug", 1)], &[&code]).await;
        let number = placed(&world, &token_of_cart, "test").await;
        world.provider.set(&number, Observed::Declined);
        payment::confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        assert_eq!((balance(&world, id).await, part_state(&world).await.as_str()), (0, "claimed"));
        assert_eq!(world.stock("mug").await, (9, 1));
        let link = token(&world, &number).await;
        start::pay_again(&world.shop, &link, domain::payment::PaymentMethod::Transfer, "").await.unwrap();
        let view = detail(&world, &number).await.order;
        assert_eq!(view.transfer.unwrap().amount.minor, 890, "the rest, however it is paid");
        let (shop, actor, order) = (world.shop.clone(), manager(), order_id(&world, &number).await);
        let (first, second) =
            tokio::join!(order::admin::cancel(&shop, &actor, order), order::admin::cancel(&shop, &actor, order));
        assert!(first.is_ok() != second.is_ok() || first.is_ok());
        assert_eq!((balance(&world, id).await, part_state(&world).await.as_str()), (2_000, "released"));
        assert_eq!((account(&world, "gift_cards").await, account(&world, "owed_to_customers").await), (-2_000, 0));
        assert_eq!(world.stock("mug").await, (9, 0));
        assert!(detail(&world, &number).await.order.paid_cards.is_empty());
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f19_an_order_that_nobody_pays_gives_its_card_back_when_it_expires() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (id, code) = a_card(&world, "20").await;
        let token = cart_with(&world, &[("mug", 1)], &[&code]).await;
        let number = placed(&world, &token, "test").await;
        // Out of use meanwhile: its money is its money all the same.
        write::set_active(&world.shop, &manager(), id, false).await.unwrap();
        world.clock.advance(60 * MINUTE);
        for _ in 0..2 {
            order::job::sweep(&world.shop).await.unwrap();
        }
        assert_eq!(world.state(&number).await, pair("cancelled", "cancelled"));
        assert_eq!(balance(&world, id).await, 2_000);
        // F-06: money that comes now was not agreed, and takes nothing off the card.
        pay(&world, &number).await;
        assert_eq!(world.state(&number).await, pair("needs_review", "mismatched"));
        assert_eq!(balance(&world, id).await, 2_000);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_changed_since_the_page_was_seen_is_told_and_nothing_is_ordered() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (id, code) = a_card(&world, "20").await;
        let token = cart_with(&world, &[("mug", 1)], &[&code]).await;
        let seen = world.request(&token, "test").await;
        write::redeem_by_hand(
            &world.shop,
            &manager(),
            id,
            domain::kernel::Money::new(500, domain::kernel::Currency::EUR),
        )
        .await
        .unwrap();
        let refused = PlaceOrderOutcome::Refused(CheckoutNotice::CardChanged);
        assert_eq!(place(&world, &token, seen.clone()).await, refused);
        let view = checkout::read::view(&world.shop, &token).await.unwrap();
        assert_eq!((view.notice, view.cart.due.minor), (Some(CheckoutNotice::CardChanged), 1_390));
        // V-01: what the browser says is compared and never used.
        for seen_due in [None, Some(0), Some(-1), Some(i64::MAX), Some(i64::MIN)] {
            assert_eq!(place(&world, &token, PlaceOrder { seen_due, ..seen.clone() }).await, refused, "{seen_due:?}");
        }
        write::set_active(&world.shop, &manager(), id, false).await.unwrap();
        let view = checkout::read::view(&world.shop, &token).await.unwrap();
        assert_eq!(view.cart.cards[0].words, CardProblem::OutOfUse.words());
        assert_eq!(view.cart.due.minor, TOTAL);
        placed(&world, &token, "test").await;
        assert_eq!(world.number("SELECT on_cards FROM orders").await, 0);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_pays_nothing_is_refused_with_its_reason_and_none_is_kept() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (id, code) = a_card(&world, "20").await;
        let token = world.cart(&[("mug", 1)]).await;
        let reason = async |statement: &str| {
            world.run(&format!("UPDATE gift_card SET {statement} WHERE id = {id}")).await;
            type_in(&world, &token, &code).await
        };
        assert_eq!(type_in(&world, &token, &GiftCardCode::of_bits(9)).await, Some(CodeRefusal::Unknown));
        assert_eq!(reason("active = 0").await, Some(CodeRefusal::Card(CardProblem::OutOfUse)));
        assert_eq!(reason("active = 1, expires_at = 1").await, Some(CodeRefusal::Card(CardProblem::Expired)));
        let dollars = reason("expires_at = NULL, currency = 'USD'").await;
        assert_eq!(dollars, Some(CodeRefusal::Card(CardProblem::OtherCurrency)));
        assert_eq!(reason("currency = 'EUR'").await, None);
        let view = cart::read::view(&world.shop, Some(&token)).await.unwrap();
        assert_eq!((view.cards.len(), view.coupon), (1, None), "a code that looks like a card is one");
        assert_eq!(type_in(&world, &token, &code).await, None, "typing it twice is typing it once");
        for column in ["gift_cards", "card_refusal", "coupon_code", "checkout_form"] {
            let kept = world.text(&format!("SELECT {column} FROM cart")).await.to_uppercase();
            assert!(!kept.contains(code.reveal()) && !kept.contains(&code.grouped()), "{column}: {kept}");
        }
        cart::write::remove_card(&world.shop, &token, "0000").await.unwrap();
        let view = cart::write::remove_card(&world.shop, &token, code.last_four()).await.unwrap();
        assert!(view.cards.is_empty() && view.due == view.totals.total);
        let view = cart::write::set_code(&world.shop, &token, "welcome10", "").await.unwrap();
        assert!(view.coupon.is_some(), "any other code is a discount code");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f53_whoever_guesses_codes_is_stopped_and_learns_nothing_from_the_answers() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (_, code) = a_card(&world, "20").await;
        let token = world.cart(&[("mug", 1)]).await;
        for bits in 0..20 {
            assert_eq!(type_in(&world, &token, &GiftCardCode::of_bits(bits)).await, Some(CodeRefusal::Unknown));
        }
        assert_eq!(type_in(&world, &token, &code).await, Some(CodeRefusal::TooManyTries), "right and wrong ones alike");
        // Another cart is no way out for long: the network is counted, too.
        let mut refused = 0;
        for bits in 0..90 {
            let token = world.cart(&[("mug", 1)]).await;
            refused += i32::from(
                type_in(&world, &token, &GiftCardCode::of_bits(bits)).await == Some(CodeRefusal::TooManyTries),
            );
        }
        assert_eq!(refused, 11);
        world.clock.advance(16 * MINUTE);
        assert_eq!(type_in(&world, &token, &code).await, None);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn credit_pays_for_orders_of_its_own_address_alone() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (id, code) = card(&world, "20", CardKind::Credit).await;
        let mail = mails(&world).await.into_iter().find(|mail| mail.subject.starts_with("Your store credit")).unwrap();
        assert!(mail.text.contains("It pays for orders with this e-mail address only: maren@example.org"));
        let token = cart_with(&world, &[("mug", 1)], &[&code]).await;
        let mut request = world.request(&token, "test").await;
        request.form.email = "thief@example.org".to_owned();
        let refused = PlaceOrderOutcome::Refused(CheckoutNotice::CardChanged);
        assert_eq!(place(&world, &token, request).await, refused);
        let view = checkout::read::view(&world.shop, &token).await.unwrap();
        assert_eq!(
            (view.cart.cards[0].words.as_str(), view.cart.due.minor),
            (CardProblem::OtherAddress.words(), TOTAL)
        );
        let mut request = world.request(&token, "test").await;
        request.form.email = " Maren@Example.org".to_owned();
        checkout::write::remember(&world.shop, &token, request.form.clone()).await.unwrap();
        request.seen_due = Some(890);
        assert!(matches!(place(&world, &token, request).await, PlaceOrderOutcome::Placed { .. }));
        assert_eq!(balance(&world, id).await, 0);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn money_goes_back_to_where_it_came_from_first_and_the_rest_onto_the_card() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (id, code) = a_card(&world, "20").await;
        let token = cart_with(&world, &[("mug", 1)], &[&code]).await;
        let number = placed(&world, &token, "test").await;
        pay(&world, &number).await;
        world.documents().await;
        refund(&world, &number, besides(1_000)).await;
        let waiting = detail(&world, &number).await;
        assert_eq!(waiting.refundable.as_ref().unwrap().left.minor, TOTAL - 1_000);
        assert_eq!(balance(&world, id).await, 0, "it waits for the provider");
        world.give_back().await;
        assert_eq!(
            world.provider.refunds.lock().unwrap().values().map(|amount| amount.minor).collect::<Vec<_>>(),
            [890]
        );
        assert_eq!(balance(&world, id).await, 110);
        let view = detail(&world, &number).await;
        let first = &view.order.refunds[0];
        assert_eq!((first.amount.minor, first.on_cards.minor, first.state), (1_000, 110, RefundState::Done));
        assert_eq!((view.order.payment_state, view.order.paid_cards[0].returned.minor), (PaymentState::Captured, 110));
        world.assert_invariants().await;
        // All that is left: nothing of it is money.
        let everything = view.refundable.unwrap().everything();
        refund(&world, &number, everything).await;
        world.give_back().await;
        assert_eq!(world.provider.refunds.lock().unwrap().len(), 1);
        assert_eq!(balance(&world, id).await, 2_000);
        let view = detail(&world, &number).await;
        assert_eq!((view.order.payment_state, view.refundable.unwrap().left.minor), (PaymentState::Refunded, 0));
        for key in ["clearing:test", "revenue", "shipping", "owed_to_customers", "vat_payable:DE:1900"] {
            assert_eq!(account(&world, key).await, 0, "{key}");
        }
        assert_eq!(account(&world, "gift_cards").await, -2_000);
        world.documents().await;
        let credited = world.number("SELECT CAST(SUM(total) AS BIGINT) FROM document WHERE kind = 'credit_note'").await;
        assert_eq!(credited, TOTAL);
        let mails = mails(&world).await;
        let told = |words: &str| mails.iter().any(|mail| mail.text.contains(words));
        assert!(told("€1.10 of it is on the gift card") && told("€8.90 goes to where you paid from"), "{mails:?}");
        assert!(told("\nIt is on the gift card again"), "all of it: {mails:?}");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_go_back_onto_its_card_becomes_store_credit() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (id, code) = a_card(&world, "50").await;
        let token = cart_with(&world, &[("mug", 1)], &[&code]).await;
        let number = placed(&world, &token, "transfer").await;
        world.run(&format!("UPDATE gift_card SET expires_at = 1 WHERE id = {}", id.0)).await;
        let refundable = detail(&world, &number).await.refundable.unwrap();
        assert!(refundable.cards[0].is_closed);
        refund(&world, &number, besides(400)).await;
        assert!(!detail(&world, &number).await.order.refunds[0].by_hand, "nobody has to send anything");
        world.give_back().await;
        assert_eq!(balance(&world, id).await, 5_000 - TOTAL);
        let credit = GiftCardId(world.number("SELECT MAX(id) FROM gift_card").await);
        let found = read::detail(&world.shop, credit).await.unwrap();
        assert_eq!((found.card.kind, found.card.balance.minor), (CardKind::Credit, 400));
        assert_eq!((found.card.sent_to.as_str(), found.card.order.unwrap().1), ("maren@example.org", number.clone()));
        assert!(found.movements[0].note.contains(code.last_four()));
        world.assert_invariants().await;
        // Called off, all the rest goes the same way.
        order::admin::cancel(&world.shop, &manager(), order_id(&world, &number).await).await.unwrap();
        world.give_back().await;
        let owed = "SELECT CAST(SUM(balance) AS BIGINT) FROM gift_card WHERE kind = 'credit'";
        assert_eq!(world.number(owed).await, TOTAL);
        assert_eq!(account(&world, "gift_cards").await, -5_000);
        assert_eq!(account(&world, "owed_to_customers").await, 0);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_back_onto_a_card_that_was_put_out_of_use_stays_there_and_makes_no_new_one() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (id, code) = a_card(&world, "50").await;
        let token = cart_with(&world, &[("mug", 1)], &[&code]).await;
        let number = placed(&world, &token, "transfer").await;
        write::set_active(&world.shop, &manager(), id, false).await.unwrap();
        assert!(!detail(&world, &number).await.refundable.unwrap().cards[0].is_closed);
        refund(&world, &number, besides(400)).await;
        world.give_back().await;
        assert_eq!(balance(&world, id).await, 5_000 - TOTAL + 400);
        assert_eq!(world.number("SELECT COUNT(*) FROM gift_card").await, 1, "whoever stole it gets no other");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_the_provider_refuses_leaves_the_card_as_it_was() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (id, code) = a_card(&world, "20").await;
        let token = cart_with(&world, &[("mug", 1)], &[&code]).await;
        let number = placed(&world, &token, "test").await;
        pay(&world, &number).await;
        *world.provider.keeps_all.lock().unwrap() = true;
        refund(&world, &number, besides(2_400)).await;
        world.give_back().await;
        let view = detail(&world, &number).await;
        assert_eq!((view.order.refunds[0].state, balance(&world, id).await), (RefundState::Refused, 0));
        assert_eq!(view.refundable.unwrap().left.minor, TOTAL, "it can be tried again");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn cash_on_delivery_is_asked_for_what_the_card_leaves() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 9, 9).await;
        world.take_cash();
        let (id, code) = a_card(&world, "20").await;
        let token = cart_with(&world, &[("mug", 1)], &[&code]).await;
        let number = placed(&world, &token, "cash_on_delivery").await;
        assert_eq!(detail(&world, &number).await.order.cash_due.unwrap().minor, 890);
        assert_eq!(part_state(&world).await, "claimed");
        world.assert_invariants().await;
        let order: OrderId = order_id(&world, &number).await;
        order::admin::confirm_by_hand(&world.shop, &manager(), order).await.unwrap();
        assert_eq!((part_state(&world).await.as_str(), balance(&world, id).await), ("spent", 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn i06_a_balance_is_changed_by_hand_within_its_bounds_and_says_why() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 9, 9).await;
        let (id, _) = card(&world, "20", CardKind::Credit).await;
        let change =
            |amount: &str, take: bool| AdjustForm { amount: amount.to_owned(), take, reason: "A slip".to_owned() };
        let (shop, actor) = (&world.shop, manager());
        credit::adjust(shop, &actor, id, &change("5", true)).await.unwrap();
        let more = credit::adjust(shop, &actor, id, &change("15.01", true)).await;
        assert!(matches!(more, Err(GiftCardError::NotEnough)), "{more:?}");
        credit::adjust(shop, &actor, id, &change("2.50", false)).await.unwrap();
        let nothing = AdjustForm { reason: String::new(), ..change("1", false) };
        assert!(matches!(credit::adjust(shop, &actor, id, &nothing).await, Err(GiftCardError::Fields(_))));
        assert!(credit::adjust(shop, &actor, GiftCardId(404), &change("1", false)).await.is_err());
        let found = read::detail(shop, id).await.unwrap();
        assert_eq!(found.card.balance.minor, 1_750);
        let told: Vec<(i64, &str)> =
            found.movements.iter().map(|movement| (movement.amount.minor, movement.note.as_str())).collect();
        assert_eq!(told, [(250, "A slip"), (-500, "A slip"), (2_000, "A test")]);
        assert_eq!((account(&world, "goodwill").await, account(&world, "gift_cards").await), (1_750, -1_750));
        let ten = change("10", true);
        let tasks = (0..8).map(|_| credit::adjust(shop, &actor, id, &ten));
        let answers = futures::future::join_all(tasks).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
        let over = world.shop.clock.now().plus(40 * Timestamp::DAY).date().iso();
        let until = CreditForm {
            email: "ida@example.org".to_owned(),
            amount: "1".to_owned(),
            reason: "Late".to_owned(),
            until: over,
            order: None,
        };
        let ending = credit::grant(shop, &actor, &until).await.unwrap();
        assert!(read::detail(shop, ending).await.unwrap().card.expires_at.is_some());
        assert!(mails(&world).await.last().unwrap().text.contains("It can be spent until"));
        let lost = CreditForm { order: Some(OrderId(404)), ..until };
        assert!(matches!(credit::grant(shop, &actor, &lost).await, Err(GiftCardError::Unknown)));
        let change = "UPDATE gift_card_entry SET amount = 1";
        let database = world.shop.database.clone();
        let refused = database
            .write(move |tx| {
                Box::pin(async move {
                    sqlx::query(change).execute(tx.connection()).await?;
                    Ok::<_, services::db::DatabaseError>(())
                })
            })
            .await;
        assert!(refused.is_err(), "movements are never changed");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
