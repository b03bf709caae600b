//! A service for rates of tax over HTTP, in a form that a small program before any provider's interface can speak:
//! `POST` with `{"home": "US", "country": "US", "postcode": "90210"}`, answered by `{"standard": "9.5", "reduced": "0"}`, percent as text.
//!
//! Not here: when it is asked, and what holds while it does not answer (services).

use core::fmt;
use std::time::Duration;

use async_trait::async_trait;
use domain::{kernel::Destination, tax::PlaceRates};
use reqwest::{Client, redirect::Policy};
use serde::{Deserialize, Serialize};
use services::port::{RatesUnavailable, TaxRates};
use tokio::sync::Semaphore;

use crate::broken::broken;

const CONNECT: Duration = Duration::from_secs(2);
const WHOLE: Duration = Duration::from_secs(3);
/// Questions at once.
const MOST: usize = 8;

/// Where the service is.
#[derive(Clone, PartialEq, Eq)]
pub struct RateServiceConfig {
    /// The address that is asked.
    pub address: String,
    /// What says who asks; empty for nobody.
    pub token: String,
}

impl fmt::Debug for RateServiceConfig {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("RateServiceConfig").field("address", &self.address).finish_non_exhaustive()
    }
}

/// The service.
#[derive(Debug)]
pub struct RateService {
    client: Client,
    config: RateServiceConfig,
    places: Semaphore,
}

impl RateService {
    /// The service there.
    ///
    /// # Errors
    /// Certificates of the machine that cannot be read.
    pub fn new(config: RateServiceConfig) -> Result<Self, reqwest::Error> {
        let client = Client::builder().connect_timeout(CONNECT).timeout(WHOLE).redirect(Policy::none()).build()?;
        Ok(Self { client, config, places: Semaphore::new(MOST) })
    }
}

#[derive(Serialize)]
struct Question<'a> {
    home: &'a str,
    country: &'a str,
    postcode: &'a str,
}

#[derive(Deserialize)]
struct Answer {
    standard: String,
    #[serde(default)]
    reduced: Option<String>,
}

#[async_trait]
impl TaxRates for RateService {
    async fn at(&self, home: &str, destination: Destination<'_>) -> Result<PlaceRates, RatesUnavailable> {
        let _place = self.places.acquire().await.map_err(|_| unavailable("it is closed"))?;
        let question = Question { home, country: destination.country, postcode: destination.postcode };
        let mut request = self.client.post(&self.config.address).json(&question);
        if !self.config.token.is_empty() {
            request = request.bearer_auth(&self.config.token);
        }
        let answer = request.send().await.map_err(|error| unavailable(broken(&error)))?;
        if !answer.status().is_success() {
            return Err(unavailable(answer.status().as_str()));
        }
        let Answer { standard, reduced } = answer.json().await.map_err(|error| unavailable(broken(&error)))?;
        PlaceRates::parse(&standard, reduced.as_deref())
            .map_err(|_| unavailable("the answer is no percentage from 0 to 50 with at most four decimals"))
    }
}

fn unavailable(why: &str) -> RatesUnavailable {
    RatesUnavailable(why.to_owned())
}

#[cfg(test)]
mod tests {
    use axum::{Json, Router, http::HeaderMap, http::StatusCode, routing::post};
    use serde_json::{Value, json};

    use super::*;

    async fn service() -> String {
        async fn answer(headers: HeaderMap, Json(asked): Json<Value>) -> (StatusCode, Json<Value>) {
            if headers.get("authorization").and_then(|value| value.to_str().ok()) != Some("Bearer quiet") {
                return (StatusCode::UNAUTHORIZED, Json(Value::Null));
            }
            assert_eq!((asked["home"].as_str(), asked["country"].as_str()), (Some("US"), Some("US")));
            (
                StatusCode::OK,
                Json(match asked["postcode"].as_str() {
                    Some("90210") => json!({"standard": "9.5", "reduced": "0"}),
                    Some("10001") => json!({"standard": "8.8750"}),
                    Some("1") => json!({"standard": "-1"}),
                    Some("2") => json!({"standard": 9.5}),
                    _ => json!({"standard": "1e3"}),
                }),
            )
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/rates", listener.local_addr().unwrap());
        tokio::spawn(axum::serve(listener, Router::new().route("/rates", post(answer))).into_future());
        address
    }

    fn with(address: &str, token: &str) -> RateService {
        RateService::new(RateServiceConfig { address: address.to_owned(), token: token.to_owned() }).unwrap()
    }

    #[tokio::test]
    async fn rates_are_read_as_they_were_told_and_nonsense_is_none() {
        let address = service().await;
        let service = with(&address, "quiet");
        let at = async |postcode| service.at("US", Destination { country: "US", postcode }).await;
        assert_eq!(at("90210").await.ok(), PlaceRates::parse("9.5", Some("0")).ok());
        assert_eq!(at("10001").await.ok(), PlaceRates::parse("8.875", Some("8.875")).ok());
        for postcode in ["1", "2", "3"] {
            assert!(at(postcode).await.is_err(), "{postcode}");
        }
        let stranger = with(&address, "");
        assert_eq!(stranger.at("US", Destination::country("US")).await, Err(unavailable("401")));
        let nobody = with("http://127.0.0.1:1", "");
        assert_eq!(nobody.at("US", Destination::country("US")).await, Err(unavailable("it cannot be reached")));
    }
}
