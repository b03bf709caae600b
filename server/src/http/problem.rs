//! What somebody reads when a request could not be answered: what happened, and what they can do. Never why inside.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use super::document::{document, escape};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;\
    background:Canvas;color:CanvasText}main{max-width:32rem;padding:2rem}h1{font-size:1.5rem;margin:0 0 .5rem}\
    a{color:inherit}small{opacity:.7}";

/// Whether whoever asks is a browser that shows the answer.
#[must_use]
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

/// The answer: a page for a person, one line for a program.
#[must_use]
pub fn answer(status: StatusCode, wants_page: bool, request: Option<&str>) -> Response {
    let (title, advice) = words(status);
    if !wants_page {
        return (status, format!("{title}. {advice}\n")).into_response();
    }
    let reference = request.map(|id| format!("<p><small>Reference {}</small></p>", escape(id))).unwrap_or_default();
    let body = format!("<main><h1>{title}</h1><p>{advice}</p><p><a href=\"/\">To the shop</a></p>{reference}</main>");
    document(status, title, STYLE, &body)
}

fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::BAD_REQUEST => {
            ("This request is not written correctly", "Check the address, or begin at the home page.")
        }
        StatusCode::FORBIDDEN => {
            ("This request came from another site", "Nothing was changed. Open the shop itself and try again there.")
        }
        StatusCode::NOT_FOUND => ("There is nothing here", "The page was moved, or the address has a mistake."),
        StatusCode::GONE => (
            "This link has expired",
            "Open the page of your order again: it makes new links for as long as the file can be fetched.",
        ),
        StatusCode::REQUEST_TIMEOUT => ("This took too long", "Check the connection and try again."),
        StatusCode::PAYLOAD_TOO_LARGE => ("This is too large", "Nothing was changed. Send less at once."),
        StatusCode::SERVICE_UNAVAILABLE => ("The shop is very busy", "Try again in a few seconds."),
        status if status.is_client_error() => ("This cannot be done", "Nothing was changed. Go back and try again."),
        _ => ("Something went wrong on our side", "Nothing was lost. Try again in a moment."),
    }
}
