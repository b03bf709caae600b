//! Against an independent double: localstripe, from PyPI, which `cargo xtask setup` installs; `MERCER_TEST_STRIPE` is its program.
//!
//! It knows payment intents, refunds and signed messages, so that forms, refunds, errors and signatures are judged by another's
//! reading of Stripe. It knows neither Checkout Sessions nor idempotency keys: those have our own double (`tests/stripe.rs`).

use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use domain::kernel::{Currency, Money, RefundId, Timestamp};
use serde::Deserialize;
use services::port::{Clock as _, News, RefundPayment, SystemClock, WebhookError};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net,
};

use super::{
    client::Client,
    error::StripeError,
    form::Form,
    object::{List, Refund},
    refund, webhook,
};

const PROGRAM: &str = "MERCER_TEST_STRIPE";
const SECRET: &str = "whsec_of_the_test";

/// A server of its own for a test; it ends with it.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What of its objects a test reads.
#[derive(Deserialize)]
struct Named {
    id: String,
}

impl Server {
    /// `None` where there is no program, and nobody said that there has to be one.
    fn start() -> Option<Self> {
        let Ok(program) = std::env::var(PROGRAM) else {
            assert!(std::env::var_os("CI").is_none(), "{PROGRAM} is not set: nothing would be tested");
            eprintln!("{PROGRAM} is not set: nothing was tested");
            return None;
        };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(&program);
        command.args(["--from-scratch", "--port", &port.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().unwrap_or_else(|error| panic!("{program} cannot be started: {error}"));
        let server = Self { child, address: format!("http://127.0.0.1:{port}") };
        let deadline = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "localstripe does not answer");
            std::thread::sleep(Duration::from_millis(100));
        }
        Some(server)
    }

    fn client(&self) -> Client {
        Client::new(&self.address, "sk_test_of_the_test").unwrap()
    }

    /// A payment of 28.90 euros that is captured.
    async fn paid(&self) -> String {
        let client = self.client();
        let card = Form::new()
            .with("type", "card")
            .with("card[number]", "4242424242424242")
            .with("card[exp_month]", "12")
            .with("card[exp_year]", "2040")
            .with("card[cvc]", "123");
        let card: Named = client.post("/v1/payment_methods", &card, "card").await.unwrap();
        let intent = Form::new()
            .with("amount", "2890")
            .with("currency", "eur")
            .with("payment_method", card.id)
            .with("metadata[order]", "M-1001 & more");
        let intent: Named = client.post("/v1/payment_intents", &intent, "intent").await.unwrap();
        let path = format!("/v1/payment_intents/{}/confirm", intent.id);
        client.post::<Named>(&path, &Form::new(), "confirm").await.unwrap();
        intent.id
    }
}

fn request(refund: i64, minor: i64) -> RefundPayment {
    let amount = Money::new(minor, Currency::EUR);
    RefundPayment { refund: RefundId(refund), reference: String::new(), amount }
}

#[tokio::test]
async fn f18_localstripe_gives_back_once_for_our_refund_though_it_knows_no_keys() {
    let Some(server) = Server::start() else { return };
    let (client, intent) = (server.client(), server.paid().await);
    let first = refund::give_back(&client, &intent, &request(1, 500)).await.unwrap();
    assert!(first.starts_with("re_"), "{first}");
    assert_eq!(refund::give_back(&client, &intent, &request(1, 500)).await.unwrap(), first);
    let second = refund::give_back(&client, &intent, &request(2, 700)).await.unwrap();
    assert_ne!(first, second);
    let query = Form::new().with("payment_intent", intent.as_str());
    let all: List<Refund> = client.get("/v1/refunds", &query).await.unwrap();
    assert_eq!(all.data.len(), 2);
}

#[tokio::test]
async fn f03_localstripes_refusals_are_refusals() {
    let Some(server) = Server::start() else { return };
    let client = server.client();
    let missing = client.get::<Named>("/v1/payment_intents/pi_nothing", &Form::new()).await.err().unwrap();
    assert_eq!(missing, StripeError::Missing);
    let refused = client.post::<Named>("/v1/refunds", &Form::new().with("amount", "-1"), "key").await.err().unwrap();
    assert!(matches!(refused, StripeError::Refused { .. }), "{refused:?}");
    let stranger = Client::new(&server.address, "no key").unwrap();
    let denied = stranger.get::<Named>("/v1/payment_intents", &Form::new()).await.err().unwrap();
    assert_eq!(denied, StripeError::Denied(401));
}

#[tokio::test]
async fn f07_a_message_that_localstripe_signed_is_believed_and_no_byte_of_it_may_change() {
    let Some(server) = Server::start() else { return };
    let shop = net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/webhooks/stripe", shop.local_addr().unwrap());
    let endpoint = Form::new().with("url", url).with("secret", SECRET);
    let http = reqwest::Client::new();
    let endpoint = http
        .post(format!("{}/_config/webhooks/shop", server.address))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(endpoint.encoded());
    assert!(endpoint.send().await.unwrap().status().is_success());
    server.paid().await;
    let (proof, mut body) = receive(&shop).await;
    let secrets = [SECRET.to_owned()];
    let now = SystemClock.now();
    let read = |body: &[u8], now: Timestamp| webhook::read(&secrets, Some(&proof), body, now);
    let event = read(&body, now).unwrap();
    assert_eq!(event.news, News::Nothing, "it tells of payment intents and charges, which their page tells too");
    assert!(event.id.starts_with("evt_"), "{}", event.id);
    assert_eq!(read(&body, now.plus(600_000)), Err(WebhookError::Forged));
    let last = body.len() - 1;
    body[last] ^= 1;
    assert_eq!(read(&body, now), Err(WebhookError::Forged));
}

/// The proof and the body of the next message.
async fn receive(shop: &net::TcpListener) -> (String, Vec<u8>) {
    let (mut stream, _) = tokio::time::timeout(Duration::from_secs(20), shop.accept()).await.unwrap().unwrap();
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4_096]);
    loop {
        let count = stream.read(&mut buffer).await.unwrap();
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, _)) = text.split_once("\r\n\r\n") else { continue };
        let value = |name: &str| {
            let lines = head.lines().filter_map(|line| line.split_once(": "));
            lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned()).next()
        };
        let body = bytes[head.len() + 4..].to_vec();
        if body.len() >= value("content-length").unwrap().parse().unwrap() {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.unwrap();
            return (value("stripe-signature").unwrap(), body);
        }
    }
}
