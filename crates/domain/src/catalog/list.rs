//! The question that a shopper asks of a list, as it stands in the address: facets, sort and page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::kernel::PageNumber;

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sort {
    /// Best match first in a search; a mix that shows the breadth in a category.
    #[default]
    Relevance,
    /// What sells most first.
    MostLoved,
    /// Newest first.
    Newest,
    /// Lowest price first.
    PriceUp,
    /// Highest price first.
    PriceDown,
}

impl Sort {
    /// Every order, in the order in which it is offered.
    pub const ALL: [Self; 5] = [Self::Relevance, Self::MostLoved, Self::Newest, Self::PriceUp, Self::PriceDown];

    /// The word in the address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::MostLoved => "most-loved",
            Self::Newest => "newest",
            Self::PriceUp => "price-up",
            Self::PriceDown => "price-down",
        }
    }

    /// The order of this word; the default for any other.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.key() == key).unwrap_or_default()
    }

    /// The words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Relevance => "Best match",
            Self::MostLoved => "Most loved",
            Self::Newest => "Newest",
            Self::PriceUp => "Price, low to high",
            Self::PriceDown => "Price, high to low",
        }
    }
}

/// A question to a list. Values of one facet combine with OR, facets with AND.
/// Reading is forgiving: what cannot be understood is left out, sizes are bounded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ListQuery {
    /// The words searched for; empty in a category.
    pub text: String,
    /// Chosen values by facet key.
    pub facets: BTreeMap<String, Vec<String>>,
    /// The order.
    pub sort: Sort,
    /// The page.
    pub page: PageNumber,
}

const MOST_FACETS: usize = 12;
const MOST_VALUES: usize = 40;
const MOST_TEXT: usize = 200;

impl ListQuery {
    /// Reads the pairs of an address: `q`, `sort`, `page`, and every other key as a facet, repeated or comma-separated.
    #[must_use]
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (key, value) in pairs {
            match key {
                "q" => query.text = value.trim().chars().take(MOST_TEXT).collect(),
                "sort" => query.sort = Sort::from_key(value),
                "page" => query.page = PageNumber::new(value.parse().unwrap_or(1)),
                _ => query.add_values(key, value),
            }
        }
        query
    }

    fn add_values(&mut self, key: &str, values: &str) {
        let known = self.facets.contains_key(key);
        let usable = !key.is_empty() && key.len() <= 64 && (known || self.facets.len() < MOST_FACETS);
        for value in values.split(',').map(str::trim).filter(|value| usable && !value.is_empty() && value.len() <= 100)
        {
            let chosen = self.facets.entry(key.to_owned()).or_default();
            if chosen.len() < MOST_VALUES && !chosen.iter().any(|other| other == value) {
                chosen.push(value.to_owned());
            }
        }
    }

    /// Whether this value is chosen.
    #[must_use]
    pub fn has(&self, facet: &str, value: &str) -> bool {
        self.facets.get(facet).is_some_and(|values| values.iter().any(|chosen| chosen == value))
    }

    /// The same question with this value chosen, or no longer chosen; back on the first page.
    #[must_use]
    pub fn toggled(&self, facet: &str, value: &str) -> Self {
        let mut query = self.clone();
        query.page = PageNumber::default();
        if self.has(facet, value) {
            if let Some(values) = query.facets.get_mut(facet) {
                values.retain(|chosen| chosen != value);
            }
            query.facets.retain(|_, values| !values.is_empty());
        } else {
            query.add_values(facet, value);
        }
        query
    }

    /// The same question in another order, back on the first page.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, page: PageNumber::default(), ..self.clone() }
    }

    /// The same question on another page.
    #[must_use]
    pub fn on_page(&self, number: u32) -> Self {
        Self { page: PageNumber::new(number), ..self.clone() }
    }

    /// The same question without any facet.
    #[must_use]
    pub fn without_facets(&self) -> Self {
        Self { facets: BTreeMap::new(), page: PageNumber::default(), ..self.clone() }
    }

    /// The address part from `?` on, always written the same way; empty when there is nothing to say.
    #[must_use]
    pub fn to_query_string(&self) -> String {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(format!("q={}", encode(&self.text)));
        }
        for (facet, values) in &self.facets {
            pairs.extend(values.iter().map(|value| format!("{}={}", encode(facet), encode(value))));
        }
        if self.sort != Sort::default() {
            pairs.push(format!("sort={}", self.sort.key()));
        }
        if self.page.get() > 1 {
            pairs.push(format!("page={}", self.page.get()));
        }
        if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
    }
}

/// Percent-encodes all but unreserved characters (RFC 3986, 2.3); a blank becomes `+`.
fn encode(text: &str) -> String {
    use core::fmt::Write as _;
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            b' ' => encoded.push('+'),
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_survives_the_way_through_the_address() {
        let query =
            ListQuery::from_pairs([("colour", "cobalt"), ("colour", "forest,plum"), ("sort", "newest"), ("page", "3")]);
        assert_eq!(query.to_query_string(), "?colour=cobalt&colour=forest&colour=plum&sort=newest&page=3");
        assert!(query.has("colour", "plum"));
    }

    #[test]
    fn choosing_twice_is_not_choosing_and_leads_back_to_page_one() {
        let query = ListQuery::default().on_page(4).toggled("size", "a5");
        assert_eq!(query.to_query_string(), "?size=a5");
        assert_eq!(query.toggled("size", "a5"), ListQuery::default());
    }

    #[test]
    fn f52_a_filter_bomb_is_cut_to_size() {
        let keys: Vec<String> = (0..500).map(|number| format!("facet{number}")).collect();
        let query = ListQuery::from_pairs(keys.iter().map(|key| (key.as_str(), "x")).chain([("page", "1000000000")]));
        assert_eq!(query.facets.len(), 12);
        assert_eq!(query.page.get(), crate::kernel::PAGE_LIMIT);
    }
}
