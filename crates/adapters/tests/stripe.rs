//! Stripe as the shop sees it, against a server of ours that keeps keys, pages and refunds as Stripe does and fails as told. What an
//! independent double knows is tested beside the adapter (`stripe/localstripe_tests.rs`).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test stops at the first surprise"
)]

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use adapters::stripe::{Stripe, StripeConfig};
use axum::{
    Form, Json, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use domain::{
    kernel::{AttemptId, Currency, Money, RefundId, Timestamp},
    payment::Observed,
};
use serde_json::{Value, json};
use services::port::{PaymentProvider as _, ProviderError, RefundPayment, StartPayment};

const KEY: &str = "sk_test_secret_of_the_shop";
const NOW: Timestamp = Timestamp(1_795_428_000_000);

type Fields = Vec<(String, String)>;

/// What goes wrong with the next answer, though the work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Fails,
    IsLost,
    IsSlow,
}

#[derive(Default)]
struct Memory {
    /// What was asked for under a key, and what was answered.
    answers: HashMap<String, (Fields, u16, Value)>,
    sessions: HashMap<String, Value>,
    refunds: Vec<Value>,
    next: Option<Fault>,
    refuses_email: bool,
    /// The address that it gives pages, where it is none of its own.
    leads_to: Option<String>,
    asked: Vec<(String, Fields)>,
}

#[derive(Clone, Default)]
struct Double(Arc<Mutex<Memory>>);

fn error(status: u16, body: &Value) -> (u16, Value) {
    (status, json!({ "error": body }))
}

fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
}

impl Double {
    async fn start(&self) -> Stripe {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/v1/checkout/sessions", post(begin).get(list))
            .route("/v1/checkout/sessions/{id}", get(show))
            .route("/v1/checkout/sessions/{id}/expire", post(expire))
            .route("/v1/refunds", post(give_back).get(refunds))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        stripe_at(&address, KEY)
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.0.lock().unwrap()
    }

    fn set(&self, session: &str, name: &str, value: Value) {
        self.memory().sessions.get_mut(session).unwrap()[name] = value;
    }

    fn pays(&self, session: &str) {
        let amount = self.memory().sessions[session]["amount_total"].clone();
        self.set(session, "status", json!("complete"));
        self.set(session, "payment_status", json!("paid"));
        let intent = json!({"id": "pi_1", "status": "succeeded", "amount_received": amount, "currency": "eur"});
        self.set(session, "payment_intent", intent);
    }

    /// Does something once for a key, and answers, or not.
    async fn once(
        &self,
        headers: &HeaderMap,
        fields: Fields,
        work: impl FnOnce(&mut Memory, &Fields) -> (u16, Value),
    ) -> Response {
        if let Some(refusal) = refuse(headers) {
            return refusal;
        }
        let key = headers["idempotency-key"].to_str().unwrap().to_owned();
        assert!((1..=255).contains(&key.len()));
        let (status, body, is_replayed, fault) = {
            let mut memory = self.memory();
            memory.asked.push((key.clone(), fields.clone()));
            match memory.answers.get(&key).cloned() {
                Some((before, ..)) if before != fields => {
                    let (status, body) = error(400, &json!({"type": "idempotency_error"}));
                    (status, body, false, None)
                }
                Some((_, status, body)) => (status, body, true, None),
                None => {
                    let fault = memory.next.take();
                    let (mut status, mut body) = work(&mut memory, &fields);
                    if fault == Some(Fault::Fails) {
                        (status, body) = error(500, &json!({"type": "api_error"}));
                    }
                    // What was refused before anything was done is not kept.
                    if status != 400 {
                        memory.answers.insert(key, (fields, status, body.clone()));
                    }
                    (status, body, false, fault)
                }
            }
        };
        match fault {
            Some(Fault::IsLost) => panic!("the connection breaks"),
            Some(Fault::IsSlow) => tokio::time::sleep(Duration::from_secs(30)).await,
            _ => {}
        }
        let status = StatusCode::from_u16(status).unwrap();
        let replayed = [("idempotent-replayed", if is_replayed { "true" } else { "false" })];
        (status, replayed, Json(body)).into_response()
    }
}

fn refuse(headers: &HeaderMap) -> Option<Response> {
    let told = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    assert_eq!(told("stripe-version"), "2025-07-30.basil");
    let is_right = told("authorization") == format!("Bearer {KEY}");
    let body = json!({"error": {"type": "invalid_request_error", "message": "Invalid API Key provided"}});
    (!is_right).then(|| (StatusCode::UNAUTHORIZED, Json(body)).into_response())
}

async fn begin(State(double): State<Double>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    double
        .once(&headers, fields, |memory, fields| {
            if memory.refuses_email && !field(fields, "customer_email").is_empty() {
                return error(400, &json!({"code": "email_invalid", "param": "customer_email"}));
            }
            let id = format!("cs_test_{}", memory.sessions.len() + 1);
            let url = memory.leads_to.clone().unwrap_or_else(|| format!("https://checkout.stripe.com/c/pay/{id}"));
            let session = json!({
                "id": id, "object": "checkout.session", "url": url,
                "status": "open", "payment_status": "unpaid", "payment_intent": null,
                "amount_total": field(fields, "line_items[0][price_data][unit_amount]").parse::<i64>().unwrap(),
                "currency": field(fields, "line_items[0][price_data][currency]"),
                "client_reference_id": field(fields, "client_reference_id"),
                "metadata": {"order": field(fields, "metadata[order]")},
            });
            memory.sessions.insert(id, session.clone());
            (200, session)
        })
        .await
}

async fn show(State(double): State<Double>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let found = double.memory().sessions.get(&id).cloned();
    let missing = json!({"error": {"code": "resource_missing", "message": format!("No such checkout.session: {id}")}});
    refuse(&headers).unwrap_or_else(|| match found {
        Some(session) => Json(session).into_response(),
        None => (StatusCode::NOT_FOUND, Json(missing)).into_response(),
    })
}

async fn list(State(double): State<Double>, headers: HeaderMap, Query(fields): Query<Fields>) -> Response {
    let intent = field(&fields, "payment_intent");
    let is_asked = |session: &&Value| intent.is_empty() || session["payment_intent"]["id"] == intent;
    let found: Vec<Value> = double.memory().sessions.values().filter(is_asked).cloned().collect();
    refuse(&headers).unwrap_or_else(|| Json(json!({"object": "list", "data": found})).into_response())
}

async fn expire(State(double): State<Double>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    double
        .once(&headers, Fields::new(), |memory, _| match memory.sessions.get_mut(&id) {
            Some(session) if session["status"] == "open" => {
                session["status"] = json!("expired");
                (200, session.clone())
            }
            _ => error(400, &json!({"type": "invalid_request_error", "message": "Only open sessions can be expired"})),
        })
        .await
}

async fn give_back(State(double): State<Double>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    double
        .once(&headers, fields, |memory, fields| {
            let amount = |value: &Value| value["amount"].as_i64().unwrap();
            let wanted: i64 = field(fields, "amount").parse().unwrap();
            if memory.refunds.iter().map(amount).sum::<i64>() + wanted > 2_890 {
                return error(400, &json!({"code": "charge_already_refunded"}));
            }
            let refund = json!({
                "id": format!("re_{}", memory.refunds.len() + 1), "status": "succeeded", "amount": wanted,
                "payment_intent": field(fields, "payment_intent"), "metadata": {"refund": field(fields, "metadata[refund]")},
            });
            memory.refunds.push(refund.clone());
            (200, refund)
        })
        .await
}

async fn refunds(State(double): State<Double>, Query(fields): Query<Fields>) -> Response {
    let of = field(&fields, "payment_intent");
    let data: Vec<Value> =
        double.memory().refunds.iter().filter(|refund| refund["payment_intent"] == of).cloned().collect();
    Json(json!({"object": "list", "data": data})).into_response()
}

fn stripe_at(address: &str, key: &str) -> Stripe {
    let webhook_secrets = vec!["whsec_one".to_owned()];
    Stripe::new(StripeConfig { address: address.to_owned(), secret_key: key.to_owned(), webhook_secrets }).unwrap()
}

fn request(attempt: i64) -> StartPayment {
    StartPayment {
        attempt: AttemptId(attempt),
        order_number: "M-1001".to_owned(),
        amount: Money::new(2_890, Currency::EUR),
        return_to: "https://shop.example/payments/return".to_owned(),
        turn_back_to: "https://shop.example/orders/abc".to_owned(),
        email: "maren+shop@example.org".to_owned(),
        begun_at: NOW,
        held_until: NOW.plus(900_000),
    }
}

fn back(refund: i64, minor: i64) -> RefundPayment {
    let amount = Money::new(minor, Currency::EUR);
    RefundPayment { refund: RefundId(refund), reference: "cs_test_1".to_owned(), amount }
}

fn is_unknown<T: std::fmt::Debug>(answer: &Result<T, ProviderError>) -> bool {
    matches!(answer, Err(ProviderError::Unknown(_)))
}

fn is_refused<T: std::fmt::Debug>(answer: &Result<T, ProviderError>) -> bool {
    matches!(answer, Err(ProviderError::Refused(_)))
}

#[tokio::test]
async fn a_payment_is_begun_once_for_an_attempt_with_everything_that_stripe_needs() {
    let double = Double::default();
    let stripe = double.start().await;
    let started = stripe.start(request(17)).await.unwrap();
    assert_eq!(
        (started.reference.as_str(), started.continue_at.as_str()),
        ("cs_test_1", "https://checkout.stripe.com/c/pay/cs_test_1")
    );
    assert_eq!(stripe.start(request(17)).await.unwrap(), started, "the same attempt is the same page");
    assert_eq!(stripe.start(request(18)).await.unwrap().reference, "cs_test_2");
    let other = StartPayment { amount: Money::new(1, Currency::EUR), ..request(17) };
    assert!(is_refused(&stripe.start(other).await), "a key is for one thing");
    let (key, fields) = double.memory().asked[0].clone();
    assert_eq!(key, "mercer-attempt-17");
    for (name, value) in [
        ("mode", "payment"),
        ("success_url", "https://shop.example/payments/return?reference={CHECKOUT_SESSION_ID}"),
        ("cancel_url", "https://shop.example/orders/abc"),
        ("client_reference_id", "17"),
        ("metadata[order]", "M-1001"),
        ("payment_intent_data[metadata][order]", "M-1001"),
        ("line_items[0][quantity]", "1"),
        ("line_items[0][price_data][currency]", "eur"),
        ("line_items[0][price_data][unit_amount]", "2890"),
        ("line_items[0][price_data][product_data][name]", "Order M-1001"),
        ("customer_email", "maren+shop@example.org"),
        ("adaptive_pricing[enabled]", "false"),
        ("expires_at", "1795430760"),
    ] {
        assert_eq!(field(&fields, name), value, "{name}");
    }
}

#[tokio::test]
async fn an_address_that_stripe_does_not_take_keeps_nobody_from_paying() {
    let double = Double::default();
    let stripe = double.start().await;
    double.memory().refuses_email = true;
    let started = stripe.start(request(17)).await.unwrap();
    assert_eq!(stripe.start(request(17)).await.unwrap(), started);
}

#[tokio::test]
async fn a_shopper_is_led_to_no_address_that_is_not_a_page() {
    for (attempt, address) in
        ["javascript:alert(1)", "http://elsewhere.example/", "//elsewhere.example", ""].iter().enumerate()
    {
        let double = Double::default();
        let stripe = double.start().await;
        double.memory().leads_to = Some((*address).to_owned());
        let attempt = i64::try_from(attempt).unwrap();
        assert!(is_unknown(&stripe.start(request(attempt)).await), "{address}");
    }
}

#[tokio::test]
async fn f03_an_answer_that_is_lost_leaves_the_beginning_unknown_and_the_next_try_finds_it() {
    let double = Double::default();
    let stripe = double.start().await;
    double.memory().next = Some(Fault::IsLost);
    assert!(is_unknown(&stripe.start(request(17)).await));
    assert_eq!(stripe.start(request(17)).await.unwrap().reference, "cs_test_1");
    assert_eq!(double.memory().sessions.len(), 1);
}

#[tokio::test]
async fn f03_a_failure_is_unknown_and_one_that_stripe_remembers_for_the_key_lets_the_shopper_try_anew() {
    let double = Double::default();
    let stripe = double.start().await;
    double.memory().next = Some(Fault::Fails);
    assert!(is_unknown(&stripe.start(request(17)).await));
    assert!(is_refused(&stripe.start(request(17)).await), "nobody has its address, so nobody can pay there");
    assert!(stripe.start(request(18)).await.is_ok());
}

#[tokio::test]
async fn f09_a_slow_stripe_is_waited_for_less_long_than_the_shop_waits() {
    let double = Double::default();
    let stripe = double.start().await;
    double.memory().next = Some(Fault::IsSlow);
    let begun = Instant::now();
    assert!(is_unknown(&stripe.start(request(17)).await));
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let started = stripe.start(request(17)).await.unwrap();
    assert_eq!(started.reference, "cs_test_1");
}

#[tokio::test]
async fn f08_a_stripe_that_cannot_be_reached_is_unknown_at_once_and_tells_nothing_of_the_key() {
    let port = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let stripe = stripe_at(&format!("http://127.0.0.1:{port}"), KEY);
    let begun = Instant::now();
    let told = [
        stripe.start(request(17)).await.unwrap_err(),
        stripe.observe("cs_test_1").await.unwrap_err(),
        stripe.refund(back(1, 5)).await.unwrap_err(),
        stripe.call_off("cs_test_1").await.unwrap_err(),
        stripe.check().await.unwrap_err(),
    ];
    assert!(begun.elapsed() < Duration::from_secs(10));
    for error in told {
        assert!(matches!(&error, ProviderError::Unknown(_)), "{error}");
        let text = format!("{error} {error:?}");
        for secret in [KEY, "maren", "cs_test", "127.0.0.1"] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[tokio::test]
async fn a_wrong_key_is_told_in_words_that_do_not_hold_it() {
    let double = Double::default();
    double.start().await.check().await.unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().route("/v1/checkout/sessions", get(list)).with_state(double);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let error = stripe_at(&address, "sk_test_wrong").check().await.unwrap_err().to_string();
    assert!(error.contains("401") && error.contains("secret key") && !error.contains("sk_test_wrong"), "{error}");
}

#[tokio::test]
async fn what_stripe_says_when_asked_is_the_truth_by_page_and_by_payment_intent() {
    let double = Double::default();
    let stripe = double.start().await;
    stripe.start(request(17)).await.unwrap();
    let open = stripe.observe("cs_test_1").await.unwrap();
    assert_eq!((open.observed, open.amount), (Observed::Open, Money::new(2_890, Currency::EUR)));
    assert_eq!((open.attempt, open.order_number.as_str()), (Some(AttemptId(17)), "M-1001"));
    double.pays("cs_test_1");
    for reference in ["cs_test_1", "pi_1"] {
        let paid = stripe.observe(reference).await.unwrap();
        assert_eq!((paid.reference.as_str(), paid.observed), ("cs_test_1", Observed::Captured { as_agreed: true }));
    }
    for unknown in ["cs_test_9", "pi_9", "", "../refunds", "cs_1?x=y", "cs 1"] {
        let answer = stripe.observe(unknown).await;
        assert!(matches!(answer, Err(ProviderError::NoSuchPayment)), "{unknown}: {answer:?}");
    }
    for unknown in ["", "../refunds", "cs_test_1/../cs_test_2"] {
        let answer = stripe.call_off(unknown).await;
        assert!(matches!(answer, Err(ProviderError::NoSuchPayment)), "{unknown}: {answer:?}");
    }
}

#[tokio::test]
async fn r07_an_open_page_is_taken_away_and_one_on_which_was_paid_is_not() {
    let double = Double::default();
    let stripe = double.start().await;
    for attempt in [17, 18] {
        stripe.start(request(attempt)).await.unwrap();
    }
    stripe.call_off("cs_test_1").await.unwrap();
    assert_eq!(stripe.observe("cs_test_1").await.unwrap().observed, Observed::Cancelled);
    double.pays("cs_test_2");
    assert!(is_refused(&stripe.call_off("cs_test_2").await));
    assert_eq!(stripe.observe("cs_test_2").await.unwrap().observed, Observed::Captured { as_agreed: true });
}

#[tokio::test]
async fn f18_a_refund_whose_answer_was_lost_is_one_refund_also_when_stripe_has_forgotten_the_key() {
    let double = Double::default();
    let stripe = double.start().await;
    stripe.start(request(17)).await.unwrap();
    assert!(is_refused(&stripe.refund(back(1, 500)).await), "nothing was paid");
    let elsewhere = RefundPayment { reference: "cs_of_another_account".to_owned(), ..back(1, 500) };
    assert!(is_unknown(&stripe.refund(elsewhere).await), "the right key may come back");
    double.pays("cs_test_1");
    for (refund, fault) in [(2, Fault::IsLost), (3, Fault::Fails)] {
        double.memory().next = Some(fault);
        assert!(is_unknown(&stripe.refund(back(refund, 500)).await), "{fault:?}");
        let done = stripe.refund(back(refund, 500)).await.unwrap();
        double.memory().answers.clear();
        assert_eq!(stripe.refund(back(refund, 500)).await.unwrap(), done, "days later");
    }
    assert_eq!(double.memory().refunds.len(), 2);
    let (first, second) = tokio::join!(stripe.refund(back(4, 500)), stripe.refund(back(4, 500)));
    assert_eq!(first.unwrap(), second.unwrap(), "at the same time, too");
    assert!(is_refused(&stripe.refund(back(5, 2_000)).await), "more than is left");
    assert_eq!(double.memory().refunds.len(), 3);
}

#[tokio::test]
async fn f14_an_amount_that_stripe_cannot_say_is_refused_before_anybody_is_asked() {
    let double = Double::default();
    let stripe = double.start().await;
    let dinar = Currency::parse("KWD").unwrap();
    let refused = stripe.start(StartPayment { amount: Money::new(5_124, dinar), ..request(17) }).await;
    assert!(is_refused(&refused), "{refused:?}");
    stripe.start(StartPayment { amount: Money::new(5_120, dinar), ..request(18) }).await.unwrap();
    let memory = double.memory();
    assert_eq!(memory.asked.len(), 1);
    assert_eq!(field(&memory.asked[0].1, "line_items[0][price_data][unit_amount]"), "5120");
}
