//! Coupons: claimed with their order, once; freed with it, once; and the money that they take off.

use domain::{
    checkout::{
        CheckoutForm,
        view::{CheckoutNotice, PlaceOrder, PlaceOrderOutcome},
    },
    coupon::{CouponForm, CouponState},
    kernel::{CouponId, Money, Timestamp},
    payment::Observed,
    refund::RefundWish,
};
use services::{
    cart::{self, CartToken},
    checkout,
    coupon::{CouponError, read, write},
    db::Database,
    order,
    payment::{start, write as payment},
    refund::write::{RequestRefund, request as request_refund},
    testing::for_each_database,
};

use crate::{
    catalog::manager,
    gift_card::with_cards,
    payment::{AGREED, TEST, order_id, pair, token, webhook},
    selling::{World, form},
};

const REFUSED: PlaceOrderOutcome = PlaceOrderOutcome::Refused(CheckoutNotice::CouponRefused);

/// A coupon of so many percent.
pub fn percent(code: &str, value: &str) -> CouponForm {
    CouponForm { code: code.to_owned(), kind: "percent".to_owned(), value: value.to_owned(), ..CouponForm::default() }
}

pub async fn make(world: &World, form: CouponForm) -> CouponId {
    write::create(&world.shop, &manager(), &form).await.unwrap()
}

/// A cart with these items and a code.
async fn cart_with(world: &World, items: &[(&str, i64)], code: &str) -> CartToken {
    let token = world.cart(items).await;
    cart::write::set_coupon(&world.shop, &token, code).await.unwrap();
    token
}

/// The order of a cart as somebody with this address sends it, who saw the page.
async fn seen(world: &World, token: &CartToken, payment: &str, email: &str) -> PlaceOrder {
    let mut request = world.request(token, payment).await;
    request.form = CheckoutForm { email: email.to_owned(), ..request.form };
    request
}

async fn place(world: &World, token: &CartToken, request: PlaceOrder) -> PlaceOrderOutcome {
    checkout::write::place(&world.shop, token, request).await.unwrap()
}

fn is_placed(outcome: &PlaceOrderOutcome) -> bool {
    matches!(outcome, PlaceOrderOutcome::Placed { .. })
}

/// Places the order of a new cart with a code.
async fn order_with(world: &World, items: &[(&str, i64)], code: &str, email: &str) -> PlaceOrderOutcome {
    let token = cart_with(world, items, code).await;
    let request = seen(world, &token, "test", email).await;
    place(world, &token, request).await
}

/// Places an order with a code, and gives its number.
pub async fn placed_with(world: &World, items: &[(&str, i64)], code: &str) -> String {
    let outcome = order_with(world, items, code, "maren@example.org").await;
    assert!(is_placed(&outcome), "{outcome:?}");
    world.text("SELECT number FROM orders ORDER BY id DESC LIMIT 1").await
}

pub async fn used(world: &World, code: &str) -> i64 {
    world.number(&format!("SELECT used FROM coupon WHERE code = '{code}'")).await
}

/// What the page says of the code of a cart.
async fn problem(world: &World, token: &CartToken) -> Option<String> {
    checkout::read::view(&world.shop, token).await.unwrap().cart.coupon.and_then(|coupon| coupon.problem)
}

/// Places all of them at once.
async fn rush(world: &World, carts: Vec<(CartToken, PlaceOrder)>) -> Vec<PlaceOrderOutcome> {
    let tasks: Vec<_> = carts
        .into_iter()
        .map(|(token, request)| {
            let world = world.clone();
            tokio::spawn(async move { place(&world, &token, request).await })
        })
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

#[tokio::test(flavor = "multi_thread")]
async fn r11_f23_fifty_carts_with_a_code_for_one_are_one_order_with_it_and_the_others_keep_their_carts() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 10).await;
        make(&world, CouponForm { most_uses: "1".to_owned(), ..percent("once", "10") }).await;
        let mut carts = Vec::new();
        for number in 0..50 {
            let token = cart_with(&world, &[("mug", 1)], "Once").await;
            let request = seen(&world, &token, "test", &format!("shopper{number}@example.org")).await;
            assert_eq!(request.seen_total, 2_160 + 490);
            carts.push((token, request));
        }
        let outcomes = rush(&world, carts.clone()).await;
        assert_eq!(outcomes.iter().filter(|outcome| is_placed(outcome)).count(), 1, "{outcomes:?}");
        assert_eq!(outcomes.iter().filter(|outcome| **outcome == REFUSED).count(), 49);
        assert_eq!((used(&world, "ONCE").await, world.number("SELECT COUNT(*) FROM orders").await), (1, 1));
        let (loser, _) = &carts[outcomes.iter().position(|outcome| *outcome == REFUSED).unwrap()];
        let view = checkout::read::view(&world.shop, loser).await.unwrap();
        assert_eq!((view.cart.lines.len(), view.notice.clone()), (1, Some(CheckoutNotice::CouponRefused)));
        assert_eq!(view.totals.total.minor, 2_890, "the sums are without it");
        assert_eq!(problem(&world, loser).await.unwrap(), "“ONCE” has been used as often as it may be.");
        let request = seen(&world, loser, "test", "late@example.org").await;
        assert!(is_placed(&place(&world, loser, request).await), "who saw the new sum can order without the code");
        assert_eq!(world.number("SELECT COUNT(*) FROM orders WHERE coupon_code = ''").await, 1);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r12_a_code_is_used_as_often_as_orders_stand_while_they_come_and_go() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 200, 10).await;
        make(&world, CouponForm { most_uses: "30".to_owned(), ..percent("MANY", "10") }).await;
        let mut carts = Vec::new();
        for number in 0..60 {
            let token = cart_with(&world, &[("mug", 1)], "many").await;
            let request = seen(&world, &token, "test", &format!("shopper{number}@example.org")).await;
            carts.push((token, request));
        }
        let outcomes = rush(&world, carts).await;
        assert_eq!(outcomes.iter().filter(|outcome| is_placed(outcome)).count(), 30);
        let first = world.number("SELECT MIN(id) FROM orders").await;
        let cancelling: Vec<_> = (0..12)
            .map(|index| {
                let world = world.clone();
                tokio::spawn(async move {
                    let nth = format!("SELECT id FROM orders WHERE id >= {first} ORDER BY id LIMIT 1 OFFSET {index}");
                    let id = domain::kernel::OrderId(world.number(&nth).await);
                    order::admin::cancel(&world.shop, &manager(), id).await.unwrap();
                })
            })
            .collect();
        for task in cancelling {
            task.await.unwrap();
        }
        let living = "SELECT COUNT(*) FROM orders WHERE coupon_code = 'MANY' AND state <> 'cancelled'";
        assert_eq!((used(&world, "MANY").await, world.number(living).await), (18, 18));
        assert!(is_placed(&order_with(&world, &[("mug", 1)], "MANY", "more@example.org").await));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r13_the_same_checkout_completed_twenty_times_at_once_counts_its_code_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 10).await;
        make(&world, percent("WELCOME10", "10")).await;
        let token = cart_with(&world, &[("mug", 2)], "welcome10").await;
        let request = seen(&world, &token, "test", "maren@example.org").await;
        let outcomes = rush(&world, (0..20).map(|_| (token.clone(), request.clone())).collect()).await;
        assert!(outcomes.iter().all(|outcome| is_placed(outcome) && *outcome == outcomes[0]), "{outcomes:?}");
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 1);
        assert_eq!((used(&world, "WELCOME10").await, world.number("SELECT COUNT(*) FROM coupon_use").await), (1, 1));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r14_r15_a_code_is_claimed_with_the_order_and_not_again_by_a_second_unpaid_one_of_the_same_customer() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 100, 10).await;
        make(&world, CouponForm { most_per_customer: "1".to_owned(), ..percent("FIRST", "10") }).await;
        placed_with(&world, &[("mug", 1)], "FIRST").await;
        assert_eq!(used(&world, "FIRST").await, 1, "before anybody has paid");
        // Who has not said who they are sees the code taken off; the order itself knows.
        let token = cart_with(&world, &[("mug", 1)], "FIRST").await;
        let request = seen(&world, &token, "test", " Maren@Example.org ").await;
        assert_eq!(request.seen_total, 2_160 + 490);
        assert_eq!(place(&world, &token, request).await, REFUSED);
        assert_eq!(problem(&world, &token).await.unwrap(), "You have used “FIRST” already.");
        assert_eq!((used(&world, "FIRST").await, world.number("SELECT COUNT(*) FROM orders").await), (1, 1));
        assert!(is_placed(&order_with(&world, &[("mug", 1)], "FIRST", "other@example.org").await));
        // Many carts of one customer at once: one of them.
        let mut carts = Vec::new();
        for _ in 0..10 {
            let token = cart_with(&world, &[("mug", 1)], "FIRST").await;
            let request = seen(&world, &token, "test", "third@example.org").await;
            carts.push((token, request));
        }
        let outcomes = rush(&world, carts).await;
        assert_eq!(outcomes.iter().filter(|outcome| is_placed(outcome)).count(), 1, "{outcomes:?}");
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn r08_after_a_decline_the_same_order_is_paid_with_its_code_and_a_cancel_frees_the_code_once() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let one = CouponForm { most_uses: "1".to_owned(), most_per_customer: "1".to_owned(), ..percent("ONE", "50") };
        make(&world, one).await;
        let number = placed_with(&world, &[("mug", 1)], "ONE").await;
        world.provider.set(&number, Observed::Declined);
        payment::returned(&world.shop, &world.reference(&number)).await.unwrap();
        assert_eq!(used(&world, "ONE").await, 1, "a decline keeps it");
        let link = token(&world, &number).await;
        start::pay_again(&world.shop, &link, TEST, "").await.unwrap();
        world.provider.set(&number, AGREED);
        payment::returned(&world.shop, &world.reference(&number)).await.unwrap();
        assert_eq!(world.number("SELECT captured FROM payment WHERE state = 'captured'").await, 1_200 + 490);
        let order = order_id(&world, &number).await;
        for _ in 0..2 {
            let _ = order::admin::cancel(&world.shop, &manager(), order).await;
        }
        assert_eq!(used(&world, "ONE").await, 0);
        world.assert_invariants().await;
        assert!(is_placed(&order_with(&world, &[("mug", 1)], "ONE", "maren@example.org").await), "it is free again");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f19_an_abandoned_payment_frees_its_code_once_when_its_time_is_over() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        make(&world, CouponForm { most_uses: "1".to_owned(), ..percent("ONE", "50") }).await;
        placed_with(&world, &[("mug", 1)], "ONE").await;
        world.clock.advance(24 * 3_600_000);
        for expected in [1, 0] {
            assert_eq!(order::job::sweep(&world.shop).await.unwrap(), expected);
            assert_eq!(used(&world, "ONE").await, 0);
        }
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f06_money_that_comes_for_an_order_that_was_called_off_does_not_use_its_code_again() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        make(&world, CouponForm { most_uses: "1".to_owned(), ..percent("ONE", "50") }).await;
        let number = placed_with(&world, &[("mug", 1)], "ONE").await;
        let (reference, id) = (world.reference(&number), order_id(&world, &number).await);
        world.provider.set(&number, AGREED);
        order::admin::cancel(&world.shop, &manager(), id).await.unwrap();
        webhook(&world, &number, &reference).await.unwrap();
        assert_eq!(world.state(&number).await, pair("needs_review", "mismatched"));
        assert_eq!(used(&world, "ONE").await, 0);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f16_a_code_worth_more_than_the_goods_leaves_the_delivery_to_pay() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let amount = CouponForm { kind: "amount".to_owned(), value: "500".to_owned(), ..percent("RICH", "") };
        make(&world, amount).await;
        let number = placed_with(&world, &[("mug", 1), ("tin", 1)], "RICH").await;
        let page = order::read::by_token(&world.shop, &token(&world, &number).await).await.unwrap();
        let totals = &page.totals;
        assert_eq!((totals.goods.minor, totals.discount.minor, totals.shipping.minor), (3_300, -3_300, 490));
        assert_eq!((totals.total.minor, totals.tax().minor, page.coupon.as_str()), (490, 78, "RICH"));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

/// An order of goods for which delivery is free, with a code that takes all of it off.
async fn for_nothing(world: &World, payment: &str) -> String {
    make(world, percent("ALL", "100")).await;
    let token = cart_with(world, &[("mug", 5)], "all").await;
    let request = seen(world, &token, payment, "maren@example.org").await;
    assert_eq!(request.seen_total, 0);
    let outcome = place(world, &token, request).await;
    let PlaceOrderOutcome::Placed { continue_at } = outcome else { panic!("{outcome:?}") };
    assert!(continue_at.starts_with("/orders/"), "there is no page to pay on: {continue_at}");
    world.text("SELECT number FROM orders").await
}

async fn costs_nothing(database: Database, method: &str) {
    let mut world = World::open(database, 10, 10).await;
    free_delivery(&mut world);
    world.take_cash();
    let number = for_nothing(&world, method).await;
    assert_eq!(world.state(&number).await, ("confirmed".to_owned(), "captured".to_owned()));
    assert_eq!(*world.provider.begun.lock().unwrap(), 0);
    assert_eq!((world.stock("mug").await, used(&world, "ALL").await), ((5, 0), 1));
    assert_eq!(world.mails().await, [format!("Your order is confirmed ({number})")]);
    world.documents().await;
    assert_eq!(world.number("SELECT total FROM document WHERE kind = 'invoice'").await, 0);
    let page = order::read::by_token(&world.shop, &token(&world, &number).await).await.unwrap();
    assert_eq!((page.payment_name.as_str(), page.transfer, page.pay_at), ("Nothing to pay", None, None));
    assert_eq!(page.cash_due, None);
    world.assert_invariants().await;
    order::admin::cancel(&world.shop, &manager(), order_id(&world, &number).await).await.unwrap();
    assert_eq!(used(&world, "ALL").await, 0);
    assert_eq!(world.number("SELECT COUNT(*) FROM refund").await, 0, "nothing goes back of nothing");
    world.assert_invariants().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn f16_an_order_that_costs_nothing_asks_no_provider_and_passes_every_other_step() {
    for_each_database(async |database: Database| costs_nothing(database, "test").await).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f16_an_order_that_costs_nothing_waits_for_no_transfer() {
    for_each_database(async |database: Database| costs_nothing(database, "transfer").await).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f16_an_order_that_costs_nothing_is_paid_to_nobody_on_delivery() {
    for_each_database(async |database: Database| costs_nothing(database, "cash_on_delivery").await).await.unwrap();
}

/// Delivery costs nothing from 50 euros on.
fn free_delivery(world: &mut World) {
    let free_shipping_from = Some(Money::new(5_000, world.shop.settings.currency));
    let settings = services::setting::ShopSettings { free_shipping_from, ..(*world.shop.settings).clone() };
    world.shop = services::testing::with_parts(&world.shop, |parts| parts.settings = std::sync::Arc::new(settings));
}

#[tokio::test(flavor = "multi_thread")]
async fn free_delivery_is_taken_off_the_delivery_and_never_where_it_is_free_already() {
    for_each_database(async |database: Database| {
        let mut world = World::open(database, 10, 10).await;
        free_delivery(&mut world);
        let free = CouponForm { kind: "free_shipping".to_owned(), least: "20".to_owned(), ..percent("POSTFREE", "") };
        make(&world, free).await;
        let token = cart_with(&world, &[("tin", 1)], "postfree").await;
        assert_eq!(problem(&world, &token).await.unwrap(), "For “POSTFREE” you need goods for €11.00 more.");
        let token = cart_with(&world, &[("mug", 3)], "postfree").await;
        assert_eq!(problem(&world, &token).await.unwrap(), "“POSTFREE” takes nothing off what is in your bag.");
        let number = placed_with(&world, &[("mug", 1)], "postfree").await;
        let page = order::read::by_token(&world.shop, &crate::payment::token(&world, &number).await).await.unwrap();
        let totals = &page.totals;
        assert_eq!((totals.shipping.minor, totals.shipping_discount.minor, totals.total.minor), (0, -490, 2_400));
        assert_eq!((totals.discount.minor, totals.shipping_before().minor), (0, 490));
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f16_a_refund_of_everything_is_the_total_and_papers_and_mails_name_the_code() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        make(&world, percent("THIRD", "33")).await;
        let number = placed_with(&world, &[("mug", 2), ("tin", 3)], "third").await;
        world.provider.set(&number, AGREED);
        payment::confirm(&world.shop, TEST, &world.reference(&number)).await.unwrap();
        world.documents().await;
        world.mails().await;
        let mail = world.mailbox.sent().pop().unwrap().text;
        assert!(mail.contains("Discount code THIRD: −€24.75"), "{mail}");
        let invoice = world.text("SELECT content FROM document WHERE kind = 'invoice'").await;
        let invoice: domain::document::Document = serde_json::from_str(&invoice).unwrap();
        assert_eq!((invoice.coupon.as_str(), invoice.allowance_shown().minor), ("THIRD", 2_475));
        assert_eq!(invoice.total.minor, 7_500 - 2_475 + 490);
        let order = order_id(&world, &number).await;
        let detail = order::admin::detail(&world.shop, order).await.unwrap();
        let mug = detail.order.lines[0].id;
        let one = RefundWish { lines: vec![(mug, 1)], ..RefundWish::default() };
        let wish = |version, wish| RequestRefund { order, version, wish, restock: false, reason: String::new() };
        request_refund(&world.shop, &manager(), wish(detail.version, one)).await.unwrap();
        let detail = order::admin::detail(&world.shop, order).await.unwrap();
        let rest = detail.refundable.unwrap().everything();
        request_refund(&world.shop, &manager(), wish(detail.version, rest)).await.unwrap();
        world.give_back().await;
        world.documents().await;
        assert_eq!(world.number("SELECT refunded FROM payment").await, detail.order.totals.total.minor);
        let credited = "SELECT CAST(SUM(total) AS BIGINT) FROM document WHERE kind = 'credit_note'";
        assert_eq!(world.number(credited).await, detail.order.totals.total.minor);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_code_makes_a_gift_card_cheaper() {
    for_each_database(async |database: Database| {
        let world = with_cards(database).await;
        make(&world, CouponForm { least: "20".to_owned(), ..percent("HALF", "50") }).await;
        let token = cart_with(&world, &[("card", 1), ("tin", 1)], "half").await;
        let view = cart::read::view(&world.shop, Some(&token)).await.unwrap();
        assert_eq!(view.totals.discount.minor, 0);
        let words = view.coupon.unwrap().problem.unwrap();
        assert_eq!(words, "For “HALF” you need goods for €11.00 more.", "a gift card is no goods");
        let token = cart_with(&world, &[("card", 1), ("mug", 1)], "half").await;
        let view = cart::read::view(&world.shop, Some(&token)).await.unwrap();
        assert_eq!((view.totals.goods.minor, view.totals.discount.minor), (7_400, -1_200));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f11_a_code_that_ends_while_the_page_is_open_is_told_before_anything_is_charged() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let today = world.shop.clock.now().date();
        let day = format!("{:04}-{:02}-{:02}", today.year, today.month, today.day);
        let id = make(&world, CouponForm { valid_until: day, ..percent("TODAY", "10") }).await;
        let token = cart_with(&world, &[("mug", 1)], "today").await;
        let request = seen(&world, &token, "test", "maren@example.org").await;
        world.clock.advance(Timestamp::DAY);
        assert_eq!(place(&world, &token, request.clone()).await, REFUSED);
        assert_eq!(problem(&world, &token).await.unwrap(), "“TODAY” is no longer valid.");
        assert_eq!(world.number("SELECT COUNT(*) FROM orders").await, 0);
        assert_eq!(read::one(&world.shop, id).await.unwrap().state, CouponState::Over);
        // One that is switched off says the same; one that nobody knows says so.
        let unknown = cart_with(&world, &[("mug", 1)], "'; DROP TABLE coupon; --").await;
        assert!(problem(&world, &unknown).await.unwrap().starts_with("We know no discount code"));
        let view = cart::write::set_coupon(&world.shop, &unknown, " ").await.unwrap();
        assert_eq!(view.coupon, None, "nothing typed takes it away");
        let seen = world.request(&token, "test").await;
        assert_eq!(seen.seen_total, 2_890);
        let seen = PlaceOrder { form: form("test"), ..seen };
        assert!(is_placed(&place(&world, &token, seen).await), "whoever saw the sum without it gets it without it");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manager_makes_finds_changes_switches_off_and_deletes_coupons_and_keeps_those_that_were_used() {
    for_each_database(async |database: Database| {
        let world = World::open(database, 10, 10).await;
        let shop = &world.shop;
        let id = make(&world, percent("Spring-5", "5")).await;
        let taken = write::create(shop, &manager(), &percent("spring-5", "9")).await;
        assert!(matches!(taken, Err(CouponError::Fields(fields)) if fields[0].0 == "code"));
        let other = make(&world, percent("AUTUMN", "9")).await;
        let found = |rows: domain::coupon::view::CouponRows| rows.rows.iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(found(read::list(shop, "", None).await.unwrap()), [other, id]);
        assert_eq!(found(read::list(shop, "ring", None).await.unwrap()), [id]);
        placed_with(&world, &[("mug", 1)], "spring-5").await;
        let row = read::one(shop, id).await.unwrap();
        assert_eq!((row.coupon.uses().as_str(), row.was_used), ("1", true));
        let save = async |version, form: CouponForm| write::save(shop, &manager(), id, version, &form).await;
        save(row.version, CouponForm { most_uses: "3".to_owned(), ..percent("SPRING-5", "20") }).await.unwrap();
        assert_eq!(read::one(shop, id).await.unwrap().coupon.uses(), "1 of 3");
        assert!(matches!(save(row.version, percent("SPRING-5", "9")).await, Err(CouponError::Conflict)));
        let version = read::one(shop, id).await.unwrap().version;
        assert!(matches!(save(version, percent("OTHER", "9")).await, Err(CouponError::Conflict)), "a code stays");
        placed_with(&world, &[("mug", 1)], "spring-5").await;
        let few = save(version, CouponForm { most_uses: "1".to_owned(), ..percent("SPRING-5", "20") }).await;
        assert!(matches!(few, Err(CouponError::Fields(fields)) if fields[0].0 == "most_uses"));
        write::set_active(shop, &manager(), id, false).await.unwrap();
        assert_eq!(read::one(shop, id).await.unwrap().state, CouponState::Off);
        let token = cart_with(&world, &[("mug", 1)], "spring-5").await;
        assert_eq!(problem(&world, &token).await.unwrap(), "“SPRING-5” is no longer valid.");
        assert!(matches!(write::delete(shop, &manager(), id).await, Err(CouponError::WasUsed)));
        write::delete(shop, &manager(), other).await.unwrap();
        assert!(matches!(read::one(shop, other).await, Err(CouponError::NotFound)));
        let noted = "SELECT COUNT(*) FROM audit WHERE action LIKE 'coupon.%'";
        assert_eq!(world.number(noted).await, 5);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
