//! Where the addresses of another shop lead to here.
//!
//! Not here: answering such a request (server). Invariants: both ends are paths of this shop, never other hosts; an address of our
//! own is never redirected, because only what nothing else answers is looked for.

use sqlx::Row as _;

use super::sql::record as sql;
use crate::{Shop, db::DatabaseError};

/// No address is longer.
const LONGEST: usize = 500;
/// The parameters that say which page is meant, in the order in which they are kept.
const TELLING: [&str; 7] = ["route", "main_page", "product_id", "products_id", "path", "cPath", "p"];

/// The path to which an old address leads; `None` when it is not known.
///
/// # Errors
/// A database that does not answer.
pub async fn target(shop: &Shop, path: &str, query: &str) -> Result<Option<String>, DatabaseError> {
    let bare = if path.len() > 1 { path.trim_end_matches('/') } else { path };
    let telling = telling(query);
    let with = |query: &str| if query.is_empty() { bare.to_owned() } else { format!("{bare}?{query}") };
    let row = sqlx::query(sql::REDIRECT)
        .bind(with(query))
        .bind(with(&telling))
        .bind(bare.to_owned())
        .fetch_optional(shop.database.reader())
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
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

/// Those of the old addresses that can lead to a path of this shop.
pub(super) fn leading<'p>(old_paths: &'p [String], target: &str) -> impl Iterator<Item = &'p String> {
    old_paths.iter().filter(move |path| is_path(path) && *path != target)
}

/// Whether a text can be an address of this host and of nothing else.
fn is_path(text: &str) -> bool {
    let is_plain = text.chars().all(|character| !character.is_whitespace() && !character.is_control());
    text.starts_with('/')
        && !text.starts_with("//")
        && text.len() > 1
        && text.len() <= LONGEST
        && is_plain
        && !text.contains('\\')
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
}
