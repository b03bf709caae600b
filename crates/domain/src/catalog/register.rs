//! What the manager's list of products is asked: which products, in which order, from which place on.
//!
//! Not here: finding them (services). A question stands whole in an address, in a saved view and in a mass action.

use serde::{Deserialize, Serialize};

use crate::kernel::{CategoryId, Language};

/// How much there is of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StockLevel {
    /// Some can be sold.
    In,
    /// A counted variant has few or none left.
    Low,
    /// None can be sold.
    Out,
}

/// How complete a product is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CompletenessLevel {
    /// Something important is missing.
    Incomplete,
    /// Nothing important is missing.
    Enough,
    /// Nothing is missing.
    Full,
}

/// What a product must be like to be in the list; what is empty lets everything pass.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct ProductFilter {
    /// Part of a name, brand, address, SKU or barcode.
    pub text: String,
    /// Only what shoppers see, or only what they do not.
    pub published: Option<bool>,
    /// Only products in this category or below it.
    pub category: Option<CategoryId>,
    /// Only products of this brand.
    pub brand: String,
    /// Only products with this tag.
    pub tag: String,
    /// Only with so much stock.
    pub stock: Option<StockLevel>,
    /// Only products whose lowest price is at least this, as "12.50" in the shop's currency.
    pub price_from: String,
    /// Only products whose lowest price is at most this.
    pub price_to: String,
    /// Only products that are so complete.
    pub completeness: Option<CompletenessLevel>,
    /// Only products that lack a name or a description in this language.
    pub untold: Option<Language>,
}

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProductSort {
    /// When it was made.
    #[default]
    Created,
    /// Its name.
    Title,
    /// Its brand.
    Brand,
    /// How many variants it has.
    Variants,
    /// How many can be sold.
    Stock,
    /// Its lowest price.
    Price,
    /// How complete it is.
    Completeness,
    /// When it was last changed.
    Updated,
}

impl ProductSort {
    /// Every order.
    pub const ALL: [Self; 8] = [
        Self::Created,
        Self::Title,
        Self::Brand,
        Self::Variants,
        Self::Stock,
        Self::Price,
        Self::Completeness,
        Self::Updated,
    ];

    /// Its word in an address.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Title => "title",
            Self::Brand => "brand",
            Self::Variants => "variants",
            Self::Stock => "stock",
            Self::Price => "price",
            Self::Completeness => "completeness",
            Self::Updated => "updated",
        }
    }

    /// The order with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

/// By what and in which direction; the default is the newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ProductOrder {
    /// By what.
    pub sort: ProductSort,
    /// The largest first.
    pub descending: bool,
}

impl Default for ProductOrder {
    fn default() -> Self {
        Self { sort: ProductSort::Created, descending: true }
    }
}

impl ProductOrder {
    /// The word in an address: "price", or "price-down" for the largest first.
    #[must_use]
    pub fn key(self) -> String {
        format!("{}{}", self.sort.key(), if self.descending { "-down" } else { "" })
    }

    /// The order with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let (word, descending) = key.strip_suffix("-down").map_or((key, false), |word| (word, true));
        ProductSort::from_key(word).map(|sort| Self { sort, descending })
    }

    /// What a click on the heading of a column asks for: rising first, then falling.
    #[must_use]
    pub fn by(self, sort: ProductSort) -> Self {
        Self { sort, descending: self.sort == sort && !self.descending }
    }
}

/// A place in a sorted list: by what the product there is sorted, and its id. It stays right when products come and go.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The number by which it is sorted; 0 in orders by words.
    pub number: i64,
    /// The words by which it is sorted; empty in orders by numbers.
    pub words: String,
    /// The product.
    pub id: i64,
}

impl Place {
    /// Its word in an address: "2400.173", with the words behind for orders by words.
    #[must_use]
    pub fn key(&self) -> String {
        let dot = if self.words.is_empty() { "" } else { "." };
        format!("{}.{}{dot}{}", self.number, self.id, self.words)
    }

    /// The place with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let mut parts = key.splitn(3, '.');
        let number = parts.next()?.parse().ok()?;
        let id = parts.next()?.parse().ok()?;
        Some(Self { number, id, words: parts.next().unwrap_or_default().to_owned() })
    }
}

/// From which place on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Turn {
    /// From the first on.
    #[default]
    First,
    /// What follows behind this place.
    After(Place),
    /// What stands before this place.
    Before(Place),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_one_word_and_is_read_again() {
        for sort in ProductSort::ALL {
            for descending in [false, true] {
                let order = ProductOrder { sort, descending };
                assert_eq!(ProductOrder::from_key(&order.key()), Some(order));
            }
        }
        assert_eq!(ProductOrder::from_key("colour"), None);
        assert_eq!(ProductOrder::default().key(), "created-down");
    }

    #[test]
    fn a_second_click_on_a_heading_turns_the_order() {
        let rising = ProductOrder::default().by(ProductSort::Price);
        assert!(!rising.descending);
        assert!(rising.by(ProductSort::Price).descending);
        assert!(!rising.by(ProductSort::Price).by(ProductSort::Price).descending);
    }

    #[test]
    fn a_place_keeps_words_with_dots() {
        for place in [
            Place { number: 0, words: "no. 5 candle".to_owned(), id: 17 },
            Place { number: -3, words: String::new(), id: 18 },
        ] {
            assert_eq!(Place::from_key(&place.key()), Some(place));
        }
        assert_eq!(Place::from_key("a.b"), None);
        assert_eq!(Place::from_key(""), None);
    }
}
