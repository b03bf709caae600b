//! VIES, the register of the European Commission, over its REST interface.

use std::time::Duration;

use async_trait::async_trait;
use domain::tax::VatNumber;
use reqwest::{Client, redirect::Policy};
use serde::{Deserialize, Serialize};
use services::port::{VatAnswer, VatNumbers, VatUnavailable};
use tokio::sync::Semaphore;

use crate::broken::broken;

/// Where it is.
pub const VIES: &str = "https://ec.europa.eu/taxation_customs/vies/rest-api";
const CONNECT: Duration = Duration::from_secs(3);
const WHOLE: Duration = Duration::from_secs(5);
/// Inquiries at once: it answers "too many" where a shop asks more.
const MOST: usize = 4;

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ViesError(#[from] reqwest::Error);

/// The register.
#[derive(Debug)]
pub struct Vies {
    client: Client,
    address: String,
    places: Semaphore,
}

impl Vies {
    /// The register at an address.
    ///
    /// # Errors
    /// Certificates of the machine that cannot be read.
    pub fn new(address: &str) -> Result<Self, ViesError> {
        let client = Client::builder().connect_timeout(CONNECT).timeout(WHOLE).redirect(Policy::none()).build()?;
        let address = format!("{}/check-vat-number", address.trim_end_matches('/'));
        Ok(Self { client, address, places: Semaphore::new(MOST) })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Inquiry<'a> {
    country_code: &'a str,
    vat_number: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    requester_member_state_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    requester_number: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    valid: Option<bool>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    request_identifier: Option<String>,
    #[serde(default)]
    action_succeed: Option<bool>,
}

#[async_trait]
impl VatNumbers for Vies {
    async fn check(&self, number: &VatNumber, asker: Option<&VatNumber>) -> Result<VatAnswer, VatUnavailable> {
        let _place = self.places.try_acquire().map_err(|_| unavailable("too many inquiries are under way"))?;
        let inquiry = Inquiry {
            country_code: number.prefix(),
            vat_number: number.rest(),
            requester_member_state_code: asker.map(VatNumber::prefix),
            requester_number: asker.map(VatNumber::rest),
        };
        let answer =
            self.client.post(&self.address).json(&inquiry).send().await.map_err(|error| unavailable(broken(&error)))?;
        if !answer.status().is_success() {
            return Err(unavailable(answer.status().as_str()));
        }
        read(answer.json().await.map_err(|error| unavailable(broken(&error)))?)
    }
}

/// A member state that cannot answer is told beside an answer that would otherwise read as "not valid".
fn read(answer: Answer) -> Result<VatAnswer, VatUnavailable> {
    let Answer { valid, name, request_identifier, action_succeed } = answer;
    match valid {
        Some(is_valid) if action_succeed != Some(false) => {
            let name = name.filter(|name| name.trim() != "---").unwrap_or_default();
            Ok(VatAnswer { is_valid, name, inquiry: request_identifier.unwrap_or_default() })
        }
        _ => Err(unavailable("the member state does not answer")),
    }
}

fn unavailable(why: &str) -> VatUnavailable {
    VatUnavailable(why.to_owned())
}

#[cfg(test)]
mod tests {
    use axum::{Json, Router, http::StatusCode, routing::post};
    use serde_json::{Value, json};

    use super::*;

    /// A register that answers as VIES does, by the number that it is asked about.
    async fn register() -> String {
        async fn answer(Json(asked): Json<Value>) -> (StatusCode, Json<Value>) {
            assert_eq!(
                (asked["requesterMemberStateCode"].as_str(), asked["requesterNumber"].as_str()),
                (Some("DE"), Some("123456789"))
            );
            let of = |number: &str| match number {
                "40303265045" => {
                    json!({"countryCode": "FR", "vatNumber": number, "requestDate": "2026-11-27T10:00:00Z", "valid": true,
                    "requestIdentifier": "WAPIAAAAX1", "name": "SA EXEMPLE", "address": "1 RUE\n75001 PARIS", "traderName": "---"})
                }
                "11111111111" => json!({"countryCode": "FR", "valid": false, "requestIdentifier": "", "name": "---"}),
                "22222222222" => json!({"actionSucceed": false, "errorWrappers": [{"error": "MS_UNAVAILABLE"}]}),
                "33333333333" => {
                    json!({"valid": false, "actionSucceed": false, "errorWrappers": [{"error": "MS_MAX_CONCURRENT_REQ"}]})
                }
                _ => json!(["nonsense"]),
            };
            match asked["vatNumber"].as_str() {
                Some("44444444444") => (StatusCode::INTERNAL_SERVER_ERROR, Json(Value::Null)),
                number => (StatusCode::OK, Json(of(number.unwrap_or_default()))),
            }
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(axum::serve(listener, Router::new().route("/check-vat-number", post(answer))).into_future());
        address
    }

    #[tokio::test]
    async fn the_register_is_understood_and_an_error_is_never_taken_for_a_no() {
        let vies = Vies::new(&register().await).unwrap();
        let own = VatNumber::parse("DE123456789").unwrap();
        let check = async |rest: &str| vies.check(&VatNumber::parse(&format!("FR{rest}")).unwrap(), Some(&own)).await;
        let known = check("40303265045").await.unwrap();
        assert_eq!((known.is_valid, known.name.as_str(), known.inquiry.as_str()), (true, "SA EXEMPLE", "WAPIAAAAX1"));
        assert_eq!(check("11111111111").await, Ok(VatAnswer::default()));
        for number in ["22222222222", "33333333333", "44444444444", "55555555555"] {
            assert!(check(number).await.is_err(), "{number}");
        }
        let nobody = Vies::new("http://127.0.0.1:1").unwrap();
        let refused = nobody.check(&VatNumber::parse("FR40303265045").unwrap(), None).await;
        assert_eq!(refused, Err(unavailable("it cannot be reached")));
    }
}
