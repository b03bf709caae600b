//! Returns and withdrawals: once however often and from wherever they are asked for, never more than was bought, and paid back once.

use domain::{
    kernel::{Currency, Date, Money, OrderId, OrderLineId, ReturnId, Timestamp},
    order::view::OrderDetail,
    refund::{RefundState, RefundWish},
    returns::{
        Condition, InspectedLine, Inspection, LineProblem, ReturnForm, ReturnFormLine, ReturnKind, ReturnState,
        WishProblem,
        view::{ReturnTab, ReturnView},
    },
};
use services::{
    coupon,
    db::Database,
    fulfilment::{
        download::{DownloadError, fetch},
        write::{SendOrder, send},
    },
    order::{self, OrderError},
    payment::write::confirm,
    refund::{
        RefundFailure,
        write::{RequestRefund, request as refund},
    },
    returns::{self, ReturnFailure, approve, call_off, inspect, receive, refuse, request},
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    download,
    gift_card::{buy, with_cards},
    payment::{AGREED, TEST, order_id, token},
    selling::World,
};

const KIND: ReturnKind = ReturnKind::Withdrawal;

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// An order that was paid, with the secret of its link.
async fn paid(world: &World, items: &[(&str, i64)]) -> (OrderId, String) {
    let number = world.order(items, "test").await;
    world.provider.set(&number, AGREED);
    confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
    (order_id(world, &number).await, token(world, &number).await)
}

async fn detail(world: &World, order: OrderId) -> OrderDetail {
    order::admin::detail(&world.shop, order).await.unwrap()
}

async fn dispatch(world: &World, order: OrderId) -> Result<(), OrderError> {
    let version = detail(world, order).await.version;
    let parcel =
        SendOrder { order, version, carrier: "DHL".to_owned(), tracking_number: String::new(), items: Vec::new() };
    send(&world.shop, &manager(), parcel).await
}

async fn sent(world: &World, items: &[(&str, i64)]) -> (OrderId, String) {
    let (order, token) = paid(world, items).await;
    dispatch(world, order).await.unwrap();
    (order, token)
}

async fn line(world: &World, order: OrderId, place: usize) -> OrderLineId {
    detail(world, order).await.order.lines[place].id
}

/// A form with a key of its own.
fn form(lines: &[(OrderLineId, i64)]) -> ReturnForm {
    let line = |(line, quantity): &(OrderLineId, i64)| ReturnFormLine {
        line: *line,
        quantity: quantity.to_string(),
        reason: "damaged".to_owned(),
    };
    let words = "It rattles.".to_owned();
    ReturnForm { key: returns::read::new_key(), lines: lines.iter().map(line).collect(), words }
}

async fn ask(
    world: &World,
    token: &str,
    kind: ReturnKind,
    lines: &[(OrderLineId, i64)],
) -> Result<ReturnId, ReturnFailure> {
    request(&world.shop, token, kind, &form(lines)).await
}

/// All of these lines, as good as new.
fn found(lines: &[(OrderLineId, i64, i64)], shipping: i64) -> Inspection {
    let line = |(line, accepted, restock): &(OrderLineId, i64, i64)| InspectedLine {
        line: *line,
        accepted: *accepted,
        restock: *restock,
        condition: Condition::AsNew,
    };
    Inspection { lines: lines.iter().map(line).collect(), shipping, words: String::new() }
}

async fn view(world: &World, order: OrderId) -> ReturnView {
    detail(world, order).await.order.returns.remove(0)
}

async fn refunded(world: &World) -> i64 {
    world.number("SELECT CAST(COALESCE(SUM(refunded), 0) AS BIGINT) FROM payment").await
}

fn problems<T: std::fmt::Debug>(answer: Result<T, ReturnFailure>) -> Vec<WishProblem> {
    match answer {
        Err(ReturnFailure::Refused(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

fn mail(world: &World, subject: &str) -> String {
    let mails = world.mailbox.sent();
    let mail = mails.iter().rev().find(|mail| mail.subject.contains(subject));
    mail.unwrap_or_else(|| panic!("no mail is called {subject}")).text.clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_return_is_asked_for_approved_received_inspected_and_paid_back_with_a_mail_for_each_step() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = sent(&world, &[("mug", 2), ("tin", 1)]).await;
        let mug = line(&world, order, 0).await;
        let id = ask(&world, &token, ReturnKind::Return, &[(mug, 2)]).await.unwrap();
        let number = detail(&world, order).await.order.number.to_string();
        let asked = view(&world, order).await;
        assert_eq!((asked.state, asked.reference.as_str()), (ReturnState::Requested, format!("{number}-R1").as_str()));
        assert_eq!((asked.words.as_str(), asked.lines[0].quantity, asked.lines[0].comes), ("It rattles.", 2, 2));
        world.mails().await;
        approve(&world.shop, &manager(), id, "Use the box.").await.unwrap();
        world.mails().await;
        let told = mail(&world, "Return");
        assert!(told.contains("Deichstraße 1") && told.contains("Use the box.") && told.contains("-R1"), "{told}");
        receive(&world.shop, &manager(), id).await.unwrap();
        assert_eq!(view(&world, order).await.state, ReturnState::Received);
        // Two are paid back, of which one can be sold again.
        inspect(&world.shop, &manager(), id, found(&[(mug, 2, 1)], 0)).await.unwrap().unwrap();
        assert_eq!(world.stock("mug").await, (8, 0), "stock waits for the money");
        world.give_back().await;
        let closed = view(&world, order).await;
        assert_eq!((closed.state, closed.lines[0].accepted), (ReturnState::Closed, 2));
        let refunds = detail(&world, order).await.order.refunds;
        assert_eq!((refunds.len(), refunds[0].state, refunds[0].amount), (1, RefundState::Done, euro(4_800)));
        assert_eq!(world.stock("mug").await, (9, 0));
        let subjects = world.mails().await;
        let returns = subjects.iter().filter(|subject| subject.starts_with("Return ")).count();
        assert_eq!(returns, 4, "requested, approved, received, closed: {subjects:?}");
        let late = inspect(&world.shop, &manager(), id, found(&[(mug, 2, 2)], 0)).await;
        assert!(matches!(late, Err(ReturnFailure::Transition(_))), "{late:?}");
        let left = problems(ask(&world, &token, ReturnKind::Return, &[(mug, 1)]).await);
        assert_eq!(left, [WishProblem::Line { line: mug, problem: LineProblem::GoneBack }]);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r34_two_tabs_that_return_the_same_item_are_one_return() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 20, 10).await;
        for _ in 0..4 {
            let (order, token) = sent(&world, &[("mug", 2)]).await;
            let mug = line(&world, order, 0).await;
            let both = [(mug, 2)];
            let (first, second) = tokio::join!(
                ask(&world, &token, ReturnKind::Return, &both),
                ask(&world, &token, ReturnKind::Withdrawal, &both)
            );
            let asked = [&first, &second].into_iter().filter(|answer| answer.is_ok()).count();
            assert_eq!(asked, 1, "{first:?} {second:?}");
            let refused = if first.is_err() { first } else { second };
            let told = problems(refused);
            assert_eq!(told, [WishProblem::Line { line: mug, problem: LineProblem::UnderWay }]);
        }
        assert_eq!(world.number("SELECT CAST(SUM(quantity) AS BIGINT) FROM return_line").await, 8);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r35_a_return_and_a_refund_of_the_same_item_at_the_same_moment_are_one_of_them() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 20, 10).await;
        for _ in 0..6 {
            let (order, token) = sent(&world, &[("mug", 1)]).await;
            let mug = line(&world, order, 0).await;
            let version = detail(&world, order).await.version;
            let wish = RefundWish { lines: vec![(mug, 1)], ..RefundWish::default() };
            let wanted = RequestRefund { order, version, wish, restock: true, reason: String::new() };
            let (one, somebody) = ([(mug, 1)], manager());
            let (returned, refunded) = tokio::join!(
                ask(&world, &token, ReturnKind::Return, &one),
                refund(&world.shop, &somebody, wanted.clone())
            );
            assert!(returned.is_ok() != refunded.is_ok(), "{returned:?} {refunded:?}");
            if let Ok(id) = returned {
                let again = RequestRefund { version: detail(&world, order).await.version, ..wanted };
                let refused = refund(&world.shop, &manager(), again).await;
                assert!(matches!(refused, Err(RefundFailure::InReturn { left: 0 })), "{refused:?}");
                approve(&world.shop, &manager(), id, "").await.unwrap();
                inspect(&world.shop, &manager(), id, found(&[(mug, 1, 1)], 0)).await.unwrap();
            }
        }
        world.give_back().await;
        assert_eq!((world.stock("mug").await, refunded(&world).await), ((20, 0), 6 * 2_400));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r36_a_withdrawal_that_is_sent_twenty_times_is_one_with_one_confirmation() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = sent(&world, &[("mug", 1)]).await;
        let form = form(&[(line(&world, order, 0).await, 1)]);
        let sent: Vec<_> = (0..20)
            .map(|_| {
                let (world, token, form) = (world.clone(), token.clone(), form.clone());
                tokio::spawn(async move {
                    request(&world.shop, &token, KIND, &form).await.map_err(|error| error.to_string())
                })
            })
            .collect();
        let mut ids = Vec::new();
        for one in sent {
            ids.push(one.await.unwrap());
        }
        let first = ids[0].clone().unwrap();
        assert!(ids.iter().all(|id| id.as_ref() == Ok(&first)), "{ids:?}");
        assert_eq!(world.number("SELECT COUNT(*) FROM returns").await, 1);
        let told = "SELECT COUNT(*) FROM outbox WHERE payload LIKE '%\"withdrawn\"%'";
        assert_eq!(world.number(told).await, 1);
        world.mails().await;
        let text = mail(&world, "Withdrawal");
        for part in ["I hereby withdraw", "Maren Holt", "1 × A mug", "23 November 2026", "UTC", "-R1", "Deichstraße 1"]
        {
            assert!(text.contains(part), "the confirmation lacks {part}: {text}");
        }
        let events = "SELECT COUNT(*) FROM order_event WHERE kind = 'withdrawn'";
        assert_eq!(world.number(events).await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_who_inspect_the_same_return_at_once_pay_it_back_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        for _ in 0..4 {
            let (order, token) = sent(&world, &[("mug", 1)]).await;
            let mug = line(&world, order, 0).await;
            let id = ask(&world, &token, KIND, &[(mug, 1)]).await.unwrap();
            let (inspection, somebody) = (found(&[(mug, 1, 1)], 490), manager());
            let (first, second) = tokio::join!(
                inspect(&world.shop, &somebody, id, inspection.clone()),
                inspect(&world.shop, &somebody, id, inspection.clone())
            );
            assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        }
        world.give_back().await;
        assert_eq!((world.stock("mug").await, refunded(&world).await), ((10, 0), 4 * 2_890));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_withdraws_from_everything_before_it_is_sent_gets_everything_back_with_one_click() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = paid(&world, &[("mug", 2), ("tin", 1)]).await;
        let (mug, tin) = (line(&world, order, 0).await, line(&world, order, 1).await);
        let id = ask(&world, &token, KIND, &[(mug, 2), (tin, 1)]).await.unwrap();
        let asked = view(&world, order).await;
        assert_eq!((asked.state, asked.comes()), (ReturnState::Approved, false));
        let held = dispatch(&world, order).await;
        assert!(matches!(held, Err(OrderError::Withdrawn)), "{held:?}");
        inspect(&world.shop, &manager(), id, found(&[(mug, 2, 2), (tin, 1, 1)], 0)).await.unwrap().unwrap();
        world.give_back().await;
        let after = detail(&world, order).await;
        assert_eq!(after.order.state, domain::order::OrderState::Cancelled);
        assert_eq!(after.order.returns[0].state, ReturnState::Closed);
        assert_eq!(refunded(&world).await, after.order.totals.total.minor, "delivery and all");
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((10, 0), (10, 0)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_withdraws_from_one_thing_before_it_is_sent_gets_the_others_sent() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = paid(&world, &[("mug", 2), ("tin", 1)]).await;
        let mug = line(&world, order, 0).await;
        let id = ask(&world, &token, KIND, &[(mug, 1)]).await.unwrap();
        assert!(dispatch(&world, order).await.is_err(), "it is held until the money is on its way");
        inspect(&world.shop, &manager(), id, found(&[(mug, 1, 1)], 0)).await.unwrap();
        dispatch(&world, order).await.unwrap();
        world.give_back().await;
        assert_eq!((world.stock("mug").await, refunded(&world).await), ((9, 0), 2_400));
        assert_eq!(detail(&world, order).await.order.lines[0].sent, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsent_order_is_sent_or_withdrawn_from_in_the_same_moment_and_never_both_unnoticed() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 20, 10).await;
        for _ in 0..6 {
            let (order, token) = paid(&world, &[("mug", 1)]).await;
            let mug = line(&world, order, 0).await;
            let one = [(mug, 1)];
            let (left, asked) = tokio::join!(dispatch(&world, order), ask(&world, &token, KIND, &one));
            asked.unwrap();
            assert_eq!(view(&world, order).await.comes(), left.is_ok(), "what was sent has to come back: {left:?}");
        }
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_not_paid_is_called_off_by_its_withdrawal_and_as_a_whole_only() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let number = world.order(&[("mug", 2)], "transfer").await;
        let (order, token) = (order_id(&world, &number).await, token(&world, &number).await);
        let mug = line(&world, order, 0).await;
        assert_eq!(problems(ask(&world, &token, KIND, &[(mug, 1)]).await), [WishProblem::WholeOnly]);
        ask(&world, &token, KIND, &[(mug, 2)]).await.unwrap();
        assert_eq!(world.state(&number).await.0, "cancelled");
        assert_eq!((view(&world, order).await.state, world.stock("mug").await), (ReturnState::Closed, (10, 0)));
        assert_eq!(world.mails().await.len(), 3, "placed, withdrawn, cancelled");
        assert_eq!(problems(ask(&world, &token, KIND, &[(mug, 2)]).await), [WishProblem::CalledOff]);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_is_cancelled_takes_its_open_withdrawal_along() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = paid(&world, &[("mug", 2)]).await;
        let mug = line(&world, order, 0).await;
        let id = ask(&world, &token, KIND, &[(mug, 1)]).await.unwrap();
        order::admin::cancel(&world.shop, &manager(), order).await.unwrap();
        world.give_back().await;
        let closed = view(&world, order).await;
        assert_eq!(closed.state, ReturnState::Closed);
        assert_eq!(closed.refund, Some(detail(&world, order).await.order.refunds[0].id));
        let late = inspect(&world.shop, &manager(), id, found(&[(mug, 1, 1)], 0)).await;
        assert!(matches!(late, Err(ReturnFailure::Transition(_))), "{late:?}");
        assert_eq!(world.stock("mug").await, (10, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shopper_calls_a_request_off_and_the_shop_refuses_one_with_its_reason() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = sent(&world, &[("mug", 1)]).await;
        let (other, strange) = sent(&world, &[("tin", 1)]).await;
        let mug = line(&world, order, 0).await;
        let first = ask(&world, &token, ReturnKind::Return, &[(mug, 1)]).await.unwrap();
        let stolen = call_off(&world.shop, &strange, first).await;
        assert!(matches!(stolen, Err(ReturnFailure::NotFound)), "a link opens its own order only: {stolen:?}");
        call_off(&world.shop, &token, first).await.unwrap();
        let second = ask(&world, &token, ReturnKind::Return, &[(mug, 1)]).await.unwrap();
        world.mails().await;
        let silent = refuse(&world.shop, &manager(), second, " ").await;
        assert!(matches!(silent, Err(ReturnFailure::Answer { fewest: 1, .. })), "{silent:?}");
        refuse(&world.shop, &manager(), second, "It was used for months.").await.unwrap();
        world.mails().await;
        assert!(mail(&world, "-R2").contains("It was used for months."));
        assert!(matches!(call_off(&world.shop, &token, second).await, Err(ReturnFailure::Transition(_))));
        let states: Vec<_> = detail(&world, order).await.order.returns.iter().map(|view| view.state).collect();
        assert_eq!(states, [ReturnState::Refused, ReturnState::Cancelled]);
        let tin = line(&world, other, 0).await;
        let foreign = problems(ask(&world, &token, ReturnKind::Return, &[(tin, 1)]).await);
        assert!(foreign.contains(&WishProblem::UnknownLine), "{foreign:?}");
        for link in ["", "null", "0123"] {
            let unknown = ask(&world, link, KIND, &[(mug, 1)]).await;
            assert!(matches!(unknown, Err(ReturnFailure::NotFound)), "{link}: {unknown:?}");
        }
        let rows = returns::read::list(&world.shop, ReturnTab::Refused, None).await.unwrap();
        assert_eq!((rows.rows.len(), rows.count(ReturnTab::Open), rows.rows[0].items), (2, 0, 1));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_time_is_over_the_shopper_is_told_since_when() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        // Ordered and sent on Monday, 23 November, promised for the 26th: until Thursday, 10, and Monday, 28 December. A withdrawal is
        // accepted a week longer than that.
        let (order, token) = sent(&world, &[("mug", 1)]).await;
        let mug = line(&world, order, 0).await;
        world.clock.advance(17 * Timestamp::DAY);
        let offer = returns::read::returnable(&world.shop, &token).await.unwrap().offer(KIND);
        assert_eq!(offer.until, Some(Date { year: 2026, month: 12, day: 10 }));
        world.clock.advance(7 * Timestamp::DAY);
        let offer = returns::read::returnable(&world.shop, &token).await.unwrap().offer(KIND);
        assert_eq!(
            (offer.lines[0].most, offer.lines[0].problem),
            (1, None),
            "it may be a holiday where the shopper is"
        );
        world.clock.advance(Timestamp::DAY);
        let over = |problems: Vec<WishProblem>| match problems.as_slice() {
            [WishProblem::Line { problem: LineProblem::Over { until }, .. }] => Some(*until),
            _ => None,
        };
        let late = over(problems(ask(&world, &token, KIND, &[(mug, 1)]).await));
        assert_eq!(late, Some(Date { year: 2026, month: 12, day: 10 }));
        world.clock.advance(11 * Timestamp::DAY);
        let later = over(problems(ask(&world, &token, ReturnKind::Return, &[(mug, 1)]).await));
        assert_eq!(later, Some(Date { year: 2026, month: 12, day: 28 }));
        assert_eq!(world.number("SELECT COUNT(*) FROM returns").await, 0);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_delivery_goes_back_with_everything_and_stays_with_a_part() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = sent(&world, &[("mug", 1), ("tin", 1)]).await;
        let (mug, tin) = (line(&world, order, 0).await, line(&world, order, 1).await);
        let part = ask(&world, &token, KIND, &[(mug, 1)]).await.unwrap();
        assert_eq!(detail(&world, order).await.deliveries_back, [(part, euro(0))]);
        inspect(&world.shop, &manager(), part, found(&[(mug, 1, 1)], 0)).await.unwrap();
        let rest = ask(&world, &token, KIND, &[(tin, 1)]).await.unwrap();
        assert_eq!(detail(&world, order).await.deliveries_back, [(rest, euro(490))]);
        let greedy = inspect(&world.shop, &manager(), rest, found(&[(tin, 1, 1)], 491)).await;
        assert!(matches!(greedy, Err(ReturnFailure::Refund(_))), "{greedy:?}");
        inspect(&world.shop, &manager(), rest, found(&[(tin, 1, 0)], 490)).await.unwrap();
        world.give_back().await;
        assert_eq!(refunded(&world).await, detail(&world, order).await.order.totals.total.minor);
        assert_eq!((world.stock("mug").await, world.stock("tin").await), ((10, 0), (9, 0)));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inspection_that_takes_nothing_back_says_why_and_leaves_money_and_stock_alone() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = sent(&world, &[("mug", 1)]).await;
        let mug = line(&world, order, 0).await;
        let id = ask(&world, &token, KIND, &[(mug, 1)]).await.unwrap();
        world.mails().await;
        let missing = InspectedLine { line: mug, accepted: 0, restock: 0, condition: Condition::Missing };
        let mut inspection = Inspection { lines: vec![missing], shipping: 0, words: String::new() };
        let silent = inspect(&world.shop, &manager(), id, inspection.clone()).await;
        assert!(matches!(silent, Err(ReturnFailure::Inspection(_))), "{silent:?}");
        inspection.words = "The parcel was empty.".to_owned();
        assert_eq!(inspect(&world.shop, &manager(), id, inspection).await.unwrap(), None);
        world.give_back().await;
        world.mails().await;
        assert!(mail(&world, "Withdrawal").contains("The parcel was empty."));
        assert_eq!((world.stock("mug").await, refunded(&world).await), ((9, 0), 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn gift_cards_are_told_to_be_excepted() {
    for_each_database(async |database: Database| {
        let world = with_cards(database).await;
        let number = buy(&world, 1, Vec::new()).await;
        let (order, token) = (order_id(&world, &number).await, token(&world, &number).await);
        let card = line(&world, order, 0).await;
        let told = problems(ask(&world, &token, KIND, &[(card, 1)]).await);
        assert_eq!(told, [WishProblem::Line { line: card, problem: LineProblem::GiftCard }]);
    })
    .await
    .unwrap();
}

/// Fetches all of a file.
async fn fetched(world: &World) -> Result<(), DownloadError> {
    fetch(&world.shop, &download::link(world).await, |_| None).await.map(|_| ())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_can_be_withdrawn_from_until_it_is_fetched_and_is_not_fetched_afterwards() {
    for_each_database(async |database: Database| {
        let world = download::bought(database).await;
        let order = download::detail(&world).await;
        let (book, number) = (order.order.lines[0].id, order.order.number.to_string());
        let token = token(&world, &number).await;
        let link = download::link(&world).await;
        let id = ask(&world, &token, KIND, &[(book, 1)]).await.unwrap();
        assert!(!view(&world, order.id).await.comes(), "there is nothing to send back");
        assert!(matches!(fetch(&world.shop, &link, |_| None).await, Err(DownloadError::Over)));
        world.clock.advance(-60_000);
        let earlier = fetch(&world.shop, &link, |_| None).await;
        assert!(matches!(earlier, Err(DownloadError::Over)), "nor by a request whose clock was read before");
        inspect(&world.shop, &manager(), id, found(&[(book, 1, 1)], 0)).await.unwrap().unwrap();
        world.give_back().await;
        assert_eq!(refunded(&world).await, 1_200);
        world.assert_invariants().await;

        download::place(&world, &[("book", 1)]).await;
        let order = download::detail(&world).await;
        let number = order.order.number.to_string();
        world.provider.set(&number, AGREED);
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        let token = crate::payment::token(&world, &number).await;
        fetched(&world).await.unwrap();
        let book = order.order.lines[0].id;
        let told = problems(ask(&world, &token, KIND, &[(book, 1)]).await);
        assert_eq!(told, [WishProblem::Line { line: book, problem: LineProblem::Fetched }]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_fetched_or_withdrawn_from_in_the_same_moment_and_never_both() {
    for_each_database(async |database: Database| {
        let world = download::with_book(database).await;
        for _ in 0..6 {
            let number = download::place(&world, &[("book", 1)]).await;
            world.provider.set(&number, AGREED);
            confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
            let token = token(&world, &number).await;
            let link = download::link(&world).await;
            let one = [(download::detail(&world).await.order.lines[0].id, 1)];
            let (got, asked) = tokio::join!(fetch(&world.shop, &link, |_| None), ask(&world, &token, KIND, &one));
            assert!(got.is_ok() != asked.is_ok(), "{got:?} {asked:?}");
        }
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

/// An order whose goods cost nothing; its delivery is paid.
async fn costless(world: &World, items: &[(&str, i64)]) -> (OrderId, String) {
    let all = domain::coupon::CouponForm {
        code: "ALL".to_owned(),
        kind: "percent".to_owned(),
        value: "100".to_owned(),
        ..domain::coupon::CouponForm::default()
    };
    coupon::write::create(&world.shop, &manager(), &all).await.unwrap();
    let cart = world.cart(items).await;
    services::cart::write::set_coupon(&world.shop, &cart, "ALL").await.unwrap();
    let request = world.request(&cart, "test").await;
    services::checkout::write::place(&world.shop, &cart, request).await.unwrap();
    let number = world.text("SELECT number FROM orders").await;
    let (order, token) = (order_id(world, &number).await, token(world, &number).await);
    // The delivery costs what it always does, and is paid.
    if world.state(&number).await.0 == "pending_payment" {
        world.provider.set(&number, AGREED);
        confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
    }
    (order, token)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_withdrawn_from_is_not_sent_though_its_refund_was_refused_and_is_paid_back_otherwise() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = paid(&world, &[("mug", 3), ("tin", 1)]).await;
        let mug = line(&world, order, 0).await;
        let id = ask(&world, &token, KIND, &[(mug, 1)]).await.unwrap();
        *world.provider.keeps_all.lock().unwrap() = true;
        inspect(&world.shop, &manager(), id, found(&[(mug, 1, 1)], 0)).await.unwrap();
        world.give_back().await;
        *world.provider.keeps_all.lock().unwrap() = false;
        assert_eq!((refunded(&world).await, detail(&world, order).await.order.lines[0].open()), (0, 2));
        let version = detail(&world, order).await.version;
        let wish = RefundWish { lines: vec![(mug, 1)], ..RefundWish::default() };
        let wanted = RequestRefund { order, version, wish, restock: true, reason: String::new() };
        let again = refund(&world.shop, &manager(), wanted).await.unwrap();
        assert_eq!(view(&world, order).await.refund, Some(again));
        assert_eq!(detail(&world, order).await.order.lines[0].open(), 2, "it is the same mug");
        dispatch(&world, order).await.unwrap();
        world.give_back().await;
        assert_eq!((refunded(&world).await, detail(&world, order).await.order.lines[0].sent), (2_400, 2));
        assert_eq!(world.stock("mug").await, (8, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cost_nothing_and_was_withdrawn_from_is_not_sent() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = costless(&world, &[("mug", 2)]).await;
        let mug = line(&world, order, 0).await;
        let id = ask(&world, &token, KIND, &[(mug, 1)]).await.unwrap();
        inspect(&world.shop, &manager(), id, found(&[(mug, 1, 1)], 0)).await.unwrap();
        assert_eq!(detail(&world, order).await.order.lines[0].open(), 1);
        dispatch(&world, order).await.unwrap();
        assert_eq!(detail(&world, order).await.order.lines[0].sent, 1);
        assert_eq!(world.stock("mug").await, (9, 0));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_packing_slip_leaves_out_what_was_withdrawn_from_before_it_was_sent() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = paid(&world, &[("mug", 2), ("tin", 1)]).await;
        let (mug, tin) = (line(&world, order, 0).await, line(&world, order, 1).await);
        ask(&world, &token, KIND, &[(mug, 1), (tin, 1)]).await.unwrap();
        let slip = services::document::read::packing_slip(&world.shop, order, None).await.unwrap();
        let lines: Vec<_> = slip.lines.iter().map(|line| (line.sku.as_str(), line.quantity)).collect();
        assert_eq!(lines, [("mug", 1)]);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cost_nothing_comes_back_once_though_no_money_does() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = costless(&world, &[("mug", 1)]).await;
        dispatch(&world, order).await.unwrap();
        let mug = line(&world, order, 0).await;
        let id = ask(&world, &token, ReturnKind::Return, &[(mug, 1)]).await.unwrap();
        approve(&world.shop, &manager(), id, "").await.unwrap();
        assert_eq!(inspect(&world.shop, &manager(), id, found(&[(mug, 1, 1)], 0)).await.unwrap(), None);
        assert_eq!(world.stock("mug").await, (10, 0), "there is no money to wait for");
        let again = problems(ask(&world, &token, ReturnKind::Return, &[(mug, 1)]).await);
        assert_eq!(again, [WishProblem::Line { line: mug, problem: LineProblem::GoneBack }]);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_back_besides_before_it_came_is_not_paid_back_again() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = sent(&world, &[("mug", 1)]).await;
        let mug = line(&world, order, 0).await;
        let id = ask(&world, &token, KIND, &[(mug, 1)]).await.unwrap();
        let version = detail(&world, order).await.version;
        let wish = RefundWish { besides: 2_400, ..RefundWish::default() };
        let wanted = RequestRefund { order, version, wish, restock: false, reason: String::new() };
        refund(&world.shop, &manager(), wanted).await.unwrap();
        assert_eq!(inspect(&world.shop, &manager(), id, found(&[(mug, 1, 1)], 0)).await.unwrap(), None);
        world.give_back().await;
        assert_eq!((world.stock("mug").await, refunded(&world).await), ((10, 0), 2_400));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_read_the_shop_in_german_gets_the_confirmation_in_german() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let (order, token) = sent(&world, &[("mug", 1)]).await;
        world.run("UPDATE orders SET language = 'de'").await;
        let mug = line(&world, order, 0).await;
        ask(&world, &token, KIND, &[(mug, 1)]).await.unwrap();
        world.mails().await;
        let text = mail(&world, "Widerruf");
        for part in ["Hiermit widerrufe ich", "23. November 2026", "Eingegangen am", "Deichstraße 1"] {
            assert!(text.contains(part), "the confirmation lacks {part}: {text}");
        }
    })
    .await
    .unwrap();
}
