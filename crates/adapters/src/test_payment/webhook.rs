//! Telling the shop what happened, again and again until it answers.

use std::{sync::Arc, time::Duration};

use serde_json::json;
use services::port::Clock;
use tokio::sync::Semaphore;

use super::signature;

/// So many messages are on the way at once.
const SIDE_BY_SIDE: usize = 8;
/// So often a message is sent: over about an hour. What is lost after that, the shop's reconciler finds.
const TRIES: u32 = 12;

/// Sends signed messages.
#[derive(Clone)]
pub(super) struct Messenger {
    client: reqwest::Client,
    address: String,
    secret: String,
    clock: Arc<dyn Clock>,
    places: Arc<Semaphore>,
}

impl Messenger {
    pub fn new(base_url: &str, secret: String, clock: Arc<dyn Clock>) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let address = format!("{base_url}/webhooks/test");
        Ok(Self { client, address, secret, clock, places: Arc::new(Semaphore::new(SIDE_BY_SIDE)) })
    }

    /// Tells the shop that a payment has changed; returns at once.
    pub fn tell(&self, reference: &str) {
        let (messenger, reference) = (self.clone(), reference.to_owned());
        tokio::spawn(async move { messenger.deliver(&reference).await });
    }

    async fn deliver(&self, reference: &str) {
        let id = format!("evt_{:032x}", rand::random::<u128>());
        let body = json!({ "id": id, "reference": reference }).to_string();
        for attempt in 0..TRIES {
            let problem = match self.send(&body).await {
                Ok(status) if status.is_success() => return,
                Ok(status) => status.to_string(),
                Err(error) => error.without_url().to_string(),
            };
            tracing::debug!(%reference, %problem, "the shop did not take a message of the test provider");
            tokio::time::sleep(Duration::from_secs(1_u64 << attempt.min(10))).await;
        }
        tracing::warn!(%reference, "the test provider gives up telling the shop about a payment");
    }

    async fn send(&self, body: &str) -> Result<reqwest::StatusCode, reqwest::Error> {
        let _place = self.places.acquire().await;
        let proof = signature::sign(&self.secret, body.as_bytes(), self.clock.now());
        let answer = self
            .client
            .post(&self.address)
            .header(signature::HEADER, proof)
            .header("content-type", "application/json")
            .body(body.to_owned())
            .send()
            .await?;
        Ok(answer.status())
    }
}
