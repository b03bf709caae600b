//! The provider as the shop sees it.

use std::sync::Arc;

use async_trait::async_trait;
use domain::kernel::Timestamp;
use serde::Deserialize;
use services::{
    db::{Database, DatabaseError},
    port::{
        Clock, News, Observation, PaymentProvider, ProviderError, RefundPayment, StartPayment, StartedPayment,
        WebhookError, WebhookEvent,
    },
};

use super::{
    fault::{Dial, Faults},
    refund, store,
    webhook::Messenger,
};
use crate::signature;

/// What the provider needs to know.
#[derive(Clone, Debug)]
pub struct TestPaymentConfig {
    /// Scheme, host and port under which its page and the shop's webhook address are reached; no slash at the end.
    pub base_url: String,
    /// The secrets that sign webhooks: the first signs, all prove.
    pub secrets: Vec<String>,
    /// Whether real money moves here.
    pub production: bool,
    /// What goes wrong on purpose; without it nothing does, and nobody may turn it.
    pub dial: Option<Dial>,
}

/// Why there is no test provider.
#[derive(Debug, thiserror::Error)]
pub enum TestPaymentError {
    /// It takes no real money.
    #[error("the test payment provider takes no real money: it does not run in production mode")]
    Production,
    /// Nothing to sign with.
    #[error("the test payment provider needs a secret to sign its messages with")]
    NoSecret,
    /// The web client could not be made.
    #[error("the test payment provider cannot send messages: {0}")]
    Client(#[from] reqwest::Error),
}

/// The built-in test provider.
#[derive(Clone)]
pub struct TestPayment {
    pub(super) database: Database,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) messenger: Messenger,
    dial: Dial,
    may_turn: bool,
    secrets: Vec<String>,
}

/// The header of a message that proves it.
pub const SIGNATURE_HEADER: &str = "test-signature";
/// What is older is not told again: the shop's reconciler has found it.
const RETOLD: i64 = Timestamp::DAY;

/// What a message says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    id: String,
    reference: String,
}

impl TestPayment {
    /// The provider; it goes on with payments that were being processed when the program ended.
    ///
    /// # Errors
    /// [`TestPaymentError::Production`] where real money moves.
    pub fn new(config: TestPaymentConfig, database: Database, clock: Arc<dyn Clock>) -> Result<Self, TestPaymentError> {
        if config.production {
            return Err(TestPaymentError::Production);
        }
        let secret = config.secrets.first().filter(|secret| !secret.is_empty()).ok_or(TestPaymentError::NoSecret)?;
        let (secret, may_turn, dial) = (secret.clone(), config.dial.is_some(), config.dial.unwrap_or_default());
        let messenger = Messenger::new(&config.base_url, secret, Arc::clone(&clock), database.clone(), dial.clone())?;
        Ok(Self { database, clock, messenger, dial, may_turn, secrets: config.secrets })
    }

    /// Whether the dial of faults may be turned while the shop runs.
    #[must_use]
    pub fn may_turn(&self) -> bool {
        self.may_turn
    }

    /// Turns the dial of faults.
    pub fn turn(&self, faults: Faults) {
        self.dial.turn(faults);
    }

    /// Finishes payments that were being processed when the program ended, and tells what the shop has not taken; call it once, at
    /// start.
    ///
    /// # Errors
    /// A database that does not answer.
    pub async fn resume(&self) -> Result<(), DatabaseError> {
        for reference in store::processing(&self.database).await? {
            self.capture_soon(reference);
        }
        let since = self.clock.now().plus(-RETOLD);
        for message in store::undelivered(&self.database, since).await? {
            self.messenger.tell(message);
        }
        Ok(())
    }
}

#[async_trait]
impl PaymentProvider for TestPayment {
    async fn start(&self, request: StartPayment) -> Result<StartedPayment, ProviderError> {
        let fresh = format!("tp_{:032x}", rand::random::<u128>());
        let reference =
            store::begin(&self.database, fresh, request, self.clock.now()).await.map_err(|error| unknown(&error))?;
        self.dial.answer(StartedPayment { continue_at: format!("/pay/test/{reference}"), reference }).await
    }

    async fn observe(&self, reference: &str) -> Result<Observation, ProviderError> {
        let payment = store::find(&self.database, reference)
            .await
            .map_err(|error| unknown(&error))?
            .ok_or_else(|| ProviderError::Refused("there is no such payment".to_owned()))?;
        let observation = Observation {
            reference: payment.reference,
            attempt: None,
            order_number: payment.order_number,
            amount: payment.amount,
            observed: payment.state.observed(),
        };
        self.dial.answer(observation).await
    }

    async fn refund(&self, request: RefundPayment) -> Result<String, ProviderError> {
        let done = refund::give_back(&self.database, request, self.clock.now()).await?;
        self.dial.answer(done).await
    }

    fn verify_webhook(
        &self,
        header: &dyn for<'a> Fn(&'a str) -> Option<String>,
        body: &[u8],
        now: Timestamp,
    ) -> Result<WebhookEvent, WebhookError> {
        const MOST_BYTES: usize = 20_000;
        let proof = header(SIGNATURE_HEADER).ok_or(WebhookError::Forged)?;
        if body.len() > MOST_BYTES || !signature::is_proven(&self.secrets, &proof, body, now) {
            return Err(WebhookError::Forged);
        }
        let body: Body = serde_json::from_slice(body).map_err(|_| WebhookError::Malformed)?;
        Ok(WebhookEvent { id: body.id, news: News::Payment { reference: body.reference } })
    }
}

fn unknown(error: &DatabaseError) -> ProviderError {
    ProviderError::Unknown(error.to_string())
}
