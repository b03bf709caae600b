//! Rates of a service that knows every address: asked for before an order is priced, remembered for a day.
//!
//! Invariants: nobody is asked while a transaction is open, nor about a place where the shop collects no tax; while nobody answers, the
//! shop's own rates hold. A rate that changes so is a total that changes: the shopper is told before anything is charged.

use std::{sync::Arc, time::Duration};

use domain::{
    kernel::{Destination, Timestamp, check_postcode, country},
    tax::PlaceRates,
};
use moka::sync::Cache;

use super::limit::{Limit, asks_too_often};
use crate::{Shop, db::DatabaseError, port::TaxRates};

/// For so long an answer is waited for: a shopper waits with us.
const PATIENCE: Duration = Duration::from_secs(4);
/// So many places are remembered.
const MOST_PLACES: u64 = 20_000;
/// For so long an answer takes up memory.
const FORGOTTEN: Duration = Duration::from_secs(25 * 60 * 60);
/// For so long an answer counts.
const FRESH: i64 = 24 * 60 * 60 * 1_000;
/// How many places one network may ask about while it types, and besides when it orders: who has typed many does not order by other rates.
const TYPING: Limit = Limit { scope: "tax/network", most: 60 };
const ORDERING: Limit = Limit { scope: "tax/order/network", most: 60 };

/// Who wants to know.
#[derive(Clone, Copy, Debug)]
pub enum Asker<'a> {
    /// A shopper who types an address, from this network address; empty when unknown.
    Typing(&'a str),
    /// A shopper who orders, from this network address.
    Ordering(&'a str),
    /// Somebody of the shop.
    Staff,
}

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
        let answers = Cache::builder().max_capacity(MOST_PLACES).time_to_live(FORGOTTEN).build();
        Self { service, countries: countries.into(), answers }
    }

    /// The countries that it is asked about.
    #[must_use]
    pub fn countries(&self) -> &[String] {
        &self.countries
    }

    fn answer(&self, destination: Destination<'_>, now: Timestamp) -> Option<PlaceRates> {
        let (rates, at) = self.answers.get(&place(destination)?)?;
        let age = now.0.saturating_sub(at.0);
        (0..FRESH).contains(&age).then_some(rates)
    }
}

/// A place by its country and its postcode as it is written there; `None` for what is no postcode of the country.
fn place(destination: Destination<'_>) -> Option<(String, String)> {
    let known = country(destination.country)?;
    Some((known.code.to_owned(), check_postcode(known, destination.postcode).ok()?))
}

/// What the service has said of a place, if that still counts.
pub(crate) fn known(shop: &Shop, destination: Destination<'_>, now: Timestamp) -> Option<PlaceRates> {
    shop.tax_service.as_ref()?.answer(destination, now)
}

/// Asks about a place of which nothing is known, where anything follows from the answer.
///
/// # Errors
/// A database that does not answer.
pub async fn ask(shop: &Shop, destination: Destination<'_>, asker: Asker<'_>) -> Result<(), DatabaseError> {
    let Some(asked) = &shop.tax_service else { return Ok(()) };
    let Some((code, postcode)) = place(destination) else { return Ok(()) };
    let destination = Destination { country: &code, postcode: &postcode };
    let (home, now) = (shop.settings.country.as_str(), shop.clock.now());
    let is_asked_about = asked.countries.iter().any(|code| code == destination.country);
    let is_collected = shop.taxes.now().taxed_at(home, destination) == Some(destination);
    let is_open = !postcode.is_empty() && asked.answer(destination, now).is_none();
    if !(is_asked_about && is_collected && is_open) {
        return Ok(());
    }
    let is_too_often = match asker {
        Asker::Typing(from) => asks_too_often(shop, TYPING, from).await?,
        Asker::Ordering(from) => asks_too_often(shop, ORDERING, from).await?,
        Asker::Staff => false,
    };
    if is_too_often {
        return Ok(());
    }
    match tokio::time::timeout(PATIENCE, asked.service.at(home, destination)).await {
        Ok(Ok(rates)) => asked.answers.insert((code.clone(), postcode.clone()), (rates, now)),
        Ok(Err(error)) => tracing::warn!(%error, country = destination.country, "the shop's own rates of tax hold"),
        Err(_) => tracing::warn!(country = destination.country, "the rates of tax were not told in time"),
    }
    Ok(())
}
