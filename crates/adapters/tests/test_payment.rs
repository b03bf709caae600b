//! The test provider and the shop together, over the network where they really talk over it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops at the first surprise"
)]

use std::{sync::Arc, time::Duration};

use adapters::{
    signature,
    test_payment::{
        CardError, CardForm, NextStep, PageError, PageState, SIGNATURE_HEADER, TestPayment, TestPaymentConfig,
        TestPaymentError, sql,
    },
};
use domain::{
    kernel::{AttemptId, Currency, Money, Timestamp},
    payment::Observed,
};
use services::{
    db::Database,
    port::{Clock as _, News, PaymentProvider as _, StartPayment, WebhookError},
    testing::{StoppedClock, for_each_database},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    sync::mpsc,
};

const NOW: Timestamp = Timestamp(1_795_428_000_000);
const SUCCEEDS: &str = "4242 4242 4242 4242";

fn config(base_url: &str, production: bool) -> TestPaymentConfig {
    let secrets = vec!["new".to_owned(), "old".to_owned()];
    TestPaymentConfig { base_url: base_url.to_owned(), secrets, production, dial: None }
}

fn card(number: &str) -> CardForm {
    CardForm { number: number.to_owned(), expiry: "12/30".to_owned(), code: "123".to_owned() }
}

/// A web server that refuses the first message and takes the others, and hands on what it got.
async fn listen() -> (String, mpsc::UnboundedReceiver<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, receiver) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut count = 0;
        while let Ok((mut stream, _)) = listener.accept().await {
            let (head, body) = read_request(&mut stream).await;
            let status = if count == 0 { "503 Service Unavailable" } else { "200 OK" };
            count += 1;
            let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
            let _ = sender.send((head, body));
        }
    });
    (address, receiver)
}

async fn read_request(stream: &mut tokio::net::TcpStream) -> (String, Vec<u8>) {
    let mut bytes = Vec::new();
    loop {
        let mut buffer = [0; 4_096];
        let count = stream.read(&mut buffer).await.unwrap();
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length =
            head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
        if body.len() >= length.unwrap().parse().unwrap() {
            return (head.to_owned(), body.as_bytes().to_vec());
        }
    }
}

async fn begin(provider: &TestPayment, attempt: i64) -> String {
    let request = StartPayment {
        attempt: AttemptId(attempt),
        order_number: "M-10017".to_owned(),
        amount: Money::new(2_890, Currency::EUR),
        return_to: "http://127.0.0.1:3000/payments/return".to_owned(),
        turn_back_to: "http://127.0.0.1:3000/orders/abc".to_owned(),
        email: "maren@example.org".to_owned(),
        begun_at: NOW,
        held_until: NOW.plus(900_000),
    };
    let started = provider.start(request).await.unwrap();
    assert_eq!(started.continue_at, format!("/pay/test/{}", started.reference));
    started.reference
}

fn open(database: Database, base_url: &str) -> TestPayment {
    TestPayment::new(config(base_url, false), database, Arc::new(StoppedClock::at(NOW))).unwrap()
}

async fn observed(provider: &TestPayment, reference: &str) -> Observed {
    provider.observe(reference).await.unwrap().observed
}

const CAPTURED: Observed = Observed::Captured { as_agreed: true };

#[tokio::test(flavor = "multi_thread")]
async fn every_statement_of_the_provider_can_be_prepared_on_both_databases() {
    for_each_database(async |database: Database| {
        for (name, statement) in sql::ALL {
            use sqlx::Executor as _;
            let prepared = database.reader().prepare(sqlx::SqlSafeStr::into_sql_str(*statement)).await;
            assert!(prepared.is_ok(), "{name}: {:?}", prepared.err());
        }
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn it_refuses_to_exist_where_real_money_moves() {
    for_each_database(async |database: Database| {
        let clock = Arc::new(StoppedClock::at(NOW));
        let answer = TestPayment::new(config("http://127.0.0.1:9", true), database.clone(), clock.clone());
        assert!(matches!(answer, Err(TestPaymentError::Production)));
        let unsigned = TestPaymentConfig { secrets: Vec::new(), ..config("http://127.0.0.1:9", false) };
        assert!(matches!(TestPayment::new(unsigned, database, clock), Err(TestPaymentError::NoSecret)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_attempt_begins_one_payment_however_often_it_is_sent() {
    for_each_database(async |database: Database| {
        let provider = open(database, "http://127.0.0.1:9");
        let first = begin(&provider, 1).await;
        assert_eq!(begin(&provider, 1).await, first);
        assert_ne!(begin(&provider, 2).await, first);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_pays_once_and_a_declined_one_can_be_followed_by_another() {
    for_each_database(async |database: Database| {
        let provider = open(database, "http://127.0.0.1:9");
        let reference = begin(&provider, 1).await;
        assert_eq!(observed(&provider, &reference).await, Observed::Open);
        let declined = provider.pay(&reference, &card("4000 0000 0000 0002")).await.unwrap();
        assert_eq!(declined, NextStep::Declined);
        assert_eq!(observed(&provider, &reference).await, Observed::Declined);
        assert_eq!(provider.page(&reference).await.unwrap().state, PageState::CardAfterDecline);
        let paid = provider.pay(&reference, &card(SUCCEEDS)).await.unwrap();
        let back = NextStep::Return(format!("http://127.0.0.1:3000/payments/return?reference={reference}"));
        assert_eq!(paid, back);
        assert_eq!(observed(&provider, &reference).await, CAPTURED);
        assert_eq!(provider.pay(&reference, &card("4000 0000 0000 0002")).await.unwrap(), back);
        assert_eq!(observed(&provider, &reference).await, CAPTURED);
        assert_eq!(provider.page(&reference).await.unwrap().state, PageState::Finished);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn extra_authentication_pays_only_when_it_is_confirmed() {
    for_each_database(async |database: Database| {
        let provider = open(database, "http://127.0.0.1:9");
        for (attempt, is_confirmed, expected) in [(1, true, CAPTURED), (2, false, Observed::Declined)] {
            let reference = begin(&provider, attempt).await;
            let next = provider.pay(&reference, &card("4000 0027 6000 3184")).await.unwrap();
            assert_eq!(next, NextStep::ExtraAuthentication);
            assert_eq!(observed(&provider, &reference).await, Observed::Open);
            assert_eq!(provider.page(&reference).await.unwrap().state, PageState::ExtraAuthentication);
            provider.answer(&reference, is_confirmed).await.unwrap();
            assert_eq!(observed(&provider, &reference).await, expected);
        }
        let unasked = begin(&provider, 3).await;
        provider.answer(&unasked, true).await.unwrap();
        assert_eq!(observed(&provider, &unasked).await, Observed::Open, "nobody asked");
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_card_is_captured_later_and_told_by_a_signed_message_that_is_sent_until_it_is_taken() {
    for_each_database(async |database: Database| {
        let (address, mut messages) = listen().await;
        let provider = open(database, &address);
        let reference = begin(&provider, 1).await;
        provider.pay(&reference, &card("4000 0000 0000 5126")).await.unwrap();
        assert_eq!(observed(&provider, &reference).await, Observed::Processing);
        let mut bodies = Vec::new();
        for _ in 0..3 {
            let (head, body) = tokio::time::timeout(Duration::from_secs(20), messages.recv()).await.unwrap().unwrap();
            assert!(head.starts_with("POST /webhooks/test HTTP/1.1"));
            let proof = head.lines().find_map(|line| line.strip_prefix("test-signature: ")).unwrap().to_owned();
            let header = |name: &str| (name == "test-signature").then(|| proof.clone());
            let event = provider.verify_webhook(&header, &body, NOW).unwrap();
            assert_eq!(event.news, News::Payment { reference: reference.clone() });
            bodies.push((event.id, body));
        }
        assert_eq!(bodies[0], bodies[1], "the refused message came again, under the same id");
        assert_ne!(bodies[1].0, bodies[2].0);
        assert_eq!(observed(&provider, &reference).await, CAPTURED);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_being_processed_when_the_program_ended_is_finished_by_the_next() {
    for_each_database(async |database: Database| {
        let provider = open(database.clone(), "http://127.0.0.1:9");
        let reference = begin(&provider, 1).await;
        let update = format!("UPDATE test_provider_payment SET state = 'processing' WHERE reference = '{reference}'");
        database
            .write(move |tx| {
                let update = sqlx::AssertSqlSafe(update.clone());
                Box::pin(async move {
                    sqlx::query(update).execute(tx.connection()).await?;
                    Ok::<_, services::db::DatabaseError>(())
                })
            })
            .await
            .unwrap();
        open(database, "http://127.0.0.1:9").resume().await.unwrap();
        tokio::time::sleep(Duration::from_secs(6)).await;
        assert_eq!(observed(&provider, &reference).await, CAPTURED);
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_cards_and_unknown_payments_change_nothing() {
    for_each_database(async |database: Database| {
        let provider = open(database, "http://127.0.0.1:9");
        let reference = begin(&provider, 1).await;
        let table = [
            (card("5555 5555 5555 4444"), CardError::NotATestCard),
            (card("4242"), CardError::Number),
            (CardForm { expiry: "10/26".to_owned(), ..card(SUCCEEDS) }, CardError::Expired),
            (CardForm { expiry: "soon".to_owned(), ..card(SUCCEEDS) }, CardError::Expiry),
            (CardForm { code: "12".to_owned(), ..card(SUCCEEDS) }, CardError::Code),
        ];
        for (form, expected) in table {
            let answer = provider.pay(&reference, &form).await;
            assert!(matches!(answer, Err(PageError::Card(error)) if error == expected), "{expected:?}");
        }
        assert_eq!(observed(&provider, &reference).await, Observed::Open);
        assert!(matches!(provider.page("tp_unknown").await, Err(PageError::NotFound)));
        assert!(matches!(provider.pay("", &card(SUCCEEDS)).await, Err(PageError::NotFound)));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f07_messages_that_are_forged_old_or_unreadable_are_not_believed() {
    for_each_database(async |database: Database| {
        let provider = open(database, "http://127.0.0.1:9");
        let verify = |proof: String, body: &[u8], now: Timestamp| {
            provider.verify_webhook(&|name: &str| (name == SIGNATURE_HEADER).then(|| proof.clone()), body, now)
        };
        let body = br#"{"id":"evt_1","reference":"tp_1"}"#;
        assert!(verify(signature::sign("old", body, NOW), body, NOW).is_ok());
        assert_eq!(verify(signature::sign("else", body, NOW), body, NOW), Err(WebhookError::Forged));
        assert_eq!(verify(signature::sign("new", body, NOW), body, NOW.plus(600_000)), Err(WebhookError::Forged));
        assert_eq!(provider.verify_webhook(&|_| None, body, NOW), Err(WebhookError::Forged));
        let huge = vec![b' '; 30_000];
        assert_eq!(verify(signature::sign("new", &huge, NOW), &huge, NOW), Err(WebhookError::Forged));
        for body in [&b"{}"[..], b"", br#"{"id":"1","reference":"2","paid":true}"#, b"\xff"] {
            assert_eq!(verify(signature::sign("new", body, NOW), body, NOW), Err(WebhookError::Malformed));
        }
        assert_eq!(StoppedClock::at(NOW).now(), NOW);
    })
    .await
    .unwrap();
}
