//! What the library is asked for; all of it stands in the address.

use domain::{kernel::ImageId, media::view::ImageTab};
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// A question to the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImagesQuery {
    /// Which images.
    pub tab: ImageTab,
    /// Part of a name.
    pub text: String,
    /// Only older ones than this.
    pub before: Option<ImageId>,
}

impl ImagesQuery {
    /// Reads it from an address.
    #[must_use]
    pub fn from_address(map: &ParamsMap) -> Self {
        Self {
            tab: map.get("view").and_then(|key| ImageTab::from_key(&key)).unwrap_or_default(),
            text: map.get("q").unwrap_or_default().trim().chars().take(100).collect(),
            before: map.get("before").and_then(|id| id.parse().ok()),
        }
    }

    /// The address that asks it.
    #[must_use]
    pub fn address(&self) -> String {
        let mut map = ParamsMap::new();
        if self.tab != ImageTab::All {
            map.insert("view", self.tab.key().to_owned());
        }
        if !self.text.is_empty() {
            map.insert("q", self.text.clone());
        }
        if let Some(before) = self.before {
            map.insert("before", before.to_string());
        }
        format!("/admin/media{}", map.to_query_string())
    }

    /// The newest of other images.
    #[must_use]
    pub fn of_tab(&self, tab: ImageTab) -> Self {
        Self { tab, before: None, ..self.clone() }
    }

    /// The newest for other words.
    #[must_use]
    pub fn about(&self, text: &str) -> Self {
        Self { text: text.trim().to_owned(), before: None, ..self.clone() }
    }

    /// Further back.
    #[must_use]
    pub fn before(&self, before: ImageId) -> Self {
        Self { before: Some(before), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_holds_the_whole_question() {
        let map: ParamsMap = [("q", "mug"), ("view", "unused"), ("before", "7")].into_iter().collect();
        let query = ImagesQuery::from_address(&map);
        assert_eq!(query, ImagesQuery { tab: ImageTab::Unused, text: "mug".to_owned(), before: Some(ImageId(7)) });
        assert_eq!(ImagesQuery::from_address(&ParamsMap::new()).address(), "/admin/media");
        assert_eq!(query.about("").address(), "/admin/media?view=unused");
    }
}
