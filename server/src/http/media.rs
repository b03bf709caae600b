//! `GET /media/<hash>-<width>.<ending>`: pictures by their content's address, so they never change.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use services::Shop;

use super::problem;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// The file, or 304 when the browser has it, or 404 for everything that is no key of a picture.
pub async fn picture(State(shop): State<Shop>, Path(key): Path<String>, asked: HeaderMap) -> Response {
    let refuse = |status| problem::answer(status, problem::wants_page(&asked), None);
    let (Some(content_type), Ok(tag)) = (content_type(&key), HeaderValue::from_str(&format!("\"{key}\""))) else {
        return refuse(StatusCode::NOT_FOUND);
    };
    let known = asked.get(header::IF_NONE_MATCH).is_some_and(|value| value == tag);
    let headers = [(header::CACHE_CONTROL, FOR_EVER), (header::ETAG, tag)];
    if known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    match shop.files.get(&key).await {
        Ok(Some(bytes)) => (headers, [(header::CONTENT_TYPE, content_type)], bytes).into_response(),
        Ok(None) => refuse(StatusCode::NOT_FOUND),
        Err(error) => {
            tracing::error!(%error, "a picture could not be read");
            refuse(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

/// The content type of a key `<hexadecimal>-<digits>.webp` or `.jpg`; `None` for everything else.
fn content_type(key: &str) -> Option<HeaderValue> {
    let (name, ending) = key.rsplit_once('.')?;
    let (hash, width) = name.split_once('-')?;
    let well_formed = (16..=64).contains(&hash.len())
        && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        && (1..=5).contains(&width.len())
        && width.bytes().all(|byte| byte.is_ascii_digit());
    match ending {
        "webp" if well_formed => Some(HeaderValue::from_static("image/webp")),
        "jpg" if well_formed => Some(HeaderValue::from_static("image/jpeg")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v12_only_the_address_of_a_picture_is_a_key() {
        assert!(content_type("0123456789abcdef0123456789abcdef-640.webp").is_some());
        for key in [
            "../secret.key",
            "..\\secret.key",
            "/etc/passwd",
            "a-1.webp",
            "0123456789abcdef-.jpg",
            "0123456789abcdef-640.svg",
            "0123456789abcdef-640.webp/..",
            "0123456789abcdef\0-640.webp",
            "",
            ".",
        ] {
            assert!(content_type(key).is_none(), "{key}");
        }
    }
}
