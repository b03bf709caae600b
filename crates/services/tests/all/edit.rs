//! Orders that are changed before they are sent: one transaction, no cent that nobody knows of, nothing sent that was not paid.

use domain::{
    customer::AddressForm,
    kernel::{Currency, Money, OrderId, OrderLineId, Quantity},
    order::{
        OrderState,
        edit::{EditError, EditedShipping, OrderEdit, Settlement},
        view::OrderDetail,
    },
    payment::PaymentState,
    refund::{RefundState, RefundWish},
};
use services::{
    db::Database,
    fulfilment::write::{SendOrder, send},
    order::{self, OrderError, edit},
    payment::{start, write::confirm},
    refund::{
        RefundFailure,
        write::{RequestRefund, request},
    },
    testing::for_each_database,
};

use crate::{
    backorder, card_pay,
    catalog::manager,
    coupon,
    payment::{AGREED, TEST, order_id, pair, token},
    selling::World,
};

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

async fn detail(world: &World, order: OrderId) -> OrderDetail {
    order::admin::detail(&world.shop, order).await.unwrap()
}

/// A change that changes nothing, of the order as it is now.
async fn nothing(world: &World, order: OrderId) -> OrderEdit {
    let detail = detail(world, order).await;
    OrderEdit {
        order,
        version: detail.version,
        lines: Vec::new(),
        added: Vec::new(),
        email: detail.order.email.clone(),
        address: AddressForm::from(detail.order.address.clone()),
        shipping: EditedShipping::Kept,
        reason: String::new(),
    }
}

async fn line(world: &World, order: OrderId, sku: &str) -> OrderLineId {
    detail(world, order).await.order.lines.iter().find(|line| line.sku == sku).unwrap().id
}

/// The same with other numbers of what is there, and more of what is not.
async fn change(world: &World, order: OrderId, lines: &[(&str, i64)], added: &[(&str, i64)]) -> OrderEdit {
    let mut edit = nothing(world, order).await;
    for (sku, quantity) in lines {
        edit.lines.push((line(world, order, sku).await, *quantity));
    }
    edit.added = added.iter().map(|(sku, count)| ((*sku).to_owned(), Quantity::new(*count).unwrap())).collect();
    edit
}

/// Makes a change that costs what its preview says.
async fn make(world: &World, edit: OrderEdit) -> Result<(), OrderError> {
    let preview = edit::preview(&world.shop, &edit).await?;
    edit::apply(&world.shop, &manager(), edit, preview.after.total.minor).await
}

async fn paid(world: &World, items: &[(&str, i64)]) -> (OrderId, String) {
    let number = world.order(items, "test").await;
    world.provider.set(&number, AGREED);
    confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
    (order_id(world, &number).await, number)
}

/// The provider's reference for the newest payment of an order.
async fn newest_reference(world: &World, order: OrderId) -> String {
    let statement = format!(
        "SELECT a.provider_reference FROM payment_attempt a JOIN payment p ON p.id = a.payment_id WHERE p.order_id = {order} ORDER BY a.id DESC LIMIT 1"
    );
    world.text(&statement).await
}

/// Pays what is open of an order at the provider.
async fn pay_open(world: &World, order: OrderId) {
    start::continue_at(&world.shop, order).await.unwrap();
    let reference = newest_reference(world, order).await;
    world.provider.set_at(&reference, AGREED);
    confirm(&world.shop, TEST, &reference).await.unwrap();
}

fn refused(answer: Result<(), OrderError>) -> EditError {
    match answer {
        Err(OrderError::Edit(error)) => error,
        other => panic!("{other:?}"),
    }
}

async fn send_all(world: &World, order: OrderId) -> Result<(), OrderError> {
    let version = detail(world, order).await.version;
    let parcel =
        SendOrder { order, version, carrier: "DHL".to_owned(), tracking_number: String::new(), items: Vec::new() };
    send(&world.shop, &manager(), parcel).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unpaid_order_is_changed_with_its_stock_and_asked_for_anew() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 3)], "test").await;
        let (order, before) = (order_id(&world, &number).await, world.reference(&number));
        let edit = change(&world, order, &[("mug", 1)], &[("tin", 2)]).await;
        let preview = edit::preview(&world.shop, &edit).await.unwrap();
        assert_eq!((preview.settlement, preview.difference), (Settlement::AskedAnew, euro(2_400 + 1_800 - 7_200)));
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((10, 3), (10, 0)), "a preview moves nothing");
        edit::apply(&world.shop, &manager(), edit, preview.after.total.minor).await.unwrap();
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((10, 1), (10, 2)));
        let after = detail(&world, order).await;
        assert_eq!(after.order.totals, preview.after);
        assert!(after.timeline[0].text.contains("A mug, Blue, Large: 1 instead of 3"), "{}", after.timeline[0].text);
        assert!(after.timeline[0].text.contains("2 × A tin, Blue, Large added"));
        assert_eq!(world.number("SELECT COUNT(*) FROM audit WHERE action = 'order.edit'").await, 1);
        assert_eq!(
            world.mails().await.iter().filter(|subject| subject.starts_with("Your order was changed")).count(),
            1
        );
        pay_open(&world, order).await;
        assert_ne!(newest_reference(&world, order).await, before);
        assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
        assert_eq!(
            world.number("SELECT captured FROM payment WHERE state = 'captured'").await,
            preview.after.total.minor
        );
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((9, 0), (8, 0)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r29_a_payment_that_arrives_for_the_sum_before_a_change_holds_the_order_and_is_shown() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 1)], "test").await;
        let (order, reference) = (order_id(&world, &number).await, world.reference(&number));
        make(&world, change(&world, order, &[("mug", 2)], &[]).await).await.unwrap();
        world.provider.set_at(&reference, AGREED);
        confirm(&world.shop, TEST, &reference).await.unwrap();
        assert_eq!(world.text(&format!("SELECT state FROM orders WHERE id = {order}")).await, "needs_review");
        let shown = services::reconcile::read::overview(&world.shop).await.unwrap();
        assert!(format!("{shown:?}").contains("NotAgreed"), "{shown:?}");
        assert!(send_all(&world, order).await.is_err());
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_order_that_costs_more_is_not_sent_before_the_difference_is_there() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, number) = paid(&world, &[("mug", 1)]).await;
        world.documents().await;
        let before = detail(&world, order).await.order.totals.total;
        make(&world, change(&world, order, &[], &[("tin", 1)]).await).await.unwrap();
        let open = detail(&world, order).await.order;
        assert_eq!((open.awaited, open.state, open.to_pay()), (Some(euro(900)), OrderState::Confirmed, euro(900)));
        assert_eq!(open.payment_state, PaymentState::Captured);
        assert_eq!(refused(send_all(&world, order).await), EditError::Awaited(euro(900)));
        assert_eq!(world.stock("tin").await, (9, 0), "it is taken at once");
        world.assert_invariants().await;
        pay_open(&world, order).await;
        let whole = detail(&world, order).await.order;
        assert_eq!((whole.awaited, whole.totals.total), (None, euro(before.minor + 900)));
        assert_eq!(world.number("SELECT CAST(SUM(captured) AS BIGINT) FROM payment").await, before.minor + 900);
        world.documents().await;
        let documents: Vec<(String, i64)> = detail(&world, order)
            .await
            .order
            .documents
            .iter()
            .map(|document| (format!("{:?}", document.kind), document.total.minor))
            .collect();
        let expected = [("Invoice", before.minor), ("CreditNote", before.minor), ("Invoice", before.minor + 900)];
        assert_eq!(documents, expected.map(|(kind, total)| (kind.to_owned(), total)));
        let subjects = world.mails().await;
        assert_eq!(subjects.iter().filter(|subject| subject.starts_with("Your payment is there")).count(), 1);
        world.assert_invariants().await;
        send_all(&world, order).await.unwrap();
        assert_eq!(world.state(&number).await.0, "completed");
        assert_eq!(
            refused(make(&world, change(&world, order, &[("mug", 2)], &[]).await).await),
            EditError::State(OrderState::Completed)
        );
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paid_order_that_costs_less_gives_the_difference_back_and_later_the_rest() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, _) = paid(&world, &[("mug", 2), ("tin", 1)]).await;
        world.documents().await;
        make(&world, change(&world, order, &[("mug", 1), ("tin", 0)], &[]).await).await.unwrap();
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((9, 0), (10, 0)));
        world.give_back().await;
        let after = detail(&world, order).await.order;
        assert_eq!(
            (after.refunds.len(), after.refunds[0].amount, after.refunds[0].state),
            (1, euro(3_300), RefundState::Done)
        );
        assert_eq!(after.lines.len(), 1);
        world.documents().await;
        assert_eq!(detail(&world, order).await.order.documents.len(), 3);
        world.assert_invariants().await;
        order::admin::cancel(&world.shop, &manager(), order).await.unwrap();
        world.give_back().await;
        world.documents().await;
        let captured = world.number("SELECT CAST(SUM(captured - refunded) AS BIGINT) FROM payment").await;
        assert_eq!(captured, 0, "all has gone back");
        assert_eq!(world.stock("mug").await, (10, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_payments_brought_goes_back_to_both() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, _) = paid(&world, &[("mug", 1)]).await;
        make(&world, change(&world, order, &[], &[("tin", 3)]).await).await.unwrap();
        pay_open(&world, order).await;
        world.assert_invariants().await;
        order::admin::cancel(&world.shop, &manager(), order).await.unwrap();
        world.give_back().await;
        world.assert_invariants().await;
        world.give_back().await;
        let given: i64 = world.provider.refunds.lock().unwrap().values().map(|money| money.minor).sum();
        assert_eq!(given, world.number("SELECT CAST(SUM(captured) AS BIGINT) FROM payment").await);
        assert_eq!(world.number("SELECT CAST(SUM(refunded) AS BIGINT) FROM payment").await, given);
        let owed =
            "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_entry WHERE account = 'owed_to_customers'";
        assert_eq!(world.number(owed).await, 0, "nobody owes anything");
        let shown: i64 = detail(&world, order).await.order.refunds.iter().map(|refund| refund.amount.minor).sum();
        assert_eq!(shown, given);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_of_two_payments_that_is_refused_keeps_both() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, _) = paid(&world, &[("mug", 1)]).await;
        make(&world, change(&world, order, &[], &[("tin", 3)]).await).await.unwrap();
        pay_open(&world, order).await;
        *world.provider.keeps_all.lock().unwrap() = true;
        order::admin::cancel(&world.shop, &manager(), order).await.unwrap();
        world.give_back().await;
        let states: Vec<RefundState> =
            detail(&world, order).await.order.refunds.iter().map(|refund| refund.state).collect();
        assert_eq!(states, [RefundState::Refused; 2]);
        assert_eq!(world.number("SELECT CAST(SUM(refund_pending + refunded) AS BIGINT) FROM payment").await, 0);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_difference_that_is_taken_back_reduces_the_order_and_lets_it_be_sent() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, _) = paid(&world, &[("mug", 1)]).await;
        let before = detail(&world, order).await.order.totals.total;
        make(&world, change(&world, order, &[], &[("tin", 1)]).await).await.unwrap();
        start::continue_at(&world.shop, order).await.unwrap();
        let reference = newest_reference(&world, order).await;
        let version = detail(&world, order).await.version;
        edit::take_back(&world.shop, &manager(), order, version).await.unwrap();
        let after = detail(&world, order).await.order;
        assert_eq!(
            (after.totals.total, after.totals.discount, after.awaited),
            (before, euro(-900 + after.totals.shipping_before().minor - after.totals.shipping.minor), None)
        );
        world.assert_invariants().await;
        // Whoever pays it all the same has paid a second time.
        world.provider.set_at(&reference, AGREED);
        confirm(&world.shop, TEST, &reference).await.unwrap();
        assert_eq!(detail(&world, order).await.wrong_payments.len(), 1);
        send_all(&world, order).await.unwrap();
        let again = edit::take_back(&world.shop, &manager(), order, detail(&world, order).await.version).await;
        assert_eq!(refused(again), EditError::NothingAwaited);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_difference_can_be_paid_otherwise_noted_by_hand_or_end_with_the_order() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, number) = paid(&world, &[("mug", 1)]).await;
        make(&world, change(&world, order, &[], &[("tin", 1)]).await).await.unwrap();
        let link = token(&world, &number).await;
        start::pay_again(&world.shop, &link, domain::payment::PaymentMethod::Transfer, "").await.unwrap();
        let view = order::read::by_token(&world.shop, &link).await.unwrap();
        assert_eq!(view.transfer.unwrap().amount, euro(900));
        order::admin::confirm_by_hand(&world.shop, &manager(), order).await.unwrap();
        assert_eq!(detail(&world, order).await.order.awaited, None);
        world.assert_invariants().await;

        let (second, _) = paid(&world, &[("mug", 1)]).await;
        make(&world, change(&world, second, &[("mug", 2)], &[]).await).await.unwrap();
        let version = detail(&world, second).await.version;
        edit::received(&world.shop, &manager(), second, version).await.unwrap();
        assert_eq!(detail(&world, second).await.order.awaited, None);
        world.assert_invariants().await;

        let (third, _) = paid(&world, &[("mug", 1)]).await;
        make(&world, change(&world, third, &[("mug", 3)], &[]).await).await.unwrap();
        order::admin::cancel(&world.shop, &manager(), third).await.unwrap();
        world.give_back().await;
        let statement =
            format!("SELECT CAST(SUM(captured - refunded) AS BIGINT) FROM payment WHERE order_id = {third}");
        assert_eq!(world.number(&statement).await, 0);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_changed_is_refused_and_leaves_everything_as_it_was() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 2).await;
        let (order, _) = paid(&world, &[("mug", 2)]).await;
        let total = detail(&world, order).await.order.totals.total.minor;
        let edit = nothing(&world, order).await;
        assert_eq!(refused(edit::apply(&world.shop, &manager(), edit, total).await), EditError::Unchanged);
        let edit = change(&world, order, &[("mug", 0)], &[]).await;
        assert_eq!(refused(make(&world, edit).await), EditError::Nothing);
        let edit = change(&world, order, &[], &[("tin", 3)]).await;
        assert_eq!(refused(make(&world, edit).await), EditError::Stock("A tin".to_owned()));
        let edit = change(&world, order, &[], &[("ghost", 1)]).await;
        assert_eq!(refused(make(&world, edit).await), EditError::UnknownSku("ghost".to_owned()));
        let edit = change(&world, order, &[("mug", 1)], &[]).await;
        let answer = edit::apply(&world.shop, &manager(), edit.clone(), total).await;
        assert_eq!(refused(answer), EditError::TotalChanged(euro(total - 2_400)));
        let stale = OrderEdit { version: edit.version - 1, ..edit };
        assert!(matches!(edit::apply(&world.shop, &manager(), stale, total - 2_400).await, Err(OrderError::Conflict)));
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((8, 0), (2, 0)));
        assert_eq!(detail(&world, order).await.order.totals.total.minor, total);
        let mug = line(&world, order, "mug").await;
        let wish = domain::refund::RefundWish { lines: vec![(mug, 1)], ..Default::default() };
        crate::refund::ask(&world, order, wish, true).await.unwrap();
        let edit = change(&world, order, &[("mug", 1)], &[]).await;
        assert_eq!(refused(make(&world, edit).await), EditError::GoneBack);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_and_the_price_of_the_delivery_are_changed_and_the_goods_cost_what_they_did() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, _) = paid(&world, &[("mug", 1)]).await;
        let before = detail(&world, order).await.order;
        let mut edit = nothing(&world, order).await;
        edit.address.town = "Altona".to_owned();
        make(&world, edit).await.unwrap();
        let moved = detail(&world, order).await.order;
        assert_eq!((moved.address.town.as_str(), &moved.totals), ("Altona", &before.totals));
        let mut edit = nothing(&world, order).await;
        edit.shipping = EditedShipping::Price(euro(0));
        make(&world, edit).await.unwrap();
        let cheaper = detail(&world, order).await.order.totals;
        assert_eq!((cheaper.shipping, cheaper.total), (euro(0), before.totals.goods));
        world.give_back().await;
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_stays_used_and_each_item_keeps_its_own_share_of_what_it_took_off() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        coupon::make(&world, coupon::percent("SPRING", "10")).await;
        let number = coupon::placed_with(&world, &[("mug", 2), ("tin", 1)], "SPRING").await;
        let order = order_id(&world, &number).await;
        card_pay::pay(&world, &number).await;
        let before = detail(&world, order).await.order.totals;
        assert_eq!(before.discount, euro(-570));
        make(&world, change(&world, order, &[("mug", 1)], &[]).await).await.unwrap();
        assert_eq!(detail(&world, order).await.order.totals.discount, euro(-330), "one mug took its 2.40 with it");
        make(&world, change(&world, order, &[("tin", 3)], &[]).await).await.unwrap();
        let after = detail(&world, order).await.order;
        assert_eq!((after.totals.discount, after.coupon.as_str()), (euro(-330), "SPRING"));
        assert_eq!(coupon::used(&world, "SPRING").await, 1);
        world.give_back().await;
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_made_larger_and_smaller_again_costs_what_it_did() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        coupon::make(&world, coupon::percent("SPRING", "10")).await;
        let number = coupon::placed_with(&world, &[("mug", 2), ("tin", 1)], "SPRING").await;
        let order = order_id(&world, &number).await;
        let before = detail(&world, order).await.order.totals;
        for quantity in [5, 3, 4] {
            make(&world, change(&world, order, &[("mug", quantity)], &[]).await).await.unwrap();
            assert_eq!(detail(&world, order).await.order.totals.discount, before.discount, "what is added gets none");
        }
        make(&world, change(&world, order, &[("mug", 2)], &[]).await).await.unwrap();
        assert_eq!(detail(&world, order).await.order.totals, before);
        assert_eq!(world.number("SELECT COUNT(*) FROM order_line WHERE reduced_quantity IS NOT NULL").await, 0);
        make(&world, change(&world, order, &[("mug", 1)], &[]).await).await.unwrap();
        assert_eq!(detail(&world, order).await.order.totals.discount, euro(-330), "one mug took its 2.40 with it");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_that_is_late_waits_for_the_difference_of_a_change() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, _) = paid(&world, &[("mug", 1)]).await;
        make(&world, change(&world, order, &[("mug", 2)], &[]).await).await.unwrap();
        world.documents().await;
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE state = 'dead'").await, 0);
        let version = detail(&world, order).await.version;
        edit::take_back(&world.shop, &manager(), order, version).await.unwrap();
        assert_eq!(world.number("SELECT COUNT(*) FROM outbox WHERE kind = 'document' AND state = 'waiting'").await, 1);
        world.documents().await;
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_difference_that_was_taken_back_is_of_the_items_that_came_later() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        coupon::make(&world, coupon::percent("SPRING", "10")).await;
        for code in ["SPRING", ""] {
            let number = if code.is_empty() {
                world.order(&[("mug", 2)], "test").await
            } else {
                coupon::placed_with(&world, &[("mug", 2)], code).await
            };
            let order = order_id(&world, &number).await;
            pay_open(&world, order).await;
            let agreed = detail(&world, order).await.order.totals;
            make(&world, change(&world, order, &[("mug", 5)], &[]).await).await.unwrap();
            edit::take_back(&world.shop, &manager(), order, detail(&world, order).await.version).await.unwrap();
            let given = detail(&world, order).await;
            assert_eq!(given.order.totals.total, agreed.total);
            let wish = RefundWish { lines: vec![(line(&world, order, "mug").await, 3)], ..RefundWish::default() };
            let refund = given.refundable.unwrap().plan(&wish).unwrap().total;
            make(&world, change(&world, order, &[("mug", 2)], &[]).await).await.unwrap();
            let after = detail(&world, order).await.order.totals;
            assert_eq!(after.discount, agreed.discount, "the first two cost what they did");
            // What was taken back was spread over goods and delivery; only what of it fell on the delivery is lost.
            assert_eq!(agreed.total.minus(after.total).unwrap(), refund);
            assert_eq!(refund, after.shipping_discount.ratio(-1, 1).unwrap());
            world.assert_invariants().await;
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_gift_cards_pay_is_kept_and_goes_back_onto_them_after_the_money() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (card, code) = card_pay::a_card(&world, "60").await;
        let cart = card_pay::cart_with(&world, &[("mug", 3)], &[&code]).await;
        let number = card_pay::placed(&world, &cart, "test").await;
        let order = order_id(&world, &number).await;
        let edit = change(&world, order, &[("mug", 1)], &[]).await;
        assert_eq!(refused(make(&world, edit).await), EditError::BelowCards(euro(6_000)));
        let edit = change(&world, order, &[], &[("tin", 1)]).await;
        make(&world, edit).await.unwrap();
        assert_eq!(detail(&world, order).await.order.due(), euro(3 * 2_400 + 900 + 490 - 6_000));
        world.assert_invariants().await;
        pay_open(&world, order).await;
        make(&world, change(&world, order, &[("mug", 1), ("tin", 0)], &[]).await).await.unwrap();
        world.give_back().await;
        let back = &detail(&world, order).await.order.refunds[0];
        assert_eq!((back.in_money(), back.on_cards), (euro(2_590), euro(3_110)));
        assert_eq!(card_pay::balance(&world, card).await, 3_110);
        assert_eq!(world.number("SELECT on_cards FROM orders").await, 2_890);
        world.assert_invariants().await;
        order::admin::cancel(&world.shop, &manager(), order).await.unwrap();
        world.give_back().await;
        assert_eq!(card_pay::balance(&world, card).await, 6_000);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_paid_on_arrival_or_by_transfer_is_asked_for_its_new_sum() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        world.take_cash();
        for way in ["cash_on_delivery", "transfer"] {
            let number = world.order(&[("mug", 1)], way).await;
            let order = order_id(&world, &number).await;
            make(&world, change(&world, order, &[("mug", 2)], &[]).await).await.unwrap();
            let open = detail(&world, order).await.order;
            let asked = open.cash_due.or(open.transfer.map(|transfer| transfer.amount));
            assert_eq!((asked, open.awaited), (Some(open.totals.total), None), "{way}");
            world.assert_invariants().await;
            order::admin::confirm_by_hand(&world.shop, &manager(), order).await.unwrap();
            assert_eq!(world.state(&number).await, pair("confirmed", "captured"));
            world.assert_invariants().await;
        }
        assert_eq!(world.stock("mug").await, (6, 0));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r29_a_change_and_a_payment_or_a_parcel_or_another_change_at_once_leave_one_truth() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 200, 200).await;
        for _ in 0..6 {
            let number = world.order(&[("mug", 1)], "test").await;
            let order = order_id(&world, &number).await;
            world.provider.set(&number, AGREED);
            let reference = world.reference(&number);
            let edit = change(&world, order, &[("mug", 2)], &[]).await;
            let (changed, confirmed) = tokio::join!(make(&world, edit), confirm(&world.shop, TEST, &reference));
            confirmed.unwrap();
            let state = world.text(&format!("SELECT state FROM orders WHERE id = {order}")).await;
            assert_eq!(state, if changed.is_ok() { "needs_review" } else { "confirmed" });
            world.assert_invariants().await;

            let (order, _) = paid(&world, &[("mug", 1)]).await;
            let edit = change(&world, order, &[("mug", 2)], &[]).await;
            let (changed, sent) = tokio::join!(make(&world, edit), send_all(&world, order));
            assert!(changed.is_ok() != sent.is_ok(), "{changed:?} {sent:?}");
            world.assert_invariants().await;

            let (order, _) = paid(&world, &[("mug", 2)]).await;
            let mug = line(&world, order, "mug").await;
            let wish = domain::refund::RefundWish { lines: vec![(mug, 1)], ..Default::default() };
            let edit = change(&world, order, &[("mug", 1)], &[]).await;
            let (changed, refunded) = tokio::join!(make(&world, edit), crate::refund::ask(&world, order, wish, true));
            assert!(changed.is_ok() || refunded.is_ok());
            world.give_back().await;
            world.assert_invariants().await;

            let (order, _) = paid(&world, &[("mug", 1)]).await;
            let (one, two) =
                (change(&world, order, &[("mug", 2)], &[]).await, change(&world, order, &[], &[("tin", 1)]).await);
            let (one, two) = tokio::join!(make(&world, one), make(&world, two));
            assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
            world.assert_invariants().await;
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_owed_of_an_order_is_the_first_that_a_change_takes_away_and_may_be_added() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 2, 10).await;
        backorder::owe_mugs(&world, 10).await;
        let owed = async || world.number("SELECT owed FROM backorder").await;
        let number = world.order(&[("mug", 5)], "test").await;
        let order = order_id(&world, &number).await;
        assert_eq!((world.stock("mug").await, owed().await), ((2, 2), 3));
        make(&world, change(&world, order, &[("mug", 3)], &[]).await).await.unwrap();
        assert_eq!((world.stock("mug").await, owed().await), ((2, 2), 1));
        make(&world, change(&world, order, &[("mug", 1)], &[]).await).await.unwrap();
        assert_eq!((world.stock("mug").await, owed().await), ((2, 1), 0));
        world.assert_invariants().await;
        pay_open(&world, order).await;
        assert_eq!(world.stock("mug").await, (1, 0));
        make(&world, change(&world, order, &[("mug", 4)], &[]).await).await.unwrap();
        assert_eq!((world.stock("mug").await, owed().await), ((0, 0), 2), "of three more one is there");
        pay_open(&world, order).await;
        make(&world, change(&world, order, &[("mug", 1)], &[]).await).await.unwrap();
        assert_eq!((world.stock("mug").await, owed().await), ((1, 0), 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_difference_is_awaited_nothing_else_goes_back_and_what_was_sent_for_delivery_goes_back_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, _) = paid(&world, &[("mug", 1)]).await;
        make(&world, change(&world, order, &[], &[("tin", 1)]).await).await.unwrap();
        let before = detail(&world, order).await;
        let mug = before.order.lines[0].id;
        let ask = |version, wish| RequestRefund { order, version, wish, restock: true, reason: String::new() };
        let goods = RefundWish { lines: vec![(mug, 1)], ..RefundWish::default() };
        let refused = request(&world.shop, &manager(), ask(before.version, goods)).await;
        assert!(matches!(refused, Err(RefundFailure::Awaited)), "{refused:?}");
        edit::take_back(&world.shop, &manager(), order, before.version).await.unwrap();
        let version = detail(&world, order).await.version;
        let delivery = RefundWish { shipping: 100, ..RefundWish::default() };
        request(&world.shop, &manager(), ask(version, delivery)).await.unwrap();
        let again = OrderEdit { shipping: EditedShipping::Price(euro(0)), ..nothing(&world, order).await };
        assert!(edit::preview(&world.shop, &again).await.is_err(), "delivery went back already");
        world.give_back().await;
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
