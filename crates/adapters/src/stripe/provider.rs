//! The provider as the shop sees it.

use async_trait::async_trait;
use domain::kernel::Timestamp;
use services::port::{
    Observation, PaymentProvider, ProviderError, RefundPayment, StartPayment, StartedPayment, WebhookError,
    WebhookEvent,
};

use super::{
    amount::to_stripe,
    client::Client,
    error::StripeError,
    form::Form,
    object::{List, Session},
    refund, webhook,
};

/// Where Stripe is.
pub const OFFICIAL_ADDRESS: &str = "https://api.stripe.com";
/// Where its payment pages are.
const OFFICIAL_PAGES: &str = "https://checkout.stripe.com";
const SESSIONS: &str = "/v1/checkout/sessions";

const MINUTE: i64 = 60_000;
/// A page is open for at least this long: Stripe's half hour, and a minute for clocks that differ.
const SHORTEST: i64 = 31 * MINUTE;
/// And at most for so long: Stripe's day, without some minutes.
const LONGEST: i64 = Timestamp::DAY - 5 * MINUTE;

/// What the provider needs to know.
#[derive(Clone)]
pub struct StripeConfig {
    /// Scheme and host of Stripe, or of what stands in for it.
    pub address: String,
    /// The key that opens the shop's account.
    pub secret_key: String,
    /// The secrets that prove messages: two while one replaces the other.
    pub webhook_secrets: Vec<String>,
}

/// Stripe.
#[derive(Clone)]
pub struct Stripe {
    client: Client,
    webhook_secrets: Vec<String>,
    pages: String,
}

impl Stripe {
    /// The provider.
    ///
    /// # Errors
    /// A web client that cannot be made.
    pub fn new(config: StripeConfig) -> Result<Self, reqwest::Error> {
        let client = Client::new(&config.address, &config.secret_key)?;
        let is_official = config.address == OFFICIAL_ADDRESS;
        let pages = if is_official { OFFICIAL_PAGES.to_owned() } else { config.address };
        Ok(Self { client, webhook_secrets: config.webhook_secrets, pages })
    }

    /// Whether Stripe answers and the key opens what the shop needs.
    ///
    /// # Errors
    /// What stands in the way.
    pub async fn check(&self) -> Result<(), ProviderError> {
        let query = Form::new().with("limit", "1");
        self.client.get::<List<Session>>(SESSIONS, &query).await.map_err(StripeError::final_refusal)?;
        Ok(())
    }

    /// The page under a reference, or that of a payment intent, which is what charges and refunds name.
    async fn session(&self, reference: &str) -> Result<Session, StripeError> {
        let reference = name(reference)?;
        if reference.starts_with("pi_") {
            let query = Form::new().with("payment_intent", reference).with("expand[]", "data.payment_intent");
            let found: List<Session> = self.client.get(SESSIONS, &query).await?;
            return found.data.into_iter().next().ok_or(StripeError::Missing);
        }
        let query = Form::new().with("expand[]", "payment_intent");
        self.client.get(&format!("{SESSIONS}/{reference}"), &query).await
    }
}

/// A name of Stripe's, fit to be a part of an address.
fn name(reference: &str) -> Result<&str, StripeError> {
    let is_name = !reference.is_empty() && reference.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then_some(reference).ok_or(StripeError::Missing)
}

/// One line with the order's total: what it is made of is the shop's to tell, and no sum of Stripe's can differ from ours.
fn page_of(request: &StartPayment, amount: i64) -> Form {
    let order = format!("Order {}", request.order_number);
    let attempt = request.attempt.to_string();
    Form::new()
        .with("mode", "payment")
        .with("success_url", format!("{}?reference={{CHECKOUT_SESSION_ID}}", request.return_to))
        .with("cancel_url", request.turn_back_to.clone())
        .with("client_reference_id", attempt.clone())
        .with("metadata[order]", request.order_number.clone())
        .with("metadata[attempt]", attempt.clone())
        .with("payment_intent_data[description]", order.clone())
        .with("payment_intent_data[metadata][order]", request.order_number.clone())
        .with("payment_intent_data[metadata][attempt]", attempt)
        .with("line_items[0][quantity]", "1")
        .with("line_items[0][price_data][currency]", request.amount.currency.code().to_ascii_lowercase())
        .with("line_items[0][price_data][unit_amount]", amount.to_string())
        .with("line_items[0][price_data][product_data][name]", order)
        // The shopper is asked for what the shop has shown, in its currency.
        .with("adaptive_pricing[enabled]", "false")
        .with("expires_at", expires_at(request).0.div_euclid(1_000).to_string())
}

/// As long as the order keeps its items, within Stripe's bounds also when the request is sent again at the end of that time. An order
/// that is given up takes its page away itself; this is for the case that it cannot.
fn expires_at(request: &StartPayment) -> Timestamp {
    request.held_until.plus(SHORTEST).min(request.begun_at.plus(LONGEST))
}

#[async_trait]
impl PaymentProvider for Stripe {
    async fn start(&self, request: StartPayment) -> Result<StartedPayment, ProviderError> {
        let amount = to_stripe(request.amount).map_err(|error| ProviderError::Refused(error.to_string()))?;
        let (page, key) = (page_of(&request, amount), format!("mercer-attempt-{}", request.attempt));
        let with_email = page.clone().with("customer_email", request.email.clone());
        let session = match self.client.post::<Session>(SESSIONS, &with_email, &key).await {
            // An address that the shop takes and Stripe does not is no reason not to be paid: the shopper types it there.
            Err(StripeError::Refused { field, .. }) if field == "customer_email" => {
                self.client.post(SESSIONS, &page, &format!("{key}-without-email")).await
            }
            answer => answer,
        };
        let session = session.map_err(StripeError::final_refusal)?;
        // Shoppers are led there, so it has to be a page.
        let address = session.url.filter(|url| url.starts_with("https://") || url.starts_with(&self.pages));
        let continue_at =
            address.ok_or_else(|| ProviderError::Unknown("the payment page has no address".to_owned()))?;
        Ok(StartedPayment { reference: session.id, continue_at })
    }

    async fn observe(&self, reference: &str) -> Result<Observation, ProviderError> {
        self.session(reference).await.map_err(StripeError::final_refusal)?.observation()
    }

    async fn refund(&self, request: RefundPayment) -> Result<String, ProviderError> {
        // Of another account, perhaps: a key that is wrong today is right tomorrow, and the refund must not end by it.
        let unknown = |error| match error {
            StripeError::Missing => ProviderError::Unknown("the payment is not in this account".to_owned()),
            error => error.into(),
        };
        let session = self.session(&request.reference).await.map_err(unknown)?;
        let nothing = || ProviderError::Refused("nothing was paid there".to_owned());
        refund::give_back(&self.client, session.payment_intent().ok_or_else(nothing)?, &request).await
    }

    async fn call_off(&self, reference: &str) -> Result<(), ProviderError> {
        let path = format!("{SESSIONS}/{}/expire", name(reference)?);
        let key = format!("mercer-expire-{reference}-{:016x}", rand::random::<u64>());
        // A key of its own for each try: what was answered before says nothing about now, and twice is once.
        self.client.post::<Session>(&path, &Form::new(), &key).await?;
        Ok(())
    }

    fn pages(&self) -> Option<&str> {
        Some(&self.pages)
    }

    fn verify_webhook(
        &self,
        header: &dyn for<'a> Fn(&'a str) -> Option<String>,
        body: &[u8],
        now: Timestamp,
    ) -> Result<WebhookEvent, WebhookError> {
        webhook::read(&self.webhook_secrets, header(webhook::HEADER).as_deref(), body, now)
    }
}

#[cfg(test)]
mod tests {
    use domain::kernel::{AttemptId, Currency, Money};

    use super::*;

    const BEGUN: Timestamp = Timestamp(1_795_428_000_000);

    fn request(hold_minutes: i64) -> StartPayment {
        StartPayment {
            attempt: AttemptId(17),
            order_number: "M-1001".to_owned(),
            amount: Money::new(2_890, Currency::EUR),
            return_to: "https://shop.example/payments/return".to_owned(),
            turn_back_to: "https://shop.example/orders/abc".to_owned(),
            email: "maren@example.org".to_owned(),
            begun_at: BEGUN,
            held_until: BEGUN.plus(hold_minutes * MINUTE),
        }
    }

    #[test]
    fn a_page_is_open_as_long_as_the_order_holds_its_items_and_within_stripes_bounds() {
        for hold in [1, 15, 60, 720, 1_440] {
            let until = expires_at(&request(hold));
            assert!(until.0 - BEGUN.0 < Timestamp::DAY, "{hold}");
            let sent_again_at = BEGUN.plus((hold * MINUTE).min(Timestamp::DAY / 2));
            assert!(until.0 - sent_again_at.0 > 30 * MINUTE, "{hold}");
        }
    }

    #[test]
    fn a_request_is_the_same_whenever_it_is_sent_again() {
        assert_eq!(page_of(&request(15), 2_890).encoded(), page_of(&request(15), 2_890).encoded());
    }
}
