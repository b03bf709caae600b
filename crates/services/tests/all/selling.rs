//! A small shop that sells, for the tests of cart, checkout, payment and order: its goods, and a payment provider that does
//! what a test tells it.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use domain::{
    checkout::{
        CheckoutForm,
        view::{PlaceOrder, PlaceOrderOutcome},
    },
    kernel::{AttemptId, Money, Timestamp},
    order::view::OrderView,
    payment::{Observed, PaymentMethod},
};
use services::{
    Shop,
    cart::{self, CartToken},
    checkout,
    db::{Database, DatabaseError},
    document::DocumentHandler,
    maintenance::invariant::{self, Strictness},
    order::mail::MailHandler,
    outbox::{self, Handlers},
    port::{
        News, Observation, PaymentProvider, PaymentProviders, ProviderError, RefundPayment, StartPayment,
        StartedPayment, WebhookError, WebhookEvent,
    },
    refund::RefundHandler,
    setting::ShopSettings,
    testing::{self, Mailbox, StoppedClock},
};
use sqlx::Row as _;

/// 23 November 2026, a Monday, 10:00 UTC.
pub const MONDAY: Timestamp = Timestamp(1_795_428_000_000);
pub const MINUTE: i64 = 60_000;

/// What the provider remembers of a payment.
#[derive(Clone)]
pub struct Remembered {
    pub reference: String,
    pub order_number: String,
    pub amount: Money,
    pub observed: Observed,
}

/// A payment provider in memory.
#[derive(Default)]
pub struct Provider {
    payments: Mutex<HashMap<i64, Remembered>>,
    /// Does what it is asked, but does not answer.
    pub is_silent: Mutex<bool>,
    /// Refuses to begin anything.
    pub is_refusing: Mutex<bool>,
    /// How often it was asked to begin something new.
    pub begun: Mutex<u32>,
    /// What it gave back, by key.
    pub refunds: Mutex<HashMap<i64, Money>>,
    /// Gives nothing back.
    pub keeps_all: Mutex<bool>,
    /// The pages that it took away.
    pub called_off: Mutex<Vec<String>>,
    /// Takes no page away: it is too late.
    pub is_too_late: Mutex<bool>,
    /// So long it thinks before it does not answer.
    pub silence: Mutex<Option<Duration>>,
    /// So long it thinks before it has begun something.
    pub beginning: Mutex<Option<Duration>>,
    /// How often it was asked.
    pub asked: AtomicU32,
    /// Names the try that this attempt is of, whatever it was begun for.
    pub names: Mutex<Option<AttemptId>>,
}

impl Provider {
    /// Sets what it says about every payment of an order.
    pub fn set(&self, order_number: &str, observed: Observed) {
        for payment in self.payments.lock().unwrap().values_mut() {
            if payment.order_number == order_number {
                payment.observed = observed;
            }
        }
    }

    /// Sets what it says about one payment.
    pub fn set_at(&self, reference: &str, observed: Observed) {
        for payment in self.payments.lock().unwrap().values_mut() {
            if payment.reference == reference {
                payment.observed = observed;
            }
        }
    }

    pub fn set_amount(&self, order_number: &str, amount: Money) {
        for payment in self.payments.lock().unwrap().values_mut() {
            if payment.order_number == order_number {
                payment.amount = amount;
            }
        }
    }

    /// A payment that nobody of the shop began, and that is captured.
    pub fn remember(&self, reference: &str, order: &OrderView) {
        let payment = Remembered {
            reference: reference.to_owned(),
            order_number: order.number.to_string(),
            amount: order.totals.total,
            observed: Observed::Captured { as_agreed: true },
        };
        self.payments.lock().unwrap().insert(0, payment);
    }

    pub fn all(&self) -> Vec<Remembered> {
        self.payments.lock().unwrap().values().cloned().collect()
    }
}

#[async_trait]
impl PaymentProvider for Provider {
    async fn start(&self, request: StartPayment) -> Result<StartedPayment, ProviderError> {
        if *self.is_refusing.lock().unwrap() {
            return Err(ProviderError::Refused("not today".to_owned()));
        }
        let reference = format!("ref-{}", request.attempt.0);
        self.payments.lock().unwrap().entry(request.attempt.0).or_insert_with(|| {
            *self.begun.lock().unwrap() += 1;
            Remembered {
                reference: reference.clone(),
                order_number: request.order_number,
                amount: request.amount,
                observed: Observed::Open,
            }
        });
        if *self.is_silent.lock().unwrap() {
            return Err(ProviderError::Unknown("no answer".to_owned()));
        }
        let beginning = *self.beginning.lock().unwrap();
        if let Some(beginning) = beginning {
            tokio::time::sleep(beginning).await;
        }
        Ok(StartedPayment { continue_at: format!("/pay/{reference}"), reference })
    }

    async fn observe(&self, reference: &str) -> Result<Observation, ProviderError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let silence = *self.silence.lock().unwrap();
        if let Some(silence) = silence {
            tokio::time::sleep(silence).await;
        }
        if silence.is_some() || *self.is_silent.lock().unwrap() {
            return Err(ProviderError::Unknown("no answer".to_owned()));
        }
        let found = self.all().into_iter().find(|payment| payment.reference == reference);
        let payment = found.ok_or_else(|| ProviderError::Refused("no such payment".to_owned()))?;
        Ok(Observation {
            reference: payment.reference,
            attempt: *self.names.lock().unwrap(),
            order_number: payment.order_number,
            amount: payment.amount,
            observed: payment.observed,
        })
    }

    async fn refund(&self, request: RefundPayment) -> Result<String, ProviderError> {
        if *self.keeps_all.lock().unwrap() {
            return Err(ProviderError::Refused("the card is closed".to_owned()));
        }
        self.refunds.lock().unwrap().insert(request.refund.0, request.amount);
        if *self.is_silent.lock().unwrap() {
            return Err(ProviderError::Unknown("no answer".to_owned()));
        }
        Ok(format!("back-{}", request.refund))
    }

    async fn call_off(&self, reference: &str) -> Result<(), ProviderError> {
        if *self.is_silent.lock().unwrap() {
            return Err(ProviderError::Unknown("no answer".to_owned()));
        }
        if *self.is_too_late.lock().unwrap() {
            return Err(ProviderError::Refused("it is too late".to_owned()));
        }
        self.called_off.lock().unwrap().push(reference.to_owned());
        Ok(())
    }

    fn verify_webhook(
        &self,
        header: &dyn for<'a> Fn(&'a str) -> Option<String>,
        body: &[u8],
        _: Timestamp,
    ) -> Result<WebhookEvent, WebhookError> {
        if header("signature").as_deref() != Some("right") {
            return Err(WebhookError::Forged);
        }
        let text = std::str::from_utf8(body).map_err(|_| WebhookError::Malformed)?;
        let (id, reference) = text.rsplit_once(' ').ok_or(WebhookError::Malformed)?;
        let (id, reference) = (id.to_owned(), reference.to_owned());
        let news = match id.split_once(' ') {
            Some(("alarm", _)) => News::Alarm { reference, text: "Look at the provider" },
            Some(("nothing", _)) => News::Nothing,
            _ => News::Payment { reference },
        };
        Ok(WebhookEvent { id, news })
    }
}

/// A shop with goods.
#[derive(Clone)]
pub struct World {
    pub shop: Shop,
    pub clock: Arc<StoppedClock>,
    pub provider: Arc<Provider>,
    pub mailbox: Arc<Mailbox>,
}

impl World {
    /// A shop that sells `mug` for 24 euros and `tin` for 9, as many as are given here.
    pub async fn open(database: Database, mugs: i64, tins: i64) -> Self {
        let clock = Arc::new(StoppedClock::at(MONDAY));
        let (provider, mailbox) = (Arc::new(Provider::default()), Arc::new(Mailbox::default()));
        let shop = testing::with_parts(&testing::shop(database, clock.clone()), |parts| {
            parts.mail = mailbox.clone();
            parts.providers = PaymentProviders::default().with(PaymentMethod::Test, provider.clone());
        });
        let world = Self { shop, clock, provider, mailbox };
        world.run("INSERT INTO location (id, name) VALUES (1, 'Shop')").await;
        world.sell(1, "mug", 2_400, mugs).await;
        world.sell(2, "tin", 900, tins).await;
        world
    }

    async fn sell(&self, id: i64, sku: &str, price: i64, count: i64) {
        for statement in [
            format!(
                "INSERT INTO product (id, slug, title, published, created_at, updated_at) VALUES ({id}, '{sku}', 'A {sku}', 1, 0, 0)"
            ),
            format!(
                "INSERT INTO variant (id, product_id, sku, title, price, currency) VALUES ({id}, {id}, '{sku}', 'Blue / Large', {price}, 'EUR')"
            ),
            format!("INSERT INTO stock (variant_id, location_id, on_hand) VALUES ({id}, 1, {count})"),
            format!(
                "INSERT INTO stock_move (id, variant_id, location_id, delta_on_hand, delta_reserved, reason, actor, created_at) VALUES ({id}, {id}, 1, {count}, 0, 'received', 'test', 0)"
            ),
        ] {
            self.run(&statement).await;
        }
    }

    /// Runs a statement behind the shop's back.
    pub async fn run(&self, statement: &str) {
        let statement = statement.to_owned();
        self.shop
            .database
            .write(move |tx| {
                let statement = statement.clone();
                Box::pin(async move {
                    sqlx::query(sqlx::AssertSqlSafe(statement)).execute(tx.connection()).await?;
                    Ok::<_, DatabaseError>(())
                })
            })
            .await
            .unwrap();
    }

    /// The number that a statement gives.
    pub async fn number(&self, statement: &str) -> i64 {
        let statement = sqlx::AssertSqlSafe(statement.to_owned());
        sqlx::query(statement).fetch_one(self.shop.database.reader()).await.unwrap().get(0)
    }

    pub async fn text(&self, statement: &str) -> String {
        let statement = sqlx::AssertSqlSafe(statement.to_owned());
        sqlx::query(statement).fetch_one(self.shop.database.reader()).await.unwrap().get(0)
    }

    /// A cart with these items.
    pub async fn cart(&self, items: &[(&str, i64)]) -> CartToken {
        let mut token = None;
        for (sku, quantity) in items {
            token = Some(cart::write::add(&self.shop, token, sku, *quantity).await.unwrap().0);
        }
        token.unwrap()
    }

    /// Takes payments by Stripe, where the provider stands in for it.
    pub fn use_stripe(&mut self) {
        self.shop = testing::with_parts(&self.shop, |parts| {
            parts.providers = PaymentProviders::default().with(PaymentMethod::Stripe, self.provider.clone());
        });
    }

    /// Lets parcels be paid when they arrive.
    pub fn take_cash(&mut self) {
        let settings = ShopSettings { cash_on_delivery: true, ..(*self.shop.settings).clone() };
        self.shop = testing::with_parts(&self.shop, |parts| parts.settings = Arc::new(settings));
    }

    /// Lets any number of orders wait for their transfers.
    pub fn be_patient(&mut self) {
        let settings = ShopSettings { unpaid_per_email: 0, unpaid_per_network: 0, ..(*self.shop.settings).clone() };
        self.shop = testing::with_parts(&self.shop, |parts| parts.settings = Arc::new(settings));
    }

    /// The request of a shopper who saw the page of this cart.
    pub async fn request(&self, token: &CartToken, payment: &str) -> PlaceOrder {
        let view = checkout::read::view(&self.shop, token).await.unwrap();
        PlaceOrder {
            form: form(payment),
            idempotency_key: view.idempotency_key,
            seen_total: view.totals.total.minor,
            seen_due: (!view.cart.cards.is_empty()).then_some(view.cart.due.minor),
            seen_currency: Some(view.totals.total.currency.code().to_owned()),
        }
    }

    /// Places the order of a cart with these items, and gives its number.
    pub async fn order(&self, items: &[(&str, i64)], payment: &str) -> String {
        let token = self.cart(items).await;
        let request = self.request(&token, payment).await;
        let outcome = checkout::write::place(&self.shop, &token, request).await.unwrap();
        assert!(matches!(outcome, PlaceOrderOutcome::Placed { .. }), "{outcome:?}");
        self.text("SELECT number FROM orders ORDER BY id DESC LIMIT 1").await
    }

    /// The provider's reference for an order.
    pub fn reference(&self, order_number: &str) -> String {
        let found = self.provider.all().into_iter().find(|payment| payment.order_number == order_number);
        found.unwrap().reference
    }

    pub async fn state(&self, order_number: &str) -> (String, String) {
        let order = format!("SELECT state FROM orders WHERE number = '{order_number}'");
        let payment = format!(
            "SELECT p.state FROM payment p JOIN orders o ON o.id = p.order_id WHERE o.number = '{order_number}' ORDER BY p.id DESC LIMIT 1"
        );
        (self.text(&order).await, self.text(&payment).await)
    }

    /// On hand and reserved.
    pub async fn stock(&self, sku: &str) -> (i64, i64) {
        let column = |column: &str| {
            format!("SELECT s.{column} FROM stock s JOIN variant v ON v.id = s.variant_id WHERE v.sku = '{sku}'")
        };
        (self.number(&column("on_hand")).await, self.number(&column("reserved")).await)
    }

    /// Issues the invoices and credit notes that are due.
    pub async fn documents(&self) {
        let handlers: Handlers = vec![Arc::new(DocumentHandler)];
        outbox::run_once(&self.shop, &handlers).await.unwrap();
    }

    /// Has the provider asked about every refund that is due.
    pub async fn give_back(&self) {
        let handlers: Handlers = vec![Arc::new(RefundHandler)];
        outbox::run_once(&self.shop, &handlers).await.unwrap();
    }

    /// Delivers all mails that wait, and gives the subjects of all that were ever sent.
    pub async fn mails(&self) -> Vec<String> {
        let handlers: Handlers = vec![Arc::new(MailHandler)];
        outbox::run_once(&self.shop, &handlers).await.unwrap();
        let mut subjects: Vec<String> = self.mailbox.sent().into_iter().map(|mail| mail.subject).collect();
        subjects.sort();
        subjects
    }

    /// What must hold after everything.
    pub async fn assert_invariants(&self) {
        let all = invariant::check_all(&self.shop.database, self.shop.clock.now(), Strictness::Open).await.unwrap();
        // These shops have a provider of their own, whose log the database does not know, and deliver when a test says so.
        for checked in all.iter().filter(|checked| !["I-10", "I-11", "I-24"].contains(&checked.invariant.id)) {
            assert_eq!(checked.rows, [], "{}: {}", checked.invariant.id, checked.invariant.sentence);
        }
    }
}

/// What a shopper in Hamburg types.
pub fn form(payment: &str) -> CheckoutForm {
    CheckoutForm {
        email: "maren@example.org".to_owned(),
        country: "DE".to_owned(),
        full_name: "Maren Holt".to_owned(),
        postcode: "20354".to_owned(),
        town: "Hamburg".to_owned(),
        street: "Große Elbstraße 14".to_owned(),
        extra: String::new(),
        vat_number: String::new(),
        shipping: "parcel".to_owned(),
        payment: payment.to_owned(),
    }
}
