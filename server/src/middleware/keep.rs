//! Rendered pages that look the same for everybody, kept for a few seconds: those that are asked for without any cookie but the
//! theme's, by people who have no bag and no account.
//!
//! What a page shows of the catalogue is never older than the last change: a page is given out only while the shelf is of the
//! generation in which its making began. What moves with the clock (when an order arrives) may be [`KEPT`] old. Every answer
//! gets a nonce of its own.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode, Uri,
        header::{CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, SET_COOKIE},
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use moka::sync::Cache;
use services::Shop;

/// How long a page is kept.
const KEPT: Duration = Duration::from_secs(10);
/// The bytes of all kept pages together.
const MOST_BYTES: u64 = 16 * 1024 * 1024;
/// A larger page is not kept.
const MOST_PAGE_BYTES: usize = 512 * 1024;
/// A longer address is not one that many people ask for.
const MOST_ADDRESS_BYTES: usize = 300;

/// The kept pages.
#[derive(Clone)]
pub struct Pages {
    shop: Shop,
    kept: Cache<Key, Arc<Page>>,
}

/// Address and theme.
type Key = (String, String);

/// A page without its nonce.
struct Page {
    generation: u64,
    headers: HeaderMap,
    /// The policy and the page, cut where the nonce stood.
    policy: Vec<String>,
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
    let Some(key) = key(request.method(), request.uri(), request.headers()) else {
        return next.run(request).await;
    };
    // Read before the page is made: what changes meanwhile is not in it.
    let generation = pages.shop.shelf.generation();
    if let Some(page) = pages.kept.get(&key).filter(|page| page.generation == generation) {
        return page.with_nonce(&format!("{:032x}", rand::random::<u128>()));
    }
    let (head, body) = next.run(request).await.into_parts();
    let Some(nonce) = nonce(&head.headers).filter(|_| head.status == StatusCode::OK) else {
        return Response::from_parts(head, body);
    };
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if let Some(page) = Page::cut(generation, &head.headers, &bytes, &nonce) {
        pages.kept.insert(key, Arc::new(page));
    }
    Response::from_parts(head, Body::from(bytes))
}

/// What the answer depends on, when it depends on nothing else.
fn key(method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Key> {
    let address = uri.path_and_query()?.as_str();
    let is_public = matches!(uri.path(), "/" | "/new" | "/sale" | "/search")
        || uri.path().starts_with("/products/")
        || uri.path().starts_with("/categories/");
    if method != Method::GET || !is_public || address.len() > MOST_ADDRESS_BYTES {
        return None;
    }
    let mut cookies = headers.get_all(COOKIE).iter();
    let theme = match cookies.next().map(|cookie| cookie.to_str()) {
        None | Some(Ok("")) => "",
        Some(Ok("theme=light")) => "light",
        Some(Ok("theme=dark")) => "dark",
        _ => return None,
    };
    cookies.next().is_none().then(|| (address.to_owned(), theme.to_owned()))
}

/// The nonce of a page that may be kept.
fn nonce(headers: &HeaderMap) -> Option<String> {
    let is_page = headers.get(CONTENT_TYPE)?.to_str().ok()?.starts_with("text/html");
    let policy = headers.get(CONTENT_SECURITY_POLICY)?.to_str().ok()?;
    let (nonce, _) = policy.split_once("'nonce-")?.1.split_once('\'')?;
    (is_page && !nonce.is_empty() && !headers.contains_key(SET_COOKIE)).then(|| nonce.to_owned())
}

impl Page {
    fn cut(generation: u64, headers: &HeaderMap, body: &[u8], nonce: &str) -> Option<Self> {
        let cut = |text: &str| text.split(nonce).map(str::to_owned).collect();
        let policy = cut(headers.get(CONTENT_SECURITY_POLICY)?.to_str().ok()?);
        let text = std::str::from_utf8(body).ok().filter(|text| text.len() <= MOST_PAGE_BYTES)?;
        let mut headers = headers.clone();
        headers.remove(CONTENT_LENGTH);
        Some(Self { generation, headers, policy, pieces: cut(text) })
    }

    fn with_nonce(&self, nonce: &str) -> Response {
        let Ok(policy) = HeaderValue::from_str(&self.policy.join(nonce)) else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let mut response = Response::new(Body::from(self.pieces.join(nonce)));
        response.headers_mut().clone_from(&self.headers);
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
        response
    }
}
