//! Calls to Stripe over HTTPS.

use std::time::Duration;

use reqwest::{Method, RequestBuilder, StatusCode, header::CONTENT_TYPE};
use serde::de::DeserializeOwned;

use super::{error::StripeError, form::Form};

/// The version of Stripe's interface whose answers are understood here, whatever the account's own is.
pub(super) const VERSION: &str = "2025-07-30.basil";
/// For so long a connection is waited for, and the whole of an answer: less than the services wait for a provider.
const CONNECT: Duration = Duration::from_secs(3);
const WHOLE: Duration = Duration::from_secs(8);

/// A client with its key, which it never shows.
#[derive(Clone)]
pub(super) struct Client {
    http: reqwest::Client,
    address: String,
    secret_key: String,
}

impl Client {
    pub fn new(address: &str, secret_key: &str) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(WHOLE)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { http, address: address.trim_end_matches('/').to_owned(), secret_key: secret_key.to_owned() })
    }

    /// Asks for something.
    pub async fn get<T: DeserializeOwned>(&self, path: &str, query: &Form) -> Result<T, StripeError> {
        let query = query.encoded();
        let path = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        send(self.request(Method::GET, &path)).await
    }

    /// Changes something, once for a key.
    pub async fn post<T: DeserializeOwned>(&self, path: &str, form: &Form, key: &str) -> Result<T, StripeError> {
        let request = self
            .request(Method::POST, path)
            .header("idempotency-key", key)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form.encoded());
        send(request).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.address))
            .bearer_auth(&self.secret_key)
            .header("stripe-version", VERSION)
    }
}

/// Whatever breaks on the way leaves open what was done: the request may have arrived.
async fn send<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, StripeError> {
    let broken = |error: reqwest::Error| StripeError::Unknown(told(&error).to_owned());
    let answer = request.send().await.map_err(broken)?;
    let status = answer.status();
    let is_replayed = answer.headers().get("idempotent-replayed").is_some_and(|value| value == "true");
    let body = answer.bytes().await.map_err(broken)?;
    if status != StatusCode::OK {
        return Err(StripeError::of(status.as_u16(), is_replayed, &body));
    }
    serde_json::from_slice(&body).map_err(|_| StripeError::Unknown("the answer cannot be read".to_owned()))
}

/// What broke, without the address: it names payments.
fn told(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "it took too long"
    } else if error.is_connect() {
        "it cannot be reached"
    } else {
        "the connection broke"
    }
}
