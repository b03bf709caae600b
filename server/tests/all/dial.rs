//! The test provider that does wrong on purpose, and a shop that bears it.

use std::time::Duration;

use domain::payment::PaymentState;
use services::{order, payment};
use sqlx::Row as _;

use crate::{
    browser::{Browser, TestShop, location, start, start_with},
    purchase::{fill_checkout, path, pay, place},
};

const SUCCEEDS: &str = "4242 4242 4242 4242";
const OPEN: (&str, &str) = ("MERCER_PAYMENT_TEST_FAULTS", "none");

async fn turn(browser: &Browser, faults: &str) -> u16 {
    browser.post("/pay/test/faults", &[("faults", faults)]).await.status().as_u16()
}

async fn number(shop: &TestShop, statement: &'static str) -> i64 {
    sqlx::query(statement).fetch_one(shop.shop.database.reader()).await.unwrap().get(0)
}

async fn state(shop: &TestShop, order: &str) -> PaymentState {
    let token = order.trim_start_matches("/orders/");
    order::read::by_token(&shop.shop, token).await.unwrap().payment_state
}

/// Waits until a statement gives this number.
async fn wait_for(shop: &TestShop, statement: &'static str, wanted: i64) {
    for _ in 0..400 {
        if number(shop, statement).await == wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{statement}: {} and not {wanted}", number(shop, statement).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dial_turns_only_where_the_setting_allows_it_and_only_to_faults_that_exist() {
    let closed = start().await;
    assert_eq!(turn(&closed.browser(), "errors=100").await, 404);
    let shop = start_with(&[OPEN]).await;
    assert_eq!(turn(&shop.browser(), "errors=100").await, 204);
    assert_eq!(turn(&shop.browser(), "errors=101").await, 422);
    assert_eq!(shop.browser().post("/pay/test/faults", &[]).await.status(), 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn f03_a_provider_that_answers_500_though_it_did_the_work_is_asked_again_and_charges_once() {
    let shop = start_with(&[OPEN]).await;
    let browser = shop.browser();
    assert_eq!(turn(&browser, "errors=100").await, 204);
    let fields = fill_checkout(&browser, "test").await;
    let order = place(&browser, &fields).await;
    let order = path(&shop, &order).to_owned();
    assert!(order.starts_with("/orders/"), "nobody knows where to pay: {order}");
    assert_eq!(state(&shop, &order).await, PaymentState::Unknown);
    let page = browser.get(&order).await.text().await.unwrap();
    assert!(page.contains("being checked"), "the page says so");
    assert_eq!(number(&shop, "SELECT COUNT(*) FROM test_provider_payment").await, 1, "the work was done");
    turn(&browser, "none").await;
    payment::job::reconcile(&shop.shop, 0).await.unwrap();
    payment::job::reconcile(&shop.shop, 0).await.unwrap();
    assert_eq!(state(&shop, &order).await, PaymentState::Pending);
    assert_eq!(number(&shop, "SELECT COUNT(*) FROM test_provider_payment").await, 1, "the same attempt is one payment");
}

#[tokio::test(flavor = "multi_thread")]
async fn f04_messages_that_come_twice_late_and_forged_settle_the_order_once() {
    let shop = start_with(&[("MERCER_PAYMENT_TEST_FAULTS", "duplicates=4, late=400, forged=100")]).await;
    let browser = shop.browser();
    for _ in 0..3 {
        let fields = fill_checkout(&browser, "test").await;
        let page = place(&browser, &fields).await;
        pay(&browser, path(&shop, &page), "4000 0000 0000 0002").await;
        // The shopper never comes back: only messages tell of it.
        pay(&browser, path(&shop, &page), SUCCEEDS).await;
    }
    wait_for(&shop, "SELECT COUNT(*) FROM orders WHERE state = 'confirmed'", 3).await;
    let undelivered = "SELECT COUNT(*) FROM test_provider_message WHERE delivered_at IS NULL";
    wait_for(&shop, undelivered, 0).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(number(&shop, "SELECT COUNT(*) FROM order_event WHERE kind = 'paid'").await, 3);
    assert_eq!(number(&shop, "SELECT COUNT(*) FROM webhook_event").await, 6, "no forged one among them");
    let mails = "SELECT COUNT(*) FROM outbox WHERE payload LIKE '%order_confirmed%'";
    assert_eq!(number(&shop, mails).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn f09_a_slow_provider_slows_nobody_who_looks_around() {
    let shop = start_with(&[("MERCER_PAYMENT_TEST_FAULTS", "delay=3000")]).await;
    let browser = shop.browser();
    let fields = fill_checkout(&browser, "test").await;
    let placing = async {
        let begun = std::time::Instant::now();
        let page = place(&browser, &fields).await;
        (path(&shop, &page).to_owned(), begun.elapsed())
    };
    let looking = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        let begun = std::time::Instant::now();
        for _ in 0..5 {
            assert_eq!(shop.browser().get("/products/blue-mug").await.status(), 200);
        }
        begun.elapsed()
    };
    let ((page, waited), looked) = tokio::join!(placing, looking);
    assert!(page.starts_with("/pay/test/"), "{page}");
    assert!(waited >= Duration::from_secs(3));
    assert!(looked < Duration::from_secs(2), "{looked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn i10_the_providers_own_log_says_what_it_took_and_agrees_with_the_shop() {
    let shop = start().await;
    let browser = shop.browser();
    let fields = fill_checkout(&browser, "test").await;
    let page = place(&browser, &fields).await;
    pay(&browser, path(&shop, &page), "4000 0000 0000 0002").await;
    let paid = pay(&browser, path(&shop, &page), SUCCEEDS).await;
    browser.get(path(&shop, &location(&paid))).await;
    let log = sqlx::query("SELECT kind, amount FROM test_provider_entry ORDER BY sequence")
        .fetch_all(shop.shop.database.reader())
        .await
        .unwrap();
    let log: Vec<(String, i64)> = log.iter().map(|row| (row.get(0), row.get(1))).collect();
    let total = number(&shop, "SELECT total FROM orders").await;
    assert_eq!(log, [("declined".to_owned(), total), ("captured".to_owned(), total)]);
    let disagree = "SELECT COUNT(*) FROM payment p JOIN payment_attempt a ON a.payment_id = p.id
        JOIN test_provider_entry e ON e.reference = a.provider_reference AND e.kind = 'captured'
        WHERE p.captured <> e.amount OR p.state <> 'captured'";
    assert_eq!(number(&shop, disagree).await, 0);
}
