//! How much a request may bring, how long it may take, how many there may be, and how its path must be written.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, HttpBody as _, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use futures::StreamExt as _;
use tokio::{sync::Semaphore, time::timeout};

use crate::http::problem;

/// Bytes of a body, unless a route says otherwise.
const MOST_BYTES: u64 = 2 * 1024 * 1024;
/// Bytes of a provider's message.
const MOST_WEBHOOK_BYTES: u64 = 64 * 1024;
/// So much of a body that is too large is read and thrown away, so that its sender hears the answer; then we hang up.
const MOST_DRAINED: u64 = 64 * 1024 * 1024;
const DRAIN_TIME: Duration = Duration::from_secs(10);
/// How long a body may take to come in.
const MOST_BODY_TIME: Duration = Duration::from_secs(20);
/// How long a request may take once its body is there.
const MOST_TIME: Duration = Duration::from_secs(30);
const MOST_UPLOAD_TIME: Duration = Duration::from_secs(600);

/// Whoever watches the shop is always answered.
const HEALTH: &str = "/health";

/// Where pictures are sent to: it counts its own bytes, file by file.
pub const UPLOAD: &str = "/admin/upload";

/// Where files of another shop are sent to: they go to disk piece by piece.
pub const IMPORT_UPLOAD: &str = "/admin/imports/upload";

/// Where the files of digital products are sent to: they go to disk piece by piece.
pub const PRODUCT_FILES: &str = "/admin/products/files";

/// Where shoppers send what is made with their files: they go to disk piece by piece.
pub const PERSONALISED: &str = "/cart/personalised";

/// Room for so many requests at once.
#[derive(Clone, Debug)]
pub struct Room(Arc<Semaphore>);

impl Room {
    /// Room for `most` requests.
    #[must_use]
    pub fn for_requests(most: usize) -> Self {
        Self(Arc::new(Semaphore::new(most)))
    }
}

/// The middleware.
pub async fn limit(State(room): State<Room>, request: Request, next: Next) -> Response {
    let wants_page = problem::wants_page(request.headers());
    let refuse = |status| problem::answer(status, wants_page, None);
    if !is_well_written(request.uri().path()) {
        return refuse(StatusCode::BAD_REQUEST);
    }
    // Whoever sends slowly waits outside.
    let Ok(request) = timeout(MOST_BODY_TIME, within_limit(request)).await else {
        return refuse(StatusCode::REQUEST_TIMEOUT);
    };
    let request = match request {
        Ok(request) => request,
        Err(status) => return refuse(status),
    };
    if request.uri().path() == HEALTH {
        return next.run(request).await;
    }
    let Ok(_place) = room.0.try_acquire() else {
        let mut answer = refuse(StatusCode::SERVICE_UNAVAILABLE);
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        return answer;
    };
    let time = if is_upload(request.uri().path()) { MOST_UPLOAD_TIME } else { MOST_TIME };
    let mut answer = timeout(time, next.run(request)).await.unwrap_or_else(|_| refuse(StatusCode::REQUEST_TIMEOUT));
    if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
        answer.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("2"));
    }
    answer
}

fn is_upload(path: &str) -> bool {
    path == UPLOAD || path == IMPORT_UPLOAD || path == PRODUCT_FILES || path == PERSONALISED
}

/// Every percent sign is followed by two hexadecimal digits, and what they say is text without control characters.
fn is_well_written(path: &str) -> bool {
    if !path.contains('%') {
        return true;
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else { return false };
        bytes.push(u8::try_from(high * 16 + low).unwrap_or(0));
    }
    std::str::from_utf8(&bytes).is_ok_and(|text| !text.chars().any(char::is_control))
}

/// The request with a body that is not too large, or the status to refuse it with.
async fn within_limit(request: Request) -> Result<Request, StatusCode> {
    let path = request.uri().path();
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) || is_upload(path) {
        return Ok(request);
    }
    let most = if path.starts_with("/webhooks/") { MOST_WEBHOOK_BYTES } else { MOST_BYTES };
    match announced_length(request.headers()) {
        Some(length) if length > most => {
            drain(request.into_body()).await;
            Err(StatusCode::PAYLOAD_TOO_LARGE)
        }
        Some(0) => Ok(request),
        Some(_) => count(request, most).await,
        None if request.body().is_end_stream() => Ok(request),
        None => count(request, most).await,
    }
}

fn announced_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads the body, as far as allowed.
async fn count(request: Request, most: u64) -> Result<Request, StatusCode> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, usize::try_from(most).unwrap_or(usize::MAX)).await;
    bytes.map(|bytes| Request::from_parts(parts, Body::from(bytes))).map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)
}

async fn drain(body: Body) {
    let mut pieces = body.into_data_stream();
    let work = async {
        let mut read = 0_u64;
        while let Some(Ok(piece)) = pieces.next().await {
            read = read.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
            if read > MOST_DRAINED {
                break;
            }
        }
    };
    // Whether it came to its end or not, the answer is the same.
    drop(timeout(DRAIN_TIME, work).await);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v12_a_path_that_is_badly_written_is_refused() {
        for path in ["/media/%", "/media/%2", "/media/%zz", "/media/%ff%fe", "/media/a%00b", "/x%0d%0ay"] {
            assert!(!is_well_written(path), "{path}");
        }
        for path in ["/", "/products/blue-mug", "/products/caf%C3%A9", "/media/..%2f"] {
            assert!(is_well_written(path), "{path}");
        }
    }
}
