//! Calling a server function from a page of the shop. The browser's own request and one reader of answers do it: what Leptos calls
//! them with (streams, headers, encodings) would be 4 to 7 kB more of each page's download, and is left to the admin.

use leptos::{
    prelude::window,
    server_fn::ServerFn,
    wasm_bindgen::{JsCast as _, JsValue},
    web_sys::{Headers, RequestInit, Response, js_sys::Reflect},
};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen_futures::JsFuture;

use crate::error::AppError;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
/// How long a form may be, in bytes, that goes on its way though the page is left: a browser keeps 64 KiB in all.
const OUTLIVES_THE_PAGE: usize = 8_000;

/// Calls a function that takes a form.
///
/// # Errors
/// What the server answers; [`AppError::Unreachable`] without an answer that can be read.
pub async fn post<F>(function: F) -> Result<F::Output, AppError>
where
    F: ServerFn<Error = AppError> + Serialize,
    F::Output: DeserializeOwned,
{
    let form = written(&function)?;
    drop(function);
    read(fetch(F::PATH, Some(Body::Form(&form))).await)
}

/// Calls a function that reads what stands in an address.
///
/// # Errors
/// As [`post`].
pub async fn get<F>(function: F) -> Result<F::Output, AppError>
where
    F: ServerFn<Error = AppError> + Serialize,
    F::Output: DeserializeOwned,
{
    let address = format!("{}?{}", F::PATH, written(&function)?);
    drop(function);
    read(fetch(&address, None).await)
}

/// Sends a form with files; the browser says itself what kind it is.
///
/// # Errors
/// As [`post`].
pub async fn send<T: DeserializeOwned>(address: &str, form: &JsValue) -> Result<T, AppError> {
    read(fetch(address, Some(Body::Files(form))).await)
}

/// What a request brings.
enum Body<'a> {
    Form(&'a str),
    Files(&'a JsValue),
}

fn written(function: &impl Serialize) -> Result<String, AppError> {
    serde_qs::to_string(function).map_err(|_| AppError::Failed)
}

fn read<T: DeserializeOwned>(answer: Option<(bool, String)>) -> Result<T, AppError> {
    let (is_well, text) = answer.ok_or(AppError::Unreachable)?;
    if is_well {
        return serde_json::from_slice(text.as_bytes()).map_err(|_| AppError::Unreachable);
    }
    Err(serde_json::from_slice(text.as_bytes()).unwrap_or(AppError::Unreachable))
}

/// Whether it went well, and the text of the answer; nothing when none came.
async fn fetch(address: &str, body: Option<Body<'_>>) -> Option<(bool, String)> {
    let headers = Headers::new().ok()?;
    headers.set("Accept", JSON).ok()?;
    let request = RequestInit::new();
    request.set_headers(&headers);
    if body.is_some() {
        request.set_method("POST");
    }
    match body {
        Some(Body::Form(form)) => {
            headers.set("Content-Type", FORM).ok()?;
            request.set_body(&form.into());
            // Who takes a line out and leaves the page at once has taken it out.
            let outlives = JsValue::from(form.len() <= OUTLIVES_THE_PAGE);
            Reflect::set(&request, &"keepalive".into(), &outlives).ok()?;
        }
        Some(Body::Files(files)) => request.set_body(files),
        None => {}
    }
    let answer = JsFuture::from(window().fetch_with_str_and_init(address, &request)).await.ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    Some((answer.ok(), text))
}
