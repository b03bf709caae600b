//! What the list is asked for; all of it stands in the address.

use domain::{kernel::OrderId, order::view::OrderTab};
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// A question to the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersQuery {
    /// The tab.
    pub tab: OrderTab,
    /// Part of a number, name or e-mail address.
    pub text: String,
    /// Only orders older than this one.
    pub after: Option<OrderId>,
}

impl OrdersQuery {
    /// Reads it from an address.
    #[must_use]
    pub fn from_address(map: &ParamsMap) -> Self {
        Self {
            tab: OrderTab::from_key(&map.get("tab").unwrap_or_default()),
            text: map.get("q").unwrap_or_default().trim().chars().take(100).collect(),
            after: map.get("after").and_then(|after| after.parse().ok()),
        }
    }

    /// The address that asks it.
    #[must_use]
    pub fn address(&self) -> String {
        let mut map = ParamsMap::new();
        if self.tab != OrderTab::default() {
            map.insert("tab", self.tab.key().to_owned());
        }
        if !self.text.is_empty() {
            map.insert("q", self.text.clone());
        }
        if let Some(after) = self.after {
            map.insert("after", after.to_string());
        }
        format!("/admin/orders{}", map.to_query_string())
    }

    /// The first page of another tab.
    #[must_use]
    pub fn on(&self, tab: OrderTab) -> Self {
        Self { tab, after: None, ..self.clone() }
    }

    /// The first page for other words.
    #[must_use]
    pub fn about(&self, text: &str) -> Self {
        Self { text: text.trim().to_owned(), after: None, ..self.clone() }
    }

    /// The page of older orders.
    #[must_use]
    pub fn older_than(&self, after: Option<OrderId>) -> Self {
        Self { after, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_holds_the_whole_question() {
        let query = OrdersQuery { tab: OrderTab::ToSend, text: "nora falk".to_owned(), after: Some(OrderId(9)) };
        let address = query.address();
        assert!(address.starts_with("/admin/orders?"), "{address}");
        let map: ParamsMap = [("tab", "to-send"), ("q", " nora falk "), ("after", "9")].into_iter().collect();
        assert_eq!(OrdersQuery::from_address(&map), query);
        assert_eq!(query.on(OrderTab::All).about("").address(), "/admin/orders");
    }

    #[test]
    fn a_broken_address_asks_for_everything() {
        let map: ParamsMap = [("tab", "x"), ("after", "y")].into_iter().collect();
        assert_eq!(OrdersQuery::from_address(&map), OrdersQuery::default());
    }
}
