//! What the list is asked for; all of it stands in the address.

use domain::{
    catalog::{
        CompletenessLevel, ProductFilter, ProductOrder, ProductSort, StockLevel,
        register::{Place, Turn},
    },
    kernel::{Language, SavedViewId},
};
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use super::look::{self, Column};

/// The address of the list.
pub const PATH: &str = "/admin/products";

/// A question to the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductsQuery {
    /// Which products.
    pub filter: ProductFilter,
    /// In which order.
    pub order: ProductOrder,
    /// From where on.
    pub turn: Turn,
    /// The columns that a view shows; empty for those that the person has chosen.
    pub columns: Vec<Column>,
    /// The view that it began from.
    pub view: Option<SavedViewId>,
}

fn text(map: &ParamsMap, name: &str) -> String {
    map.get(name).unwrap_or_default().trim().chars().take(100).collect()
}

/// An amount that may be meant; anything else is left out.
fn amount(map: &ParamsMap, name: &str) -> String {
    let typed = text(map, name).replace(',', ".");
    let is_amount = typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && typed.bytes().any(|byte| byte.is_ascii_digit())
        && typed.matches('.').count() < 2
        && typed.len() < 15;
    if is_amount { typed } else { String::new() }
}

/// The filter in an address.
#[must_use]
pub fn filter_of(map: &ParamsMap) -> ProductFilter {
    ProductFilter {
        text: text(map, "q"),
        published: match map.get_str("published") {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        },
        category: map.get("category").and_then(|id| id.parse().ok()),
        brand: text(map, "brand"),
        tag: text(map, "tag"),
        stock: match map.get_str("stock") {
            Some("in") => Some(StockLevel::In),
            Some("low") => Some(StockLevel::Low),
            Some("out") => Some(StockLevel::Out),
            _ => None,
        },
        price_from: amount(map, "least"),
        price_to: amount(map, "most"),
        completeness: match map.get_str("complete") {
            Some("no") => Some(CompletenessLevel::Incomplete),
            Some("yes") => Some(CompletenessLevel::Enough),
            Some("full") => Some(CompletenessLevel::Full),
            _ => None,
        },
        untold: map.get_str("untold").and_then(Language::parse),
    }
}

/// The fields of a filter as they stand in an address; only what narrows the list.
#[must_use]
pub fn filter_fields(filter: &ProductFilter) -> Vec<(&'static str, String)> {
    let stock = filter.stock.map(|level| match level {
        StockLevel::In => "in",
        StockLevel::Low => "low",
        StockLevel::Out => "out",
    });
    let complete = filter.completeness.map(|level| match level {
        CompletenessLevel::Incomplete => "no",
        CompletenessLevel::Enough => "yes",
        CompletenessLevel::Full => "full",
    });
    let published = filter.published.map(|published| if published { "yes" } else { "no" });
    let fields = [
        ("q", filter.text.clone()),
        ("published", published.unwrap_or_default().to_owned()),
        ("category", filter.category.map(|id| id.to_string()).unwrap_or_default()),
        ("brand", filter.brand.clone()),
        ("tag", filter.tag.clone()),
        ("stock", stock.unwrap_or_default().to_owned()),
        ("least", filter.price_from.clone()),
        ("most", filter.price_to.clone()),
        ("complete", complete.unwrap_or_default().to_owned()),
        ("untold", filter.untold.map(|language| language.code().to_owned()).unwrap_or_default()),
    ];
    fields.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

impl ProductsQuery {
    /// Reads it from an address.
    #[must_use]
    pub fn from_address(map: &ParamsMap) -> Self {
        let place = |name: &str| map.get(name).and_then(|key| Place::from_key(&key));
        Self {
            filter: filter_of(map),
            order: map.get("sort").and_then(|key| ProductOrder::from_key(&key)).unwrap_or_default(),
            turn: match (place("after"), place("before")) {
                (Some(place), _) => Turn::After(place),
                (None, Some(place)) => Turn::Before(place),
                (None, None) => Turn::First,
            },
            columns: map.get("columns").map(|keys| look::read_columns(&keys)).unwrap_or_default(),
            view: map.get("view").and_then(|id| id.parse().ok()),
        }
    }

    /// Filter, order and columns as they stand behind the question mark: what a saved view keeps.
    #[must_use]
    pub fn kept(&self) -> String {
        let map = self.fields().into_iter().filter(|(name, _)| !matches!(*name, "view" | "after" | "before"));
        let map: ParamsMap = map.collect();
        map.to_query_string().trim_start_matches('?').to_owned()
    }

    /// Every field of its address.
    #[must_use]
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = filter_fields(&self.filter);
        if self.order != ProductOrder::default() {
            fields.push(("sort", self.order.key()));
        }
        if !self.columns.is_empty() {
            fields.push(("columns", look::write_columns(&self.columns)));
        }
        fields.extend(self.view.map(|view| ("view", view.to_string())));
        match &self.turn {
            Turn::First => {}
            Turn::After(place) => fields.push(("after", place.key())),
            Turn::Before(place) => fields.push(("before", place.key())),
        }
        fields
    }

    /// The address that asks it.
    #[must_use]
    pub fn address(&self) -> String {
        let map: ParamsMap = self.fields().into_iter().collect();
        format!("{PATH}{}", map.to_query_string())
    }

    /// The first page for another filter.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut ProductFilter)) -> Self {
        let mut query = Self { turn: Turn::First, ..self.clone() };
        change(&mut query.filter);
        query
    }

    /// The first page for other words.
    #[must_use]
    pub fn about(&self, text: &str) -> Self {
        self.with(|filter| filter.text = text.trim().to_owned())
    }

    /// The first page in another order.
    #[must_use]
    pub fn by(&self, sort: ProductSort) -> Self {
        Self { order: self.order.by(sort), turn: Turn::First, ..self.clone() }
    }

    /// Another stretch.
    #[must_use]
    pub fn turned(&self, turn: Turn) -> Self {
        Self { turn, ..self.clone() }
    }

    /// The same columns and order, everything passing.
    #[must_use]
    pub fn cleared(&self) -> Self {
        self.with(|filter| *filter = ProductFilter::default())
    }
}

#[cfg(test)]
mod tests {
    use domain::kernel::CategoryId;

    use super::*;

    fn read(address: &str) -> ProductsQuery {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        ProductsQuery::from_address(&pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    #[test]
    fn the_address_holds_the_whole_question() {
        let query = ProductsQuery {
            filter: ProductFilter {
                text: "mug".to_owned(),
                published: Some(false),
                category: Some(CategoryId(7)),
                brand: "Marram".to_owned(),
                tag: "gift".to_owned(),
                stock: Some(StockLevel::Out),
                price_from: "12.50".to_owned(),
                price_to: "40".to_owned(),
                completeness: Some(CompletenessLevel::Full),
                untold: Language::parse("de"),
            },
            order: ProductOrder { sort: ProductSort::Price, descending: true },
            turn: Turn::After(Place { number: 2_400, words: String::new(), id: 17 }),
            columns: vec![Column::Price, Column::Stock],
            view: Some(SavedViewId(3)),
        };
        assert_eq!(read(&query.address().replace("%2C", ",")), query);
        assert_eq!(ProductsQuery::default().address(), PATH);
    }

    #[test]
    fn another_filter_begins_at_the_first_page() {
        let query = read("/admin/products?stock=low&after=5.17");
        assert_eq!(query.about("mug").address(), "/admin/products?q=mug&stock=low");
        assert_eq!(query.cleared().address(), "/admin/products");
        assert_eq!(read("/admin/products?complete=no&view=3").kept(), "complete=no");
    }

    #[test]
    fn an_amount_that_is_none_is_left_out() {
        for (typed, read_as) in [("12,5", "12.5"), ("abc", ""), ("1.2.3", ""), (".", ""), ("9", "9")] {
            assert_eq!(read(&format!("?least={typed}")).filter.price_from, read_as, "{typed}");
        }
    }
}
