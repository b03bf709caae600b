//! The forced look, "light" or "dark": it stands in a cookie that the page may write too, so that it holds without waiting.

/// For how many seconds it is remembered.
const SECONDS: u32 = 365 * 86_400;

/// The look that was chosen; none for any other word: the device's own.
#[must_use]
pub fn parse(word: &str) -> Option<&'static str> {
    ["light", "dark"].into_iter().find(|look| *look == word)
}

/// The cookie that remembers a wish. It is no secret.
#[must_use]
pub fn cookie(wish: &str) -> String {
    match parse(wish) {
        Some(look) => format!("theme={look}; Path=/; Max-Age={SECONDS}; SameSite=Lax"),
        None => "theme=; Path=/; Max-Age=0; SameSite=Lax".to_owned(),
    }
}
