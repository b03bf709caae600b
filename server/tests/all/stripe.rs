//! A purchase that is paid at Stripe, over HTTP alone: a server of ours stands in for Stripe.

use std::sync::{Arc, Mutex};

use adapters::signature;
use axum::{
    Form, Json, Router,
    extract::{Path, State},
    routing::{get, post},
};
use domain::{kernel::Timestamp, payment::PaymentState};
use serde_json::{Value, json};
use services::order;

use crate::{
    browser::{Browser, TestShop, location, start_with},
    killed::mercer,
    purchase::{fill_checkout, place},
};

const SECRET: &str = "whsec_of_the_endpoint";
const NEXT_SECRET: &str = "whsec_that_comes_next";
const PAGES: &str = "https://checkout.stripe.com";

/// The one page that was made, and what was said when it was.
type Page = Arc<Mutex<(Value, Vec<(String, String)>)>>;

async fn begin(State(page): State<Page>, Form(fields): Form<Vec<(String, String)>>) -> Json<Value> {
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap();
    let session = json!({
        "id": "cs_test_1", "url": format!("{PAGES}/c/pay/cs_test_1"), "status": "open", "payment_status": "unpaid",
        "amount_total": field("line_items[0][price_data][unit_amount]").parse::<i64>().unwrap(), "currency": "eur",
        "client_reference_id": field("client_reference_id"), "metadata": {"order": field("metadata[order]")},
    });
    *page.lock().unwrap() = (session.clone(), fields);
    Json(session)
}

async fn show(State(page): State<Page>, Path(id): Path<String>) -> Json<Value> {
    let mut session = page.lock().unwrap().0.clone();
    if session["id"] != id {
        session = json!({"id": id, "status": "complete", "payment_status": "paid", "amount_total": 500, "currency": "eur",
            "client_reference_id": "of another program", "metadata": {}});
    }
    if id == "cs_without_money" {
        session["amount_total"] = Value::Null;
        session["currency"] = Value::Null;
    }
    Json(session)
}

/// Where the double listens, and its page.
async fn stand_in() -> (String, Page) {
    let page = Page::default();
    let router = Router::new()
        .route("/v1/checkout/sessions", post(begin).get(|| async { Json(json!({"data": []})) }))
        .route("/v1/checkout/sessions/{id}", get(show))
        .with_state(Arc::clone(&page));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (address, page)
}

fn settings(address: &str) -> [(&str, &str); 4] {
    [
        ("MERCER_PAYMENT_STRIPE_SECRET_KEY", "sk_test_of_the_shop"),
        ("MERCER_PAYMENT_STRIPE_WEBHOOK_SECRET", SECRET),
        ("MERCER_PAYMENT_STRIPE_WEBHOOK_SECRET_NEXT", NEXT_SECRET),
        ("MERCER_PAYMENT_STRIPE_ADDRESS", address),
    ]
}

async fn send(shop: &TestShop, secret: &str, at: Timestamp, body: &str) -> u16 {
    let request = reqwest::Client::new().post(format!("{}/webhooks/stripe", shop.base)).body(body.to_owned());
    let request = request.header("stripe-signature", signature::sign(secret, body.as_bytes(), at));
    request.send().await.unwrap().status().as_u16()
}

fn event(id: &str, kind: &str, session: &str) -> String {
    json!({"id": id, "object": "event", "type": kind, "data": {"object": {"id": session, "payment_status": "paid"}}})
        .to_string()
}

/// An order that waits for its payment at Stripe: its link.
async fn order(browser: &Browser, page: &Page) -> String {
    let fields = fill_checkout(browser, "stripe").await;
    assert_eq!(place(browser, &fields).await, format!("{PAGES}/c/pay/cs_test_1"));
    let fields = page.lock().unwrap().1.clone();
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let base = &browser.base;
    let back = format!("{base}/payments/return?reference={{CHECKOUT_SESSION_ID}}");
    assert_eq!(field("success_url"), Some(back.as_str()));
    let link = field("cancel_url").unwrap().strip_prefix(base.as_str()).unwrap().to_owned();
    assert!(link.starts_with("/orders/"), "{link}");
    link
}

async fn state(shop: &TestShop, link: &str) -> PaymentState {
    let token = link.trim_start_matches("/orders/");
    order::read::by_token(&shop.shop, token).await.unwrap().payment_state
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shopper_pays_at_stripe_and_the_way_back_confirms_the_order() {
    let (address, page) = stand_in().await;
    let shop = start_with(&settings(&address)).await;
    let browser = shop.browser();
    let link = order(&browser, &page).await;
    let answer = browser.get(&link).await;
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains(&format!("form-action 'self' {address};")), "the form that pays may lead there: {policy}");
    assert!(
        answer.text().await.unwrap().contains(&format!("{PAGES}/c/pay/cs_test_1")),
        "the page leads back to Stripe"
    );
    page.lock().unwrap().0["status"] = json!("complete");
    page.lock().unwrap().0["payment_status"] = json!("paid");
    assert_eq!(location(&browser.get("/payments/return?reference=cs_test_1").await), link);
    assert_eq!(state(&shop, &link).await, PaymentState::Captured);
    assert_eq!(browser.get("/payments/return?reference=cs_test_2").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn v17_f07_a_message_pays_nothing_unless_stripe_signed_it_and_says_the_same_when_asked() {
    let (address, page) = stand_in().await;
    let shop = start_with(&settings(&address)).await;
    let link = order(&shop.browser(), &page).await;
    let now = shop.shop.clock.now();
    let completed = event("evt_1", "checkout.session.completed", "cs_test_1");
    for (name, secret, at) in [
        ("another secret", "whsec_of_somebody_else", now),
        ("no secret", "", now),
        ("ten minutes old", SECRET, Timestamp(now.0 - 600_000)),
        ("from the future", SECRET, Timestamp(now.0 + 600_000)),
    ] {
        assert_eq!(send(&shop, secret, at, &completed).await, 400, "{name}");
    }
    let unsigned = reqwest::Client::new().post(format!("{}/webhooks/stripe", shop.base)).body(completed.clone());
    assert_eq!(unsigned.send().await.unwrap().status(), 400);
    assert_eq!(send(&shop, SECRET, now, "{}").await, 400, "signed, and no message");
    // Signed, and yet not true: Stripe itself says that the page is open.
    assert_eq!(send(&shop, SECRET, now, &completed).await, 200);
    assert_eq!(state(&shop, &link).await, PaymentState::Pending);
    // Signed, and about what is not ours, or nothing to us.
    for (id, kind, session) in [
        ("evt_2", "checkout.session.completed", "cs_of_another_program"),
        ("evt_7", "checkout.session.completed", "cs_without_money"),
        ("evt_3", "payment_intent.succeeded", "pi_1"),
        ("evt_4", "customer.created", "cus_1"),
        ("evt_5", "charge.dispute.created", "dp_1"),
    ] {
        assert_eq!(send(&shop, SECRET, now, &event(id, kind, session)).await, 200, "{kind}");
    }
    assert_eq!(state(&shop, &link).await, PaymentState::Pending);
    // Another amount than was agreed holds the order.
    let agreed = page.lock().unwrap().0["amount_total"].clone();
    page.lock().unwrap().0["status"] = json!("complete");
    page.lock().unwrap().0["payment_status"] = json!("paid");
    page.lock().unwrap().0["amount_total"] = json!(agreed.as_i64().unwrap() - 1);
    assert_eq!(send(&shop, NEXT_SECRET, now, &event("evt_6", "checkout.session.completed", "cs_test_1")).await, 200);
    assert_eq!(state(&shop, &link).await, PaymentState::Mismatched, "the secret that comes next proves it too");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_there_is_no_stripe() {
    let shop = start_with(&[]).await;
    let browser = shop.browser();
    let page = {
        browser.post("/api/cart/add", &[("sku", crate::browser::MUG), ("quantity", "1")]).await;
        browser.get("/checkout").await.text().await.unwrap()
    };
    assert!(!page.contains("value=\"stripe\"") && !page.contains("value=\"cash_on_delivery\""));
    let now = shop.shop.clock.now();
    assert_eq!(send(&shop, SECRET, now, &event("evt_1", "checkout.session.completed", "cs_1")).await, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_says_whether_stripe_answers() {
    let (address, _) = stand_in().await;
    let silent = format!("http://{}", std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    for (address, ok, words) in [(&address, true, "Stripe answers"), (&silent, false, "cannot be reached")] {
        let directory = tempfile::tempdir().unwrap();
        let mut command = mercer(directory.path());
        command.args(["doctor", "--json"]).envs(settings(address));
        let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let finding = report["findings"].as_array().unwrap().iter().find(|finding| finding["check"] == "stripe");
        let finding = finding.unwrap_or_else(|| panic!("{report}"));
        assert_eq!(finding["ok"], ok, "{finding}");
        assert!(finding["detail"].as_str().unwrap().contains(words), "{finding}");
        assert!(!report.to_string().contains("sk_test"), "the key is never shown");
    }
}
