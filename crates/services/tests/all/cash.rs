//! Cash on delivery: sent before it is paid, noted by a person, called off when the parcel comes back.

use domain::{
    checkout::{
        Field,
        view::{CheckoutNotice, PlaceOrderOutcome},
    },
    kernel::{Money, Timestamp},
    order::view::OrderTab,
    payment::{PaymentMethod, PaymentState},
    refund::{RefundState, RefundWish},
    returns::{ReturnForm, ReturnFormLine, ReturnKind},
};
use services::{
    account::Actor,
    cart::write::{Given, add_personalised},
    checkout,
    db::Database,
    fulfilment::write::{SendOrder, send},
    order::{self, OrderError},
    payment::{PaymentError, start, write},
    refund::{self, write::RequestRefund},
    returns::{self, ReturnFailure},
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    gift_card::with_cards,
    payment::{AGREED, TEST, order_id, pair, token},
    selling::World,
};

/// What is paid when the parcel comes.
pub const CASH: &str = "cash_on_delivery";

async fn open(database: Database) -> World {
    let mut world = World::open(database, 20, 10).await;
    world.take_cash();
    world
}

pub async fn send_it(world: &World, number: &str) {
    let order = order_id(world, number).await;
    let version = order::admin::detail(&world.shop, order).await.unwrap().version;
    let parcel =
        SendOrder { order, version, carrier: "DHL".to_owned(), tracking_number: String::new(), items: Vec::new() };
    send(&world.shop, &manager(), parcel).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn cash_on_delivery_is_sent_before_it_is_paid_and_the_manager_notes_the_money_once() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let number = world.order(&[("mug", 2)], CASH).await;
        assert_eq!(world.state(&number).await, pair("confirmed", "pending"));
        assert_eq!(world.stock("mug").await, (18, 0), "what is promised is sold");
        assert_eq!(world.mails().await, [format!("Your order is confirmed ({number})")]);
        let mail = world.mailbox.sent()[0].text.clone();
        assert!(mail.contains("you pay when it is handed to you") && mail.contains("ready in cash"), "{mail}");
        world.assert_invariants().await;
        world.clock.advance(30 * Timestamp::DAY);
        assert_eq!(order::job::sweep(&world.shop).await.unwrap(), 0, "nobody gives it up");
        send_it(&world, &number).await;
        assert_eq!(world.state(&number).await, pair("completed", "pending"));
        let view = order::read::by_token(&world.shop, &token(&world, &number).await).await.unwrap();
        assert_eq!((view.cash_due, view.payment_name.as_str()), (Some(view.totals.total), "Cash on delivery"));
        assert_eq!((view.pay_at, view.pay_otherwise.len(), view.documents.len()), (None, 0, 0));
        let unpaid = order::admin::OrderListQuery { tab: OrderTab::Unpaid, ..Default::default() };
        assert_eq!(order::admin::list(&world.shop, &unpaid).await.unwrap().rows.len(), 1);
        world.assert_invariants().await;

        let order = order_id(&world, &number).await;
        let due = order::admin::detail(&world.shop, order).await.unwrap();
        assert_eq!((due.customer_orders, due.customer_spent.base.minor), (1, 0), "nobody has paid it yet");
        let actor = Actor { staff: None, name: "Maren".to_owned() };
        order::admin::confirm_by_hand(&world.shop, &actor, order).await.unwrap();
        let again = order::admin::confirm_by_hand(&world.shop, &actor, order).await;
        assert!(matches!(again, Err(PaymentError::Order(OrderError::NothingAwaited))), "{again:?}");
        assert_eq!(world.state(&number).await, pair("completed", "captured"));
        world.documents().await;
        let detail = order::admin::detail(&world.shop, order).await.unwrap();
        assert_eq!(detail.customer_spent.base, detail.order.totals.total);
        assert_eq!((detail.order.cash_due, detail.order.documents.len()), (None, 1));
        assert_eq!(
            (detail.timeline[1].text.as_str(), detail.timeline[1].actor.as_str()),
            ("Payment received", "Maren"),
            "and then the invoice"
        );
        assert!(order::admin::list(&world.shop, &unpaid).await.unwrap().rows.is_empty());
        assert_eq!(world.mails().await.len(), 2, "confirmed and sent; nobody is told that they have paid");
        let booked = "SELECT SUM(amount) FROM ledger_entry WHERE account = 'clearing:cash_on_delivery'";
        assert_eq!(world.number(&format!("SELECT CAST(({booked}) AS BIGINT)")).await, detail.order.totals.total.minor);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn cash_that_was_paid_goes_back_by_hand_as_a_transfer_does() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let number = world.order(&[("mug", 1)], CASH).await;
        let order = order_id(&world, &number).await;
        order::admin::confirm_by_hand(&world.shop, &manager(), order).await.unwrap();
        let version = order::admin::detail(&world.shop, order).await.unwrap().version;
        let wish = RefundWish { besides: 500, ..RefundWish::default() };
        let wanted = RequestRefund { order, version, wish, restock: false, reason: String::new() };
        let refund = refund::write::request(&world.shop, &manager(), wanted).await.unwrap();
        world.give_back().await;
        let detail = order::admin::detail(&world.shop, order).await.unwrap();
        assert_eq!(detail.order.refunds[0].state, RefundState::Pending, "it waits for a person");
        assert!(detail.order.refunds[0].by_hand && detail.timeline[0].text.contains("to be sent by hand"));
        refund::sent_by_hand(&world.shop, &manager(), refund).await.unwrap();
        let detail = order::admin::detail(&world.shop, order).await.unwrap();
        assert_eq!(detail.order.refunds[0].state, RefundState::Done);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parcel_that_nobody_paid_for_is_called_off_and_its_items_are_for_sale_again() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let number = world.order(&[("mug", 2)], CASH).await;
        send_it(&world, &number).await;
        let order = order_id(&world, &number).await;
        order::admin::cancel(&world.shop, &manager(), order).await.unwrap();
        assert_eq!(world.state(&number).await, pair("cancelled", "cancelled"));
        assert_eq!(world.stock("mug").await, (20, 0));
        let again = order::admin::cancel(&world.shop, &manager(), order).await;
        assert!(matches!(again, Err(OrderError::Transition(_))));
        world.assert_invariants().await;
        // Paid and sent, an order is called off no more.
        let number = world.order(&[("mug", 1)], CASH).await;
        let order = order_id(&world, &number).await;
        order::admin::confirm_by_hand(&world.shop, &manager(), order).await.unwrap();
        send_it(&world, &number).await;
        let refused = order::admin::cancel(&world.shop, &manager(), order).await;
        assert!(matches!(refused, Err(OrderError::Transition(_))), "{refused:?}");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f29_orders_that_wait_for_their_cash_are_counted_as_those_that_wait_for_a_transfer() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        for payment in [CASH, "transfer", CASH, CASH] {
            world.order(&[("mug", 1)], payment).await;
        }
        let sent = world.order(&[("mug", 1)], CASH).await;
        send_it(&world, &sent).await;
        for payment in [CASH, "transfer"] {
            let cart = world.cart(&[("mug", 1)]).await;
            let request = world.request(&cart, payment).await;
            let refused = checkout::write::place(&world.shop, &cart, request).await.unwrap();
            assert_eq!(refused, PlaceOrderOutcome::Refused(CheckoutNotice::TooManyUnpaid), "{payment}");
        }
        order::admin::confirm_by_hand(&world.shop, &manager(), order_id(&world, &sent).await).await.unwrap();
        world.order(&[("mug", 1)], CASH).await;
        let cart = world.cart(&[("tin", 6)]).await;
        let request = world.request(&cart, CASH).await;
        let mut form = request.clone();
        form.form.email = "ole@example.org".to_owned();
        let refused = checkout::write::place(&world.shop, &cart, form).await.unwrap();
        assert_eq!(refused, PlaceOrderOutcome::Refused(CheckoutNotice::TooMuchUnpaid), "half of a stock at most");
        assert_eq!(world.stock("tin").await, (10, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_withdraws_before_the_parcel_leaves_owes_nothing_and_nothing_is_sent() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let number = world.order(&[("mug", 2)], CASH).await;
        let (order, link) = (order_id(&world, &number).await, token(&world, &number).await);
        let line = order::admin::detail(&world.shop, order).await.unwrap().order.lines[0].id;
        let form = |quantity: &str| ReturnForm {
            key: returns::read::new_key(),
            lines: vec![ReturnFormLine { line, quantity: quantity.to_owned(), reason: String::new() }],
            words: String::new(),
        };
        let a_part = returns::request(&world.shop, &link, ReturnKind::Withdrawal, &form("1")).await;
        assert!(matches!(a_part, Err(ReturnFailure::Refused(_))), "the parcel asks for all or nothing: {a_part:?}");
        returns::request(&world.shop, &link, ReturnKind::Withdrawal, &form("2")).await.unwrap();
        assert_eq!(world.state(&number).await, pair("cancelled", "cancelled"));
        assert_eq!(world.stock("mug").await, (20, 0));
        assert_eq!(world.number("SELECT COUNT(*) FROM refund").await, 0);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_parcel_brings_cannot_be_paid_on_delivery() {
    for_each_database(async |database: Database| {
        let mut world = with_cards(database).await;
        world.take_cash();
        let (token, _) = add_personalised(&world.shop, None, "card", 1, Given::default()).await.unwrap();
        let (token, _) = services::cart::write::add(&world.shop, Some(token), "mug", 1).await.unwrap();
        let view = checkout::read::view(&world.shop, &token).await.unwrap();
        assert!(view.payment_options.iter().all(|option| option.method != PaymentMethod::CashOnDelivery));
        let request = world.request(&token, CASH).await;
        let outcome = checkout::write::place(&world.shop, &token, request).await.unwrap();
        assert!(
            matches!(&outcome, PlaceOrderOutcome::Invalid(errors) if errors[0].field == Field::Payment),
            "{outcome:?}"
        );
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_to_cash_and_pays_by_card_all_the_same_has_paid_once() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let number = world.order(&[("mug", 1)], "test").await;
        let link = token(&world, &number).await;
        let page = start::pay_again(&world.shop, &link, PaymentMethod::CashOnDelivery, "").await.unwrap();
        assert_eq!(page, format!("/orders/{link}"));
        assert_eq!(world.state(&number).await, pair("confirmed", "pending"));
        assert_eq!(world.stock("mug").await, (19, 0));
        let again = start::pay_again(&world.shop, &link, PaymentMethod::CashOnDelivery, "").await;
        assert!(matches!(again, Err(PaymentError::NotPayable)), "{again:?}");
        world.assert_invariants().await;
        // The card was paid in a tab that stayed open.
        world.provider.set(&number, AGREED);
        let confirmed = write::confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        assert_eq!(confirmed.state, PaymentState::Captured);
        let view = order::read::by_token(&world.shop, &link).await.unwrap();
        assert_eq!((view.cash_due, view.payment_name.as_str()), (None, "Card"));
        assert_eq!(world.stock("mug").await, (19, 0), "taken once");
        assert_eq!(world.number("SELECT COUNT(*) FROM order_event WHERE kind = 'paid_twice'").await, 0);
        // And whoever brought the parcel took the money too: it must go back.
        order::admin::confirm_by_hand(&world.shop, &manager(), order_id(&world, &number).await).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM order_event WHERE kind = 'paid_twice'").await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_comes_a_second_time_is_none_that_was_agreed_also_when_the_first_went_back() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let number = world.order(&[("mug", 1)], "test").await;
        let link = token(&world, &number).await;
        let first = world.reference(&number);
        start::pay_again(&world.shop, &link, PaymentMethod::Transfer, "").await.unwrap();
        let order = order_id(&world, &number).await;
        order::admin::confirm_by_hand(&world.shop, &manager(), order).await.unwrap();
        let detail = order::admin::detail(&world.shop, order).await.unwrap();
        let totals = &detail.order.totals;
        let wish = RefundWish { besides: totals.goods.minor, shipping: totals.shipping.minor, ..RefundWish::default() };
        let wanted = RequestRefund { order, version: detail.version, wish, restock: false, reason: String::new() };
        let refund = refund::write::request(&world.shop, &manager(), wanted).await.unwrap();
        refund::sent_by_hand(&world.shop, &manager(), refund).await.unwrap();
        world.provider.set(&number, AGREED);
        let late = write::confirm(&world.shop, TEST, &first).await.unwrap();
        assert_eq!(late.state, PaymentState::Mismatched, "it is kept in sight, and goes back when a person says so");
        assert_eq!(world.number("SELECT COUNT(*) FROM order_event WHERE kind = 'paid_twice'").await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn money_that_is_not_as_agreed_moves_no_order_that_was_promised() {
    for_each_database(async |database: Database| {
        let world = open(database).await;
        let number = world.order(&[("mug", 1)], "test").await;
        let link = token(&world, &number).await;
        start::pay_again(&world.shop, &link, PaymentMethod::CashOnDelivery, "").await.unwrap();
        world.provider.set_amount(&number, Money::new(1, world.shop.settings.currency));
        world.provider.set(&number, AGREED);
        write::confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        assert_eq!(world.text("SELECT state FROM orders").await, "confirmed");
        assert_eq!(world.number("SELECT COUNT(*) FROM payment WHERE state = 'mismatched'").await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
