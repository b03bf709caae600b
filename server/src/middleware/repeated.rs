//! Refuses forms that say something twice: which of the two was meant is nobody's to guess (V-29).
//!
//! Not here: forms with files, which their own reader looks through, and the admin, whose forms are sent by the program alone.

use std::collections::HashSet;

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{Method, StatusCode, header::CONTENT_TYPE},
    middleware::Next,
    response::Response,
};

use crate::http::problem;

const FORM: &str = "application/x-www-form-urlencoded";

/// The middleware. The body's size was bounded before.
pub async fn refuse_repeated(request: Request, next: Next) -> Response {
    if !is_form(&request) {
        return next.run(request).await;
    }
    let wants_page = problem::wants_page(request.headers());
    let (head, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return problem::answer(StatusCode::BAD_REQUEST, wants_page, None);
    };
    if repeats(&bytes) {
        tracing::warn!(path = head.uri.path(), "a form that says something twice was refused");
        return problem::answer(StatusCode::BAD_REQUEST, wants_page, None);
    }
    next.run(Request::from_parts(head, Body::from(bytes))).await
}

fn is_form(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_form = kind.get(..FORM.len()).is_some_and(|start| start.eq_ignore_ascii_case(FORM));
    let path = request.uri().path();
    request.method() == Method::POST && is_form && !path.starts_with("/admin") && !path.starts_with("/api/admin")
}

/// Whether a name stands in a form twice, however it is written.
fn repeats(form: &[u8]) -> bool {
    let pairs = form.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    let names = pairs.map(|pair| decoded(pair.split(|byte| *byte == b'=').next().unwrap_or_default()));
    let mut seen = HashSet::new();
    names.into_iter().any(|name| !seen.insert(name))
}

/// A name without its percent signs.
fn decoded(name: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((first, others)) = rest.split_first() {
        let digits = others.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        rest = if byte.is_some() { others.get(2..).unwrap_or_default() } else { others };
        bytes.push(byte.unwrap_or(if *first == b'+' { b' ' } else { *first }));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v29_a_name_that_stands_in_a_form_twice_is_found_however_it_is_written() {
        for form in ["a=1&a=2", "a=1&b=2&a", "a=1&%61=2", "a+b=1&a%20b=2", "a[x]=1&a%5Bx%5D=2", "=1&=2"] {
            assert!(repeats(form.as_bytes()), "{form}");
        }
        for form in ["", "a=1", "a=1&b=1", "a[x]=1&a[y]=1", "a=a&b=a", "a=1&&b=2", "%=1&%2=2", "a=1&A=2"] {
            assert!(!repeats(form.as_bytes()), "{form}");
        }
    }
}
