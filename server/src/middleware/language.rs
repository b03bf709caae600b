//! Pages in other languages: `/de/products/mug` is `/products/mug` with the language German.
//!
//! The prefix is taken off before anything looks at the address, so that no page knows of it; and links, forms and redirects of
//! the answer get it. Every page of a shop with several languages names its twins (hreflang), and search engines read one
//! address for each.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Uri,
        header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, LOCATION, REFERER},
    },
    middleware::Next,
    response::{IntoResponse as _, Redirect, Response},
};
use domain::kernel::Language;
use services::setting::ShopSettings;

/// What the shop speaks, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tongues {
    base_url: String,
    own: Language,
    further: Vec<Language>,
}

impl Tongues {
    /// As the settings say.
    #[must_use]
    pub fn of(settings: &ShopSettings) -> Self {
        let ShopSettings { base_url, language, languages, .. } = settings;
        Self { base_url: base_url.clone(), own: *language, further: languages.clone() }
    }
}

/// Takes the prefix off. Runs before routing.
pub fn take_prefix(tongues: &Tongues, mut request: Request) -> Request {
    if tongues.further.is_empty() {
        return request;
    }
    if request.uri().path().starts_with("/api/") {
        if let Some(language) = of_referrer(tongues, request.headers()) {
            request.extensions_mut().insert(language);
        }
        return request;
    }
    if let Some((language, uri)) = without_prefix(tongues, request.uri()) {
        *request.uri_mut() = uri;
        request.extensions_mut().insert(language);
    }
    request
}

/// The language of the page that a server function was called from.
fn of_referrer(tongues: &Tongues, headers: &HeaderMap) -> Option<Language> {
    let referrer = headers.get(REFERER)?.to_str().ok()?;
    let host = headers.get(HOST)?.to_str().ok()?;
    let path = referrer.split_once("://")?.1.strip_prefix(host)?;
    split(tongues, path.split(['?', '#']).next()?).map(|(language, _)| language)
}

fn without_prefix(tongues: &Tongues, uri: &Uri) -> Option<(Language, Uri)> {
    let (language, rest) = split(tongues, uri.path())?;
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some((language, format!("{rest}{query}").parse().ok()?))
}

/// The language at the start of a path, and the path without it, when that is a page in languages.
fn split<'a>(tongues: &Tongues, path: &'a str) -> Option<(Language, &'a str)> {
    begins_with_language(tongues, path).filter(|(_, rest)| is_spoken(rest))
}

/// Where a page is that is told in the shop's own language alone, when it is asked for in another.
fn told_plainly(tongues: &Tongues, uri: &Uri) -> Option<String> {
    let (_, rest) = begins_with_language(tongues, uri.path())?;
    let is_one = rest == "/checkout" || rest.starts_with("/orders/") || rest.starts_with("/offers/");
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    is_one.then(|| format!("{rest}{query}"))
}

fn begins_with_language<'a>(tongues: &Tongues, path: &'a str) -> Option<(Language, &'a str)> {
    let code = path.strip_prefix('/')?.get(..2)?;
    let language = tongues.further.iter().copied().find(|language| language.code() == code)?;
    let rest = path.get(3..)?;
    Some((language, if rest.is_empty() { "/" } else { rest }))
}

/// Whether a page is told in languages.
fn is_spoken(path: &str) -> bool {
    matches!(path, "/" | "/new" | "/sale" | "/search" | "/cart")
        || path.starts_with("/products/")
        || path.starts_with("/categories/")
        || path.starts_with("/collections/")
        || is_account(path)
}

/// Whether a page is about somebody's account: it is told in languages, and search engines know none of them.
fn is_account(path: &str) -> bool {
    path == "/account" || path.starts_with("/account/")
}

/// The middleware: translates the addresses of an answer, and names the page's twins.
pub async fn speak(State(tongues): State<Arc<Tongues>>, request: Request, next: Next) -> Response {
    if tongues.further.is_empty() {
        return next.run(request).await;
    }
    if let Some(target) = told_plainly(&tongues, request.uri()) {
        return Redirect::temporary(&target).into_response();
    }
    let language = request.extensions().get::<Language>().copied();
    let path = request.uri().path().to_owned();
    let has_query = request.uri().query().is_some();
    let response = next.run(request).await;
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html"));
    let is_own = path.starts_with("/admin") || !(language.is_some() || is_spoken(&path));
    let (mut head, body) = response.into_parts();
    if let Some(language) = language {
        prefix_location(&mut head.headers, language);
    }
    if !is_page || is_own {
        return Response::from_parts(head, body);
    }
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let Ok(page) = std::str::from_utf8(&bytes) else { return Response::from_parts(head, Body::from(bytes)) };
    let twins = if head.status.is_success() && !has_query && !is_account(&path) {
        twins(&tongues, &path)
    } else {
        String::new()
    };
    let page = translated(&tongues, page, language, &twins);
    head.headers.remove(CONTENT_LENGTH);
    Response::from_parts(head, Body::from(page))
}

fn prefix_location(headers: &mut HeaderMap, language: Language) {
    let Some(target) = headers.get(LOCATION).and_then(|target| target.to_str().ok()) else { return };
    let path = target.split(['?', '#']).next().unwrap_or_default();
    if is_spoken(path)
        && let Ok(value) = HeaderValue::from_str(&format!("/{language}{target}"))
    {
        headers.insert(LOCATION, value);
    }
}

/// The addresses of a page in every language.
#[must_use]
pub fn addresses(tongues: &Tongues, path: &str) -> Vec<(Language, String)> {
    let base = &tongues.base_url;
    let own = std::iter::once((tongues.own, format!("{base}{path}")));
    let rest = if path == "/" { "" } else { path };
    own.chain(tongues.further.iter().map(|language| (*language, format!("{base}/{language}{rest}")))).collect()
}

fn twins(tongues: &Tongues, path: &str) -> String {
    let link = |language: &str, address: &str| {
        format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"{}\">", escaped(address))
    };
    let all = addresses(tongues, path);
    let default = all.first().map(|(_, address)| link("x-default", address)).unwrap_or_default();
    all.iter().map(|(language, address)| link(language.code(), address)).collect::<String>() + &default
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// The page with its twins, and with the prefix in its links.
fn translated(tongues: &Tongues, page: &str, language: Option<Language>, twins: &str) -> String {
    let (head, body) = page.split_once("</head>").unwrap_or(("", page));
    let mut text = String::with_capacity(page.len() + page.len() / 16 + twins.len());
    match language {
        Some(language) => {
            text.push_str(&prefixed(&absolute(tongues, head, language), language));
            text.push_str(twins);
        }
        None => text.extend([head, twins]),
    }
    if !head.is_empty() {
        text.push_str("</head>");
    }
    match language {
        Some(language) => text.push_str(&prefixed(&absolute(tongues, body, language), language)),
        None => text.push_str(body),
    }
    text
}

/// Whole addresses of pages: canonical ones, those of link previews and of structured data.
fn absolute(tongues: &Tongues, text: &str, language: Language) -> String {
    let base = &tongues.base_url;
    ["products", "categories", "collections"].iter().fold(text.to_owned(), |text, place| {
        text.replace(&format!("{base}/{place}/"), &format!("{base}/{language}/{place}/"))
    })
}

/// Links and forms that lead to pages in languages; those that say for themselves which language they lead to stay.
fn prefixed(text: &str, language: Language) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut rest = text;
    while let Some((before, attribute)) = next_address(rest) {
        let (done, after) = rest.split_at(before + attribute.len());
        out.push_str(done);
        let target = after.split(['"', '?', '#']).next().unwrap_or_default();
        if is_spoken(target) && !says_language(&out, after) {
            out.push('/');
            out.push_str(language.code());
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Where the next address begins, by the attribute before it.
fn next_address(text: &str) -> Option<(usize, &'static str)> {
    let found = [" href=\"", " action=\""].into_iter().filter_map(|name| text.find(name).map(|at| (at, name)));
    found.min_by_key(|(at, _)| *at)
}

/// Whether the tag around a place has an `hreflang`.
fn says_language(before: &str, after: &str) -> bool {
    let start = before.rfind('<').and_then(|at| before.get(at..)).unwrap_or_default();
    let end = after.split('>').next().unwrap_or_default();
    start.contains("hreflang=") || end.contains("hreflang=")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german() -> Language {
        Language::parse("de").unwrap()
    }

    fn tongues() -> Tongues {
        Tongues { base_url: "https://shop.example".to_owned(), own: Language::ENGLISH, further: vec![german()] }
    }

    #[test]
    fn only_pages_in_languages_have_a_prefix() {
        let tongues = tongues();
        let rest = |path: &str| without_prefix(&tongues, &path.parse().unwrap()).map(|(_, uri)| uri.to_string());
        assert_eq!(rest("/de"), Some("/".to_owned()));
        assert_eq!(rest("/de/"), Some("/".to_owned()));
        assert_eq!(rest("/de/account/link/abc"), Some("/account/link/abc".to_owned()));
        assert_eq!(rest("/de/products/mug?variant=1"), Some("/products/mug?variant=1".to_owned()));
        for path in [
            "/",
            "/fr/products/mug",
            "/de/admin",
            "/de/api/x",
            "/dear",
            "/products/de",
            "/de//admin",
            "/de/accounts",
            "/en",
        ] {
            assert_eq!(rest(path), None, "{path}");
        }
    }

    #[test]
    fn a_page_that_is_told_in_one_language_is_where_it_always_is() {
        let told = |path: &str| told_plainly(&tongues(), &path.parse().unwrap());
        assert_eq!(told("/de/checkout?problem=failed"), Some("/checkout?problem=failed".to_owned()));
        assert_eq!(told("/de/orders/abc"), Some("/orders/abc".to_owned()));
        assert_eq!(told("/de/offers/abc"), Some("/offers/abc".to_owned()));
        for path in ["/checkout", "/de/checkouts", "/de/products/mug", "/fr/checkout", "/de//orders/x", "/de/admin"] {
            assert_eq!(told(path), None, "{path}");
        }
    }

    #[test]
    fn links_get_the_prefix_and_files_do_not() {
        let page = "<a href=\"/products/mug\">x</a><a class=\"b\" href=\"/?x=1\"></a><link href=\"/pkg/a.css\">\
            <form action=\"/search\"><a href=\"/admin\"><a hreflang=\"en\" href=\"/new\"><img src=\"/media/a\">";
        let wanted = "<a href=\"/de/products/mug\">x</a><a class=\"b\" href=\"/de/?x=1\"></a><link href=\"/pkg/a.css\">\
            <form action=\"/de/search\"><a href=\"/admin\"><a hreflang=\"en\" href=\"/new\"><img src=\"/media/a\">";
        assert_eq!(prefixed(page, german()), wanted);
    }

    #[test]
    fn every_page_names_its_twins() {
        let head = "<head><link rel=\"canonical\" href=\"https://shop.example/products/mug\"></head><body></body>";
        let page = translated(&tongues(), head, Some(german()), &twins(&tongues(), "/products/mug"));
        assert!(page.contains("rel=\"canonical\" href=\"https://shop.example/de/products/mug\""), "{page}");
        for (language, address) in [("en", "/products/mug"), ("de", "/de/products/mug"), ("x-default", "/products/mug")]
        {
            let link =
                format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"https://shop.example{address}\">");
            assert_eq!(page.matches(&link).count(), 1, "{link} in {page}");
        }
        assert_eq!(addresses(&tongues(), "/")[1].1, "https://shop.example/de");
    }
}
