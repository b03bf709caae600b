//! Rates of a service that knows every address: asked for before an order is priced, remembered for a day.
//!
//! Invariants: nobody is asked while a transaction is open, nor about a place where the shop collects no tax; while nobody answers, the
//! shop's own rates hold. A rate that changes so is a total that changes: the shopper is told before anything is charged.

use std::{sync::Arc, time::Duration};

use domain::{
    kernel::{Destination, Timestamp, plain_postcode},
    tax::PlaceRates,
};
use moka::sync::Cache;

use super::limit::{Limit, asks_too_often};
use crate::{Shop, db::DatabaseError, port::TaxRates};

/// For so long an answer is waited for: a shopper waits with us.
const PATIENCE: Duration = Duration::from_secs(4);
/// So many places are remembered.
const MOST_PLACES: u64 = 20_000;
/// For so long an answer counts.
const FRESH: i64 = 24 * 60 * 60 * 1_000;
/// How many places one network may ask about.
const LIMIT: Limit = Limit { scope: "tax/network", most: 60 };

/// The service, and what it has answered.
#[derive(Clone)]
pub struct TaxService {
    service: Arc<dyn TaxRates>,
    countries: Arc<[String]>,
    answers: Cache<(String, String), (PlaceRates, Timestamp)>,
}

impl TaxService {
    /// A service that is asked about these countries, by their codes.
    #[must_use]
    pub fn new(service: Arc<dyn TaxRates>, countries: Vec<String>) -> Self {
        Self { service, countries: countries.into(), answers: Cache::new(MOST_PLACES) }
    }

    /// The countries that it is asked about.
    #[must_use]
    pub fn countries(&self) -> &[String] {
        &self.countries
    }

    fn answer(&self, destination: Destination<'_>, now: Timestamp) -> Option<PlaceRates> {
        let (rates, at) = self.answers.get(&place(destination))?;
        let age = now.0.saturating_sub(at.0);
        (0..FRESH).contains(&age).then_some(rates)
    }
}

fn place(destination: Destination<'_>) -> (String, String) {
    (destination.country.to_owned(), plain_postcode(destination.postcode))
}

/// What the service has said of a place, if that still counts.
pub(crate) fn known(shop: &Shop, destination: Destination<'_>, now: Timestamp) -> Option<PlaceRates> {
    shop.tax_service.as_ref()?.answer(destination, now)
}

/// Asks about a place of which nothing is known, where anything follows from the answer. `from` is the network address of the request;
/// empty when unknown.
///
/// # Errors
/// A database that does not answer.
pub async fn ask(shop: &Shop, destination: Destination<'_>, from: &str) -> Result<(), DatabaseError> {
    let Some(asked) = &shop.tax_service else { return Ok(()) };
    let (home, now) = (shop.settings.country.as_str(), shop.clock.now());
    let is_asked_about = asked.countries.iter().any(|code| code == destination.country);
    let is_collected = shop.taxes.now().taxed_at(home, destination) == Some(destination);
    let is_open = !destination.postcode.trim().is_empty() && asked.answer(destination, now).is_none();
    if !(is_asked_about && is_collected && is_open) || asks_too_often(shop, LIMIT, from).await? {
        return Ok(());
    }
    match tokio::time::timeout(PATIENCE, asked.service.at(home, destination)).await {
        Ok(Ok(rates)) => asked.answers.insert(place(destination), (rates, now)),
        Ok(Err(error)) => tracing::warn!(%error, country = destination.country, "the shop's own rates of tax hold"),
        Err(_) => tracing::warn!(country = destination.country, "the rates of tax were not told in time"),
    }
    Ok(())
}
