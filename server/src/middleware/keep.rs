//! Answers that are the same for everybody, kept for a few seconds: pages that are asked for without any cookie but those of the theme and
//! the currency, each kept for every currency by itself, by people who have no bag and no account, and what is suggested while one types.
//!
//! What a page shows of the catalogue is never older than the last change: a page is given out only while the shelf is of the
//! generation in which its making began. What moves with the clock (when an order arrives) may be [`KEPT`] old. Every answer
//! gets a nonce of its own.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, to_bytes},
    extract::{Query, Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode, Uri,
        header::{CONTENT_LENGTH, CONTENT_SECURITY_POLICY, COOKIE, SET_COOKIE},
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use domain::{
    catalog::ListQuery,
    currency::Selling,
    kernel::{Currency, Language},
};
use moka::sync::Cache;
use services::{Shop, catalog};

use crate::http::problem;

/// How long a page is kept.
const KEPT: Duration = Duration::from_secs(10);
/// The bytes of all kept pages together.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// A larger page is not kept.
const MOST_PAGE_BYTES: usize = 512 * 1024;
/// The page of a search.
const SEARCH: &str = "/search";
/// What the search field asks.
const SUGGESTIONS: &str = "/api/search/suggest";
/// A longer address is not one that many people ask for.
const MOST_ADDRESS_BYTES: usize = 300;

/// The kept pages.
#[derive(Clone)]
pub struct Pages {
    shop: Shop,
    kept: Cache<Key, Arc<Page>>,
}

/// Address, theme, the language when it is not the shop's own, and likewise the currency with the revision of its rate.
type Key = (String, String, Option<Language>, Option<(Currency, i64)>);

/// A page without its nonce: policy and page are cut where it stood.
struct Page {
    generation: u64,
    headers: HeaderMap,
    policy: Option<Vec<String>>,
    pieces: Vec<String>,
}

impl Pages {
    /// None yet.
    #[must_use]
    pub fn of(shop: Shop) -> Self {
        let weight = |_: &Key, page: &Arc<Page>| {
            u32::try_from(page.pieces.iter().map(String::len).sum::<usize>()).unwrap_or(u32::MAX)
        };
        Self { shop, kept: Cache::builder().max_capacity(MOST_BYTES).weigher(weight).time_to_live(KEPT).build() }
    }
}

/// The middleware.
pub async fn keep(State(pages): State<Pages>, request: Request, next: Next) -> Response {
    let Some((address, theme)) = key(request.method(), request.uri(), request.headers()) else {
        return next.run(request).await;
    };
    let language = request.extensions().get::<Language>().copied();
    let selling = request.extensions().get::<Selling>().copied();
    let key = (address, theme, language, selling.map(|selling| (selling.currency, selling.revision)));
    // Read before the page is made: what changes meanwhile is not in it.
    let generation = pages.shop.shelf.generation();
    if let Some(page) = pages.kept.get(&key).filter(|page| page.generation == generation) {
        note_search(&pages.shop.clone().sold_in(selling), request.uri());
        return page.with_nonce(&format!("{:032x}", rand::random::<u128>()));
    }
    let (head, body) = next.run(request).await.into_parts();
    if head.status != StatusCode::OK || head.headers.contains_key(SET_COOKIE) {
        return Response::from_parts(head, body);
    }
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if let Some(page) = Page::of(generation, &head.headers, &bytes) {
        pages.kept.insert(key, Arc::new(page));
    }
    Response::from_parts(head, Body::from(bytes))
}

/// A search is counted whoever answers it.
fn note_search(shop: &Shop, uri: &Uri) {
    if uri.path() == SEARCH
        && let Ok(Query(pairs)) = Query::<Vec<(String, String)>>::try_from_uri(uri)
    {
        let pairs = pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        catalog::read::note_again(shop, &ListQuery::from_pairs(pairs));
    }
}

/// What the answer depends on, when it depends on nothing else.
fn key(method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<(String, String)> {
    let address = uri.path_and_query()?.as_str();
    if method != Method::GET || address.len() > MOST_ADDRESS_BYTES {
        return None;
    }
    // A browser without a script is sent back to its page instead of being answered.
    if uri.path() == SUGGESTIONS {
        return (!problem::wants_page(headers)).then(|| (address.to_owned(), String::new()));
    }
    let is_public = matches!(uri.path(), "/" | "/new" | "/sale" | SEARCH)
        || uri.path().starts_with("/products/")
        || uri.path().starts_with("/categories/")
        || uri.path().starts_with("/collections/");
    if !is_public {
        return None;
    }
    theme(headers).map(|theme| (address.to_owned(), theme.to_owned()))
}

/// The theme in the cookies; `None` where they tell of anything but looks and currency. What the currency's says is decided already.
fn theme(headers: &HeaderMap) -> Option<&'static str> {
    let mut theme = "";
    for cookies in headers.get_all(COOKIE) {
        for cookie in cookies.to_str().ok()?.split(';').map(str::trim) {
            match cookie {
                "" => {}
                "theme=light" => theme = "light",
                "theme=dark" => theme = "dark",
                other if other.starts_with("currency=") => {}
                _ => return None,
            }
        }
    }
    Some(theme)
}

impl Page {
    fn of(generation: u64, headers: &HeaderMap, body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok().filter(|text| text.len() <= MOST_PAGE_BYTES)?;
        let policy = headers.get(CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
        let nonce = policy.and_then(nonce).filter(|nonce| !nonce.is_empty());
        let cut = |text: &str| match nonce {
            Some(nonce) => text.split(nonce).map(str::to_owned).collect(),
            None => vec![text.to_owned()],
        };
        let mut headers = headers.clone();
        headers.remove(CONTENT_LENGTH);
        Some(Self { generation, policy: policy.map(cut), pieces: cut(text), headers })
    }

    fn with_nonce(&self, nonce: &str) -> Response {
        let mut response = Response::new(Body::from(self.pieces.join(nonce)));
        response.headers_mut().clone_from(&self.headers);
        if let Some(policy) = self.policy.as_ref().and_then(|policy| HeaderValue::from_str(&policy.join(nonce)).ok()) {
            response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

/// The nonce that a policy names.
fn nonce(policy: &str) -> Option<&str> {
    Some(policy.split_once("'nonce-")?.1.split_once('\'')?.0)
}
