//! `GET /downloads/<right>?until=…&key=…`: files that were bought, to whoever holds a link that the shop has signed.
//!
//! They go out piece by piece, as attachments that no browser opens in the shop's own name, and are kept by no cache. A fetch is
//! counted when it begins; one that asks for the rest of a file goes on without being counted again.

use axum::{
    body::Body,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use domain::kernel::DownloadId;
use futures::stream;
use serde::Deserialize;
use services::{
    Shop,
    fulfilment::download::{self, DownloadError, GrantedFile, Link},
    port::FilesError,
};

use super::problem;

/// So much of a file is held at a time.
const PIECE: u64 = 256 * 1024;

/// What makes an address a link.
#[derive(Debug, Deserialize)]
pub struct Signed {
    until: i64,
    key: String,
}

/// The file, or a part of it.
pub async fn fetch(
    State(shop): State<Shop>,
    method: Method,
    Path(id): Path<String>,
    signed: Result<Query<Signed>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let refuse = |status| problem::answer(status, problem::wants_page(&headers), None);
    let (Ok(id), Ok(Query(signed))) = (id.parse(), signed) else {
        return refuse(StatusCode::NOT_FOUND);
    };
    let link = Link { download: DownloadId(id), until: signed.until, signature: signed.key };
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    // Only what is a later part for us goes on: everything else is answered with the whole file.
    let rest = |size| match range.map(|range| part(range, size)) {
        Some(Part::Piece(from, to)) if from > 0 => Some(to.saturating_sub(from)),
        Some(Part::Nothing) => Some(0),
        _ => None,
    };
    let file = if method == Method::HEAD {
        download::look(&shop, &link).await
    } else {
        download::fetch(&shop, &link, rest).await
    };
    match file {
        Ok(file) => answer(&shop, file, range).await,
        Err(DownloadError::NotFound) => refuse(StatusCode::NOT_FOUND),
        Err(DownloadError::Expired | DownloadError::Over) => refuse(StatusCode::GONE),
        Err(error) => {
            tracing::error!(%error, "a file that was bought could not be handed out");
            refuse(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

async fn answer(shop: &Shop, file: GrantedFile, range: Option<&str>) -> Response {
    let (status, from, to) = match range.map_or(Part::Whole, |range| part(range, file.bytes)) {
        Part::Whole => (StatusCode::OK, 0, file.bytes),
        Part::Piece(from, to) => (StatusCode::PARTIAL_CONTENT, from, to),
        Part::Nothing => {
            let size = format!("bytes */{}", file.bytes);
            return (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, size)]).into_response();
        }
    };
    let mut response = (status, pieces(shop.clone(), file.key.clone(), from, to)).into_response();
    let headers = response.headers_mut();
    let mut say = |name, text: &str| {
        if let Ok(value) = HeaderValue::from_str(text) {
            headers.insert(name, value);
        }
    };
    say(header::CONTENT_TYPE, &file.content_type);
    say(header::CONTENT_DISPOSITION, &disposition(&file.name));
    say(header::CONTENT_LENGTH, &to.saturating_sub(from).to_string());
    say(header::ACCEPT_RANGES, "bytes");
    // As it is: whoever goes on later counts these bytes.
    say(header::CONTENT_ENCODING, "identity");
    say(header::CACHE_CONTROL, "no-store, private");
    if status == StatusCode::PARTIAL_CONTENT {
        say(header::CONTENT_RANGE, &format!("bytes {from}-{}/{}", to.saturating_sub(1), file.bytes));
    }
    response
}

/// The bytes from `from` to before `to`, read while they are sent.
pub(super) fn pieces(shop: Shop, key: String, from: u64, to: u64) -> Body {
    let next = move |from: u64| {
        let (shop, key) = (shop.clone(), key.clone());
        async move {
            if from >= to {
                return Ok(None);
            }
            let wanted = PIECE.min(to - from);
            let missing = || FilesError::Failed(format!("the file {key} ends before its end"));
            let piece: Bytes = shop.files.get_part(&key, from, wanted).await?.ok_or_else(missing)?;
            let length = u64::try_from(piece.len()).unwrap_or(0);
            if length == 0 {
                return Err(missing());
            }
            Ok::<_, FilesError>(Some((piece, from.saturating_add(length))))
        }
    };
    Body::from_stream(stream::try_unfold(from, next))
}

/// What of a file is asked for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// All of it; also when more than one part is asked for, or nothing that we understand (RFC 9110, 14.2).
    Whole,
    /// From the first number to before the second.
    Piece(u64, u64),
    /// What it does not have.
    Nothing,
}

fn part(range: &str, size: u64) -> Part {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Part::Whole;
    };
    let (first, last) = (first.trim(), last.trim());
    let piece = |from: u64, to: u64| if from < to { Part::Piece(from, to) } else { Part::Nothing };
    match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(from), Ok(last)) if from <= last => piece(from, last.saturating_add(1).min(size)),
        (Ok(from), Err(_)) if last.is_empty() => piece(from, size),
        (Err(_), Ok(count)) if first.is_empty() => piece(size.saturating_sub(count), size),
        _ => Part::Whole,
    }
}

/// An attachment under its name, once in plain letters and once as it is (RFC 6266).
pub(super) fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || " .-_()".contains(letter) { letter } else { '_' })
        .collect();
    let mut exact = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            exact.push(char::from(byte));
        } else {
            exact.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_what_was_asked_for_and_never_more() {
        for (range, expected) in [
            ("bytes=0-", Part::Piece(0, 100)),
            ("bytes=40-", Part::Piece(40, 100)),
            ("bytes=40-49", Part::Piece(40, 50)),
            ("bytes=40-4000", Part::Piece(40, 100)),
            ("bytes=-10", Part::Piece(90, 100)),
            ("bytes=-1000", Part::Piece(0, 100)),
            ("bytes=100-", Part::Nothing),
            ("bytes=-0", Part::Nothing),
            ("bytes=9-3", Part::Whole),
            ("bytes=0-1,5-9", Part::Whole),
            ("lines=1-2", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=99999999999999999999-", Part::Whole),
        ] {
            assert_eq!(part(range, 100), expected, "{range}");
        }
    }

    #[test]
    fn v12_a_name_stays_within_its_header() {
        let told = disposition("Über \"alles\"\r\nX: y.pdf");
        assert!(told.is_ascii() && !told.contains(['\r', '\n']), "{told}");
        assert_eq!(disposition("a b.pdf"), "attachment; filename=\"a b.pdf\"; filename*=UTF-8''a%20b.pdf");
    }
}
