//! Rates of a service that knows every address.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use async_trait::async_trait;
use domain::{
    checkout::{
        CheckoutForm,
        view::{CheckoutNotice, PlaceOrder, PlaceOrderOutcome},
    },
    kernel::Destination,
    tax::{PlaceRates, TaxSettingsForm},
};
use services::{
    checkout,
    db::Database,
    port::{RatesUnavailable, TaxRates},
    tax::{TaxService, write},
    testing::{self, for_each_database},
};

use crate::{
    catalog::manager,
    selling::{World, form},
};

/// A service that knows Beverly Hills, and counts what it is asked.
#[derive(Default)]
struct Service {
    asked: AtomicU32,
    percent: AtomicU32,
}

#[async_trait]
impl TaxRates for Service {
    async fn at(&self, home: &str, destination: Destination<'_>) -> Result<PlaceRates, RatesUnavailable> {
        assert_eq!((home, destination.country), ("US", "US"));
        self.asked.fetch_add(1, Ordering::SeqCst);
        let percent = self.percent.load(Ordering::SeqCst).to_string();
        let known = destination.postcode == "90210" && percent != "0";
        let rates = PlaceRates::parse(&percent, None).ok().filter(|_| known);
        rates.ok_or_else(|| RatesUnavailable("down".to_owned()))
    }
}

async fn american(database: Database) -> (World, Arc<Service>) {
    let service = Arc::new(Service::default());
    let mut world = World::open(database, 10, 10).await;
    world.shop = testing::with_parts(&world.shop, |parts| {
        let mut settings = (*parts.settings).clone();
        settings.country = "US".to_owned();
        parts.settings = Arc::new(settings);
        parts.tax_service = Some(TaxService::new(Arc::clone(&service) as Arc<dyn TaxRates>, vec!["US".to_owned()]));
    });
    let adds = TaxSettingsForm { oss: false, adds_tax: true, ..TaxSettingsForm::default() };
    write::save_settings(&world.shop, &manager(), 1, &adds).await.unwrap();
    (world, service)
}

fn typed(postcode: &str) -> CheckoutForm {
    CheckoutForm {
        country: "US".to_owned(),
        postcode: postcode.to_owned(),
        town: "Beverly Hills, CA".to_owned(),
        shipping: String::new(),
        ..form("test")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_service_is_asked_once_for_a_place_and_the_shops_own_rates_hold_while_it_is_silent() {
    for_each_database(async |database: Database| {
        let (world, service) = american(database).await;
        let token = world.cart(&[("mug", 1)]).await;
        let rate = async |postcode: &str| {
            let view = checkout::write::remember(&world.shop, &token, typed(postcode)).await.unwrap();
            (view.totals.taxes[0].rate.millionths(), service.asked.load(Ordering::SeqCst))
        };
        assert_eq!(rate("90210").await, (0, 1), "it does not answer");
        service.percent.store(9, Ordering::SeqCst);
        assert_eq!(rate("90210").await, (90_000, 2));
        service.percent.store(10, Ordering::SeqCst);
        assert_eq!(rate("90210").await, (90_000, 2), "an answer counts for a day");
        assert_eq!(rate("10001").await, (0, 3), "a place that it does not know");
        assert_eq!(rate("").await.1, 3, "nobody is asked about half an address");
        world.clock.advance(24 * 60 * 60 * 1_000);
        assert_eq!(rate("90210").await, (100_000, 4));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn f11_a_rate_that_the_service_tells_anew_is_told_before_anything_is_charged() {
    for_each_database(async |database: Database| {
        let (world, service) = american(database).await;
        service.percent.store(9, Ordering::SeqCst);
        let token = world.cart(&[("mug", 1)]).await;
        let view = checkout::write::remember(&world.shop, &token, typed("90210")).await.unwrap();
        world.clock.advance(25 * 60 * 60 * 1_000);
        service.percent.store(10, Ordering::SeqCst);
        let request = |total| PlaceOrder {
            form: view.form.clone(),
            idempotency_key: view.idempotency_key.clone(),
            seen_total: total,
            seen_due: None,
            seen_currency: None,
        };
        let placed = checkout::write::place(&world.shop, &token, request(view.totals.total.minor)).await.unwrap();
        assert!(matches!(placed, PlaceOrderOutcome::Refused(CheckoutNotice::PriceChanged)), "{placed:?}");
        let seen = checkout::read::view(&world.shop, &token).await.unwrap();
        let placed = checkout::write::place(&world.shop, &token, request(seen.totals.total.minor)).await.unwrap();
        assert!(matches!(placed, PlaceOrderOutcome::Placed { .. }), "{placed:?}");
        assert_eq!(world.number("SELECT tax_rate FROM order_line").await, 100_000);
        world.assert_invariants().await;
    })
    .await
    .unwrap();
}
