//! What the list of old addresses is asked for; all of it stands in the address.

use domain::kernel::PageNumber;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// A view of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RedirectTab {
    /// All of them.
    #[default]
    All,
    /// Those that somebody of the shop made.
    Own,
    /// Those that were used.
    Used,
}

impl RedirectTab {
    /// Every view.
    pub const ALL: [Self; 3] = [Self::All, Self::Own, Self::Used];

    /// The words for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Own => "Made here",
            Self::Used => "Used",
        }
    }

    /// Its word in an address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Own => "own",
            Self::Used => "used",
        }
    }
}

/// A question to the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedirectsQuery {
    /// Part of either address.
    pub text: String,
    /// The view.
    pub tab: RedirectTab,
    /// The page.
    pub page: PageNumber,
}

impl RedirectsQuery {
    /// Reads it from an address.
    #[must_use]
    pub fn from_address(map: &ParamsMap) -> Self {
        let tab = map.get("view").unwrap_or_default();
        Self {
            text: map.get("q").unwrap_or_default().trim().chars().take(200).collect(),
            tab: RedirectTab::ALL.into_iter().find(|known| known.key() == tab).unwrap_or_default(),
            page: PageNumber::new(map.get("page").and_then(|page| page.parse().ok()).unwrap_or(1)),
        }
    }

    /// The address that asks it.
    #[must_use]
    pub fn address(&self) -> String {
        let mut map = ParamsMap::new();
        if !self.text.is_empty() {
            map.insert("q", self.text.clone());
        }
        if self.tab != RedirectTab::All {
            map.insert("view", self.tab.key().to_owned());
        }
        if self.page.get() > 1 {
            map.insert("page", self.page.get().to_string());
        }
        format!("/admin/redirects{}", map.to_query_string())
    }

    /// The first page about another text.
    #[must_use]
    pub fn about(&self, text: &str) -> Self {
        Self { text: text.trim().to_owned(), page: PageNumber::default(), ..self.clone() }
    }

    /// The first page of a view.
    #[must_use]
    pub fn of_tab(&self, tab: RedirectTab) -> Self {
        Self { tab, page: PageNumber::default(), ..self.clone() }
    }

    /// Another page.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page: PageNumber::new(page), ..self.clone() }
    }
}

/// The address of the page with what was typed into a form that was refused.
#[must_use]
pub fn refused_address(path: &str, target: &str, problem: &str) -> String {
    let map: ParamsMap = [("old", path), ("new", target), ("problem", problem)].into_iter().collect();
    format!("/admin/redirects{}", map.to_query_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_holds_the_whole_question() {
        let map: ParamsMap = [("q", "html"), ("view", "used"), ("page", "2")].into_iter().collect();
        let query = RedirectsQuery::from_address(&map);
        assert_eq!((query.text.as_str(), query.tab, query.page.get()), ("html", RedirectTab::Used, 2));
        assert_eq!(RedirectsQuery::from_address(&ParamsMap::new()).address(), "/admin/redirects");
        assert_eq!(
            refused_address("/a b&c", "/sale", "page"),
            "/admin/redirects?old=%2Fa%20b%26c&new=%2Fsale&problem=page"
        );
        assert_eq!(query.about(" cups ").address(), "/admin/redirects?q=cups&view=used");
        assert_eq!(query.of_tab(RedirectTab::All).address(), "/admin/redirects?q=html");
    }
}
