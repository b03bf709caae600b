//! What a server function or a page knows of its request: the shop, cookies, and the answer's headers.
//!
//! The server provides it with [`provide`], the same for pages and server functions.

use std::fmt::Display;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    currency::Selling,
    kernel::{Currency, Language},
};
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use serde::{Serialize, de::DeserializeOwned};
use services::{
    Shop,
    account::{SESSION_LIFETIME, SessionToken},
    cart::CartToken,
    customer::{CustomerToken, SESSION_LIFETIME as CUSTOMER_LIFETIME},
};

use crate::{error::AppError, theme};

/// The address that a request came from, as the server's middleware determined it.
#[derive(Clone, Debug, Default)]
pub struct ClientAddress(pub String);

/// The id under which a request stands in the log.
#[derive(Clone, Debug, Default)]
pub struct RequestId(pub String);

/// For how many seconds a cart is remembered.
const CART_SECONDS: i64 = 60 * 86_400;
/// For how many seconds a session is remembered: as long as it may last.
const SESSION_SECONDS: i64 = SESSION_LIFETIME / 1_000;
/// The same of a customer's.
const CUSTOMER_SECONDS: i64 = CUSTOMER_LIFETIME / 1_000;
/// For how many seconds a chosen currency is remembered.
const CURRENCY_SECONDS: u32 = 365 * 86_400;
/// For how many seconds a form that was refused is remembered.
const TYPED_SECONDS: i64 = 120;
/// What a cookie holds at most.
const MOST_TYPED_BYTES: usize = 3_500;

/// Makes the shop known to everything that this request renders or calls.
pub fn provide(shop: Shop) {
    provide_context(shop);
}

/// The shop.
///
/// # Errors
/// Never in a running server.
pub fn shop() -> Result<Shop, AppError> {
    let shop = use_context::<Shop>().ok_or(AppError::Failed)?;
    Ok(shop.in_language(extension::<Language>()).sold_in(extension::<Selling>()))
}

/// The language of the page.
#[must_use]
pub fn language() -> Language {
    shop().map_or(Language::ENGLISH, |shop| shop.language().unwrap_or(shop.settings.language))
}

/// Whether the page is told in another language than the shop's own.
#[must_use]
pub fn is_translated() -> bool {
    shop().is_ok_and(|shop| shop.language().is_some())
}

/// The path that was asked for; none while the list of pages is made.
#[must_use]
pub fn path() -> Option<String> {
    use_context::<Parts>().map(|parts| parts.uri.path().to_owned())
}

/// What stands after the question mark of the address that was asked for; empty without one.
#[must_use]
pub fn query() -> String {
    use_context::<Parts>().and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default()
}

/// The address of the person's network; empty when unknown.
#[must_use]
pub fn client_address() -> String {
    extension::<ClientAddress>().map(|address| address.0).unwrap_or_default()
}

fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<T>().cloned())
}

/// Turns a room's error into the wire's: what is private is logged here, once, under the request's id.
pub fn failed(error: impl Display) -> AppError {
    let request = extension::<RequestId>().map(|id| id.0).unwrap_or_default();
    tracing::error!(request, %error, "a server function failed");
    AppError::Failed
}

/// The cart's secret, when the browser sent one that can be one.
#[must_use]
pub fn cart_token() -> Option<CartToken> {
    cookie("cart").as_deref().and_then(CartToken::parse)
}

/// The session's secret, when the browser sent one that can be one.
#[must_use]
pub fn session_token() -> Option<SessionToken> {
    cookie("session").as_deref().and_then(SessionToken::parse)
}

/// The secret of the customer's session, when the browser sent one that can be one.
#[must_use]
pub fn customer_token() -> Option<CustomerToken> {
    cookie("customer").as_deref().and_then(CustomerToken::parse)
}

/// Remembers the customer's session in the browser.
pub fn remember_customer(token: &CustomerToken) {
    set_cookie("customer", token.reveal(), CUSTOMER_SECONDS);
}

/// Makes the browser forget its bag, and with it the last order and the cards that were to pay.
pub fn forget_cart() {
    set_cookie("cart", "", 0);
}

/// Makes the browser forget the customer's session.
pub fn forget_customer() {
    set_cookie("customer", "", 0);
}

/// Keeps a form that was refused for the page that says why: in this browser alone, never in an address, and for two minutes.
pub fn keep_typed(typed: &impl Serialize) {
    let text = serde_json::to_string(typed).unwrap_or_default();
    if text.len() <= MOST_TYPED_BYTES {
        set_cookie("typed", &URL_SAFE_NO_PAD.encode(text), TYPED_SECONDS);
    }
}

/// What [`keep_typed`] kept; it is forgotten with that.
#[must_use]
pub fn take_typed<T: DeserializeOwned>() -> Option<T> {
    let kept = cookie("typed").filter(|text| !text.is_empty())?;
    set_cookie("typed", "", 0);
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(kept).ok()?).ok()
}

/// The theme that was forced, if any.
#[must_use]
pub fn theme() -> Option<&'static str> {
    theme::parse(&plain_cookie("theme")?)
}

/// Remembers the cart in the browser.
pub fn remember_cart(token: &CartToken) {
    set_cookie("cart", token.reveal(), CART_SECONDS);
}

/// Remembers a forced theme; any other word leaves it to the system.
pub fn remember_theme(theme: &str) {
    append_cookie(&theme::cookie(theme));
}

/// Remembers in which currency prices are shown. It is no secret, and the server takes it for no more than a wish.
pub fn remember_currency(currency: Currency) {
    append_cookie(&format!("currency={}; Path=/; Max-Age={CURRENCY_SECONDS}; SameSite=Lax", currency.code()));
}

/// Remembers the session in the browser.
pub fn remember_session(token: &SessionToken) {
    set_cookie("session", token.reveal(), SESSION_SECONDS);
}

/// Makes the browser forget the session.
pub fn forget_session() {
    set_cookie("session", "", 0);
}

fn is_secure() -> bool {
    use_context::<Shop>().is_some_and(|shop| shop.settings.base_url.starts_with("https:"))
}

/// Over HTTPS the names begin with `__Host-`, so that no neighbouring host can set them.
fn cookie_name(name: &str) -> String {
    if is_secure() { format!("__Host-{name}") } else { name.to_owned() }
}

fn cookie(name: &str) -> Option<String> {
    plain_cookie(&cookie_name(name))
}

fn plain_cookie(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    parts
        .headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value.to_owned())
}

fn set_cookie(name: &str, value: &str, seconds: i64) {
    append_cookie(&cookie_text(is_secure(), name, value, seconds));
}

/// Over HTTPS the names begin with `__Host-`, so that no neighbouring host can set them.
fn cookie_text(is_secure: bool, name: &str, value: &str, seconds: i64) -> String {
    let (prefix, secure) = if is_secure { ("__Host-", "; Secure") } else { ("", "") };
    format!("{prefix}{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

/// What makes a browser remember a cart, for answers that no page and no server function gives.
#[must_use]
pub fn cart_cookie(shop: &Shop, token: &CartToken) -> String {
    cookie_text(shop.settings.base_url.starts_with("https:"), "cart", token.reveal(), CART_SECONDS)
}

fn append_cookie(text: &str) {
    if let (Some(options), Ok(header_value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(text)) {
        options.append_header(header::SET_COOKIE, header_value);
    }
}

/// Says the answer's status, when it is not 200.
pub fn set_status(status: u16) {
    if let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), StatusCode::from_u16(status)) {
        options.set_status(status);
    }
}

/// Sets a header of the answer.
pub fn set_header(name: header::HeaderName, value: &str) {
    if let (Some(options), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        options.insert_header(name, value);
    }
}

/// Whether a browser sent a form by itself, without JavaScript: it wants to be led to a page.
#[must_use]
pub fn is_plain_form() -> bool {
    use_context::<Parts>().is_some_and(|parts| accepts_html(&parts.headers))
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

/// Leads a browser that sent a form by itself to a page; says nothing to one that runs our code.
pub fn lead_to(path: &str) {
    if is_plain_form() {
        leptos_axum::redirect(path, false);
    }
}

/// Leads a browser that sent a form by itself back with the problem in the address, and gives the error on.
pub fn lead_back(path: &str, error: AppError) -> AppError {
    let separator = if path.contains('?') { '&' } else { '?' };
    lead_to(&format!("{path}{separator}problem={}", error.code()));
    error
}

/// Whether a path stays here: two slashes, or a backslash that browsers take for one, would begin the name of another host.
fn is_own_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\')
}

/// The path and query of the page that the form stood on, when it is one of ours.
#[must_use]
pub fn page_of_form() -> Option<String> {
    let parts = use_context::<Parts>()?;
    let referrer = parts.headers.get(header::REFERER)?.to_str().ok()?;
    let host = parts.headers.get(header::HOST)?.to_str().ok()?;
    let (_, address) = referrer.split_once("://")?;
    let path = address.strip_prefix(host)?;
    is_own_path(path).then(|| path.to_owned())
}
