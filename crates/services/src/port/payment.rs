//! Taking money through somebody else.

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use domain::{
    kernel::{AttemptId, Money, RefundId, Timestamp},
    payment::{Observed, PaymentMethod},
};

/// What a provider needs to begin.
#[derive(Clone, Debug)]
pub struct StartPayment {
    /// Our key for this try: the provider does the same thing once for it.
    pub attempt: AttemptId,
    /// The order's number.
    pub order_number: String,
    /// How much.
    pub amount: Money,
    /// Where the provider sends the shopper back to when they have paid.
    pub return_to: String,
    /// Where it sends who does not want to pay there: the order's page.
    pub turn_back_to: String,
    /// The shopper's e-mail address, so that they need not type it again.
    pub email: String,
    /// When this try was written down; the same however often it is sent.
    pub begun_at: Timestamp,
    /// Until when the order keeps its items for this payment.
    pub held_until: Timestamp,
}

/// A payment that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartedPayment {
    /// The provider's name for it.
    pub reference: String,
    /// Where the shopper goes on.
    pub continue_at: String,
}

/// What a provider needs to give money back.
#[derive(Clone, Debug)]
pub struct RefundPayment {
    /// Our key for this refund: the provider does it once for it.
    pub refund: RefundId,
    /// The provider's name for the payment.
    pub reference: String,
    /// How much.
    pub amount: Money,
}

/// What the provider says about a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// The provider's name for the payment, as it gave it when the payment was begun.
    pub reference: String,
    /// Our key of the try, where the provider keeps it.
    pub attempt: Option<AttemptId>,
    /// The order's number that it was begun for.
    pub order_number: String,
    /// How much was, or would be, taken.
    pub amount: Money,
    /// Where it stands; `as_agreed` is for the caller to decide.
    pub observed: Observed,
}

/// Why a provider could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// No answer, or a bad one: what it did is unknown.
    #[error("the payment provider did not answer: {0}")]
    Unknown(String),
    /// It knows nothing under this name.
    #[error("the payment provider knows no such payment")]
    NoSuchPayment,
    /// It refused the request; nothing was done.
    #[error("the payment provider refused the request: {0}")]
    Refused(String),
}

impl ProviderError {
    /// Nobody waited any longer.
    #[must_use]
    pub fn too_slow() -> Self {
        Self::Unknown("it took too long".to_owned())
    }
}

/// A message that a provider sent by itself, proven to be from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookEvent {
    /// Its id: the same when it is sent again.
    pub id: String,
    /// What it is about.
    pub news: News,
}

/// What a provider tells. What is true is asked for; the message only says of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Something happened to a payment.
    Payment {
        /// The provider's name for it.
        reference: String,
    },
    /// Something happened to a payment that only a person can deal with, at the provider.
    Alarm {
        /// The provider's name for it.
        reference: String,
        /// What happened, as the order's history says it.
        text: &'static str,
    },
    /// Nothing that concerns this shop.
    Nothing,
}

/// Why a message was not believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// The signature is missing, wrong, or too old.
    #[error("the signature does not prove the message")]
    Forged,
    /// The signature is right, but the content cannot be read.
    #[error("the message cannot be read")]
    Malformed,
}

/// Takes payments.
#[async_trait]
pub trait PaymentProvider: Send + Sync {
    /// Begins a payment; twice with the same attempt is once.
    async fn start(&self, request: StartPayment) -> Result<StartedPayment, ProviderError>;
    /// Asks where a payment stands.
    async fn observe(&self, reference: &str) -> Result<Observation, ProviderError>;
    /// Gives money of a payment back, and says its name for that; twice with the same refund is once.
    async fn refund(&self, request: RefundPayment) -> Result<String, ProviderError>;
    /// Takes a payment page away, so that nobody pays there any more; where that is too late, or not possible, nothing happens.
    async fn call_off(&self, _reference: &str) -> Result<(), ProviderError> {
        Ok(())
    }
    /// Scheme and host of its payment pages, when they are not the shop's own.
    fn pages(&self) -> Option<&str> {
        None
    }
    /// Checks a message over its raw bytes. `header` looks up a header's value.
    fn verify_webhook(
        &self,
        header: &dyn for<'a> Fn(&'a str) -> Option<String>,
        body: &[u8],
        now: Timestamp,
    ) -> Result<WebhookEvent, WebhookError>;
}

/// The providers that this shop uses, by way of payment. What people move by hand needs none.
#[derive(Clone, Default)]
pub struct PaymentProviders {
    providers: HashMap<PaymentMethod, Arc<dyn PaymentProvider>>,
}

impl PaymentProviders {
    /// Adds a provider.
    #[must_use]
    pub fn with(mut self, method: PaymentMethod, provider: Arc<dyn PaymentProvider>) -> Self {
        self.providers.insert(method, provider);
        self
    }

    /// Schemes and hosts of payment pages that lie elsewhere.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.providers.values().filter_map(|provider| provider.pages())
    }

    /// The provider of this way of payment.
    #[must_use]
    pub fn get(&self, method: PaymentMethod) -> Option<&Arc<dyn PaymentProvider>> {
        self.providers.get(&method)
    }
}
