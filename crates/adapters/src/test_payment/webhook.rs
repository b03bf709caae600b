//! Telling the shop what happened, again and again until it answers.

use std::{sync::Arc, time::Duration};

use serde_json::json;
use services::{db::Database, port::Clock};
use tokio::sync::Semaphore;

use super::{
    SIGNATURE_HEADER,
    fault::Dial,
    store::{self, Message},
};
use crate::signature;

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
    database: Database,
    dial: Dial,
    places: Arc<Semaphore>,
}

impl Messenger {
    pub fn new(
        base_url: &str,
        secret: String,
        clock: Arc<dyn Clock>,
        database: Database,
        dial: Dial,
    ) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let address = format!("{base_url}/webhooks/test");
        Ok(Self { client, address, secret, clock, database, dial, places: Arc::new(Semaphore::new(SIDE_BY_SIDE)) })
    }

    /// Tells the shop that a payment has changed; returns at once.
    pub fn tell(&self, message: Message) {
        let (copies, is_forged) = self.dial.copies();
        for late in copies {
            let (messenger, message) = (self.clone(), message.clone());
            tokio::spawn(async move {
                tokio::time::sleep(late).await;
                messenger.deliver(&message).await;
            });
        }
        if is_forged {
            let messenger = self.clone();
            tokio::spawn(async move { messenger.forge(&message).await });
        }
    }

    async fn deliver(&self, message: &Message) {
        let Message { id, reference } = message;
        let body = json!({ "id": id, "reference": reference }).to_string();
        for attempt in 0..TRIES {
            let problem = match self.send(&self.secret, &body).await {
                Ok(status) if status.is_success() => return self.note(id).await,
                Ok(status) => status.to_string(),
                Err(error) => error.without_url().to_string(),
            };
            tracing::debug!(%reference, %problem, "the shop did not take a message of the test provider");
            tokio::time::sleep(Duration::from_secs(1_u64 << attempt.min(10))).await;
        }
        tracing::warn!(%reference, "the test provider gives up telling the shop about a payment");
    }

    /// Not noted, it is told once more by the next process.
    async fn note(&self, id: &str) {
        if let Err(error) = store::note_delivered(&self.database, id, self.clock.now()).await {
            tracing::warn!(%error, "the test provider could not note that a message was taken");
        }
    }

    /// Pretends to be the provider, with a secret that is not its own.
    async fn forge(&self, message: &Message) {
        let body = json!({ "id": format!("{}_forged", message.id), "reference": message.reference }).to_string();
        match self.send("somebody else's secret", &body).await {
            Ok(status) if status.is_client_error() => {}
            Ok(status) => tracing::error!(%status, "the shop did not refuse a forged message"),
            Err(_) => tracing::debug!("a forged message did not arrive"),
        }
    }

    async fn send(&self, secret: &str, body: &str) -> Result<reqwest::StatusCode, reqwest::Error> {
        let _place = self.places.acquire().await;
        let proof = signature::sign(secret, body.as_bytes(), self.clock.now());
        let answer = self
            .client
            .post(&self.address)
            .header(SIGNATURE_HEADER, proof)
            .header("content-type", "application/json")
            .body(body.to_owned())
            .send()
            .await?;
        Ok(answer.status())
    }
}
