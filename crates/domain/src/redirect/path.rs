//! Paths as they are compared.

/// No address is longer.
const LONGEST: usize = 500;
/// The parameters that say which page is meant, in the order in which they are kept.
const TELLING: [&str; 7] = ["route", "main_page", "product_id", "products_id", "path", "cPath", "p"];

/// What is no path of this shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an address begins with a slash, has no blanks and at most {LONGEST} characters: /old/page.html")]
pub struct NotAPath;

/// An address that was asked for, as redirects may be written for it: the most telling first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldAddress {
    /// With its whole query.
    pub whole: String,
    /// With what of the query says which page is meant.
    pub telling: String,
    /// Without its query.
    pub bare: String,
}

impl OldAddress {
    /// The address of a request. Signs that were written as `%C3%BC` are letters again.
    #[must_use]
    pub fn of(path: &str, query: &str) -> Self {
        let path = without_last_slash(&decoded(path)).to_owned();
        let with = |query: &str| if query.is_empty() { path.clone() } else { format!("{path}?{query}") };
        Self { whole: with(query), telling: with(&telling(query)), bare: path }
    }

    /// Whether its query says which page is meant, so that even the home page may be another's old address.
    #[must_use]
    pub fn has_telling_query(&self) -> bool {
        self.telling != self.bare
    }
}

/// Whether a text can be an address of this host and of nothing else.
#[must_use]
pub fn is_path(text: &str) -> bool {
    let is_plain = text.chars().all(|character| !character.is_whitespace() && !character.is_control());
    text.starts_with('/')
        && !text.starts_with("//")
        && text.len() > 1
        && text.len() <= LONGEST
        && is_plain
        && !text.contains('\\')
}

/// A path as somebody types or pastes it: with or without scheme and host, with or without the first or last slash. The query is
/// written as requests are looked up.
///
/// # Errors
/// What is no path.
pub fn from_typed(text: &str) -> Result<String, NotAPath> {
    let text = text.trim();
    let text = match text.split_once("://") {
        Some(("http" | "https", rest)) => rest.find(['/', '?']).map_or("/", |begin| rest.get(begin..).unwrap_or("/")),
        Some(_) => return Err(NotAPath),
        None => text,
    };
    let text = text.split('#').next().unwrap_or_default();
    let text = if text.starts_with('/') { text.to_owned() } else { format!("/{text}") };
    let (path, query) = text.split_once('?').unwrap_or((&text, ""));
    let address = OldAddress::of(path, query);
    let path = if address.has_telling_query() { address.telling } else { address.whole };
    if is_path(&path) { Ok(path) } else { Err(NotAPath) }
}

fn without_last_slash(path: &str) -> &str {
    if path.len() > 1 { path.trim_end_matches('/') } else { path }
}

/// The letters behind `%C3%BC`; what does not become text stays as it is.
fn decoded(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let pair = (byte == b'%').then(|| (ahead.next().and_then(digit), ahead.next().and_then(digit)));
        if let Some((Some(high), Some(low))) = pair {
            bytes.push(high * 16 + low);
            rest = ahead;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| is_path(text)).unwrap_or_else(|| path.to_owned())
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The parameters that say which page is meant. A product tells more than the categories on the way to it, and the last category
/// more than those above.
fn telling(query: &str) -> String {
    let pairs: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    let has = |name: &str| pairs.iter().any(|(key, _)| *key == name);
    let mut kept = Vec::new();
    for name in TELLING {
        let is_way = (name == "path" && has("product_id")) || (name == "cPath" && has("products_id"));
        let Some((_, value)) = pairs.iter().find(|(key, _)| *key == name && !is_way) else { continue };
        let last = if matches!(name, "path" | "cPath") { value.rsplit('_').next().unwrap_or(value) } else { value };
        kept.push(format!("{name}={}", last.replace("%2F", "/").replace("%2f", "/")));
    }
    kept.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_the_page_is_kept_in_one_order() {
        for (query, kept) in [
            ("product_id=42&route=product/product", "route=product/product&product_id=42"),
            ("route=product%2Fproduct&path=20_27&product_id=42&utm=x", "route=product/product&product_id=42"),
            ("route=product/category&path=20_27", "route=product/category&path=27"),
            ("main_page=index&cPath=1_4&zenid=9", "main_page=index&cPath=4"),
            ("utm_source=mail", ""),
        ] {
            assert_eq!(telling(query), kept);
        }
    }

    #[test]
    fn v18_only_paths_of_this_host_are_kept() {
        for path in ["//evil.example", "/\\evil.example", "https://evil.example", "/a b", "/a\r\nb", "/", ""] {
            assert!(!is_path(path), "{path:?}");
        }
        assert!(is_path("/index.php?route=product/product&product_id=42"));
    }

    #[test]
    fn an_address_is_taken_as_people_paste_it() {
        for (typed, path) in [
            ("https://old.example/shop/mug.html?utm_source=x#top", "/shop/mug.html?utm_source=x"),
            (
                "https://old.example/index.php?product_id=42&route=product/product",
                "/index.php?route=product/product&product_id=42",
            ),
            ("old/page/", "/old/page"),
            (" /gr%C3%B6%C3%9Fe ", "/größe"),
        ] {
            assert_eq!(from_typed(typed).as_deref(), Ok(path), "{typed}");
        }
        for wrong in ["", "/", "https://old.example", "ftp://old.example/x", "javascript://x/y", "/a b", "/\\evil"] {
            assert_eq!(from_typed(wrong), Err(NotAPath), "{wrong}");
        }
    }

    #[test]
    fn v12_what_hides_behind_percent_signs_never_leads_to_another_host() {
        for path in ["/%2f%2fevil.example", "/%5cevil", "/a%00b", "/%zz", "/%", "/a%20b", "/%c3"] {
            assert_eq!(OldAddress::of(path, "").bare, path);
        }
        assert_eq!(OldAddress::of("/caf%C3%A9/", "").bare, "/café");
    }
}
