//! What the list is asked for; all of it stands in the address.

use domain::kernel::PageNumber;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// A question to the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductsQuery {
    /// Part of a name, brand, SKU or barcode.
    pub text: String,
    /// Only what shoppers see, or only what they do not.
    pub published: Option<bool>,
    /// Only products of which a variant is low on stock.
    pub low_stock: bool,
    /// Only products whose pages lack something important.
    pub incomplete: bool,
    /// The page.
    pub page: PageNumber,
}

impl ProductsQuery {
    /// Reads it from an address.
    #[must_use]
    pub fn from_address(map: &ParamsMap) -> Self {
        Self {
            text: map.get("q").unwrap_or_default().trim().chars().take(100).collect(),
            published: match map.get("published").as_deref() {
                Some("yes") => Some(true),
                Some("no") => Some(false),
                _ => None,
            },
            low_stock: map.get("stock").as_deref() == Some("low"),
            incomplete: map.get("complete").as_deref() == Some("no"),
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
        if let Some(published) = self.published {
            map.insert("published", if published { "yes" } else { "no" }.to_owned());
        }
        if self.low_stock {
            map.insert("stock", "low".to_owned());
        }
        if self.incomplete {
            map.insert("complete", "no".to_owned());
        }
        if self.page.get() > 1 {
            map.insert("page", self.page.get().to_string());
        }
        format!("/admin/products{}", map.to_query_string())
    }

    /// The first page of products that are, or are not, published.
    #[must_use]
    pub fn published(&self, published: Option<bool>) -> Self {
        Self { text: self.text.clone(), published, ..Self::default() }
    }

    /// The first page of products that are low on stock.
    #[must_use]
    pub fn low(&self) -> Self {
        Self { text: self.text.clone(), low_stock: true, ..Self::default() }
    }

    /// The first page of products whose pages lack something important.
    #[must_use]
    pub fn lacking(&self) -> Self {
        Self { text: self.text.clone(), incomplete: true, ..Self::default() }
    }

    /// The first page for other words.
    #[must_use]
    pub fn about(&self, text: &str) -> Self {
        Self { text: text.trim().to_owned(), page: PageNumber::default(), ..self.clone() }
    }

    /// Another page.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page: PageNumber::new(page), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_holds_the_whole_question() {
        let map: ParamsMap = [("q", "mug"), ("published", "no"), ("page", "3")].into_iter().collect();
        let query = ProductsQuery::from_address(&map);
        assert_eq!((query.text.as_str(), query.published, query.page.get()), ("mug", Some(false), 3));
        assert_eq!(query.about("").published(None).address(), "/admin/products");
        assert_eq!(query.about("").low().address(), "/admin/products?stock=low");
        let lacking = query.about("").lacking();
        assert_eq!(lacking.address(), "/admin/products?complete=no");
        assert_eq!(ProductsQuery::from_address(&[("complete", "no")].into_iter().collect()), lacking);
    }
}
