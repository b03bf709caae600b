//! Old addresses. What nothing here answers may be where a page was before, or a page of the shop that moved in here: then the
//! answer says for good where it is now.
//!
//! Invariant: an address that shows something never leads elsewhere, but for the home page with the query of another platform.

use axum::{
    extract::{Request, State},
    http::{
        HeaderValue, Method, StatusCode,
        header::{CACHE_CONTROL, LOCATION},
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::redirect::OldAddress;
use services::{Shop, redirect};

/// For good, but a browser asks again after a day: the address may be given to another page.
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");
/// What has no old addresses.
const NO_PAGES: [&str; 4] = ["/api/", "/admin", "/media/", "/pkg/"];

/// The middleware.
pub async fn moved(State(shop): State<Shop>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    if !asks || NO_PAGES.iter().any(|room| path.starts_with(room)) {
        return next.run(request).await;
    }
    if path == "/"
        && OldAddress::of(&path, &query).has_telling_query()
        && let Some(answer) = found(&shop, &path, &query).await
    {
        return answer;
    }
    let response = next.run(request).await;
    match (response.status(), response.headers().get(LOCATION)) {
        // A page that found out itself. Leptos says so with the right status to browsers only.
        (StatusCode::OK | StatusCode::MOVED_PERMANENTLY, Some(target)) if is_listed(&path) => {
            let target = target.to_str().unwrap_or("/").to_owned();
            permanently(&with_query(&target, &query))
        }
        (StatusCode::NOT_FOUND, _) => found(&shop, &path, &query).await.unwrap_or(response),
        _ => response,
    }
}

/// Whether products or categories live here, whose slugs may change.
fn is_listed(path: &str) -> bool {
    path.starts_with("/products/") || path.starts_with("/categories/")
}

async fn found(shop: &Shop, path: &str, query: &str) -> Option<Response> {
    match redirect::read::target(shop, path, query).await {
        Ok(target) => {
            let target = target?;
            // The same page as before is shown as before: a variant that was chosen is.
            let is_same = is_listed(path) && is_listed(&target);
            Some(permanently(&if is_same { with_query(&target, query) } else { target }))
        }
        Err(error) => {
            tracing::error!(%error, "an old address could not be looked up");
            None
        }
    }
}

fn with_query(target: &str, query: &str) -> String {
    if query.is_empty() || target.contains('?') { target.to_owned() } else { format!("{target}?{query}") }
}

fn permanently(target: &str) -> Response {
    match HeaderValue::from_str(&escaped(target)) {
        Ok(target) => (StatusCode::MOVED_PERMANENTLY, [(LOCATION, target), (CACHE_CONTROL, A_DAY)]).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Letters as an address carries them.
fn escaped(target: &str) -> String {
    let mut escaped = String::with_capacity(target.len());
    for character in target.chars() {
        if character.is_ascii_graphic() {
            escaped.push(character);
        } else {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                escaped.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v18_no_target_can_write_a_header_of_its_own() {
        assert_eq!(escaped("/größe\r\nx: y"), "/gr%C3%B6%C3%9Fe%0D%0Ax:%20y");
    }

    #[test]
    fn what_was_chosen_on_the_old_page_is_chosen_on_the_new_one() {
        assert_eq!(with_query("/products/new", "variant=A"), "/products/new?variant=A");
        assert_eq!(with_query("/search?q=x", "variant=A"), "/search?q=x");
    }
}
