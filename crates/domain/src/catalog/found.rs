//! What crosses the wire to pages about what words find; part of [`super::view`].

use serde::{Deserialize, Serialize};

use super::view::{Picture, ProductListView, ProductTile};
use crate::kernel::Money;

/// A search's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchPageView {
    /// The products.
    pub list: ProductListView,
    /// Categories that are called so, at most 3.
    pub categories: Vec<SuggestedCategory>,
    /// Other words that would have found something.
    pub did_you_mean: Option<String>,
    /// What to show when nothing was found.
    pub alternatives: Vec<ProductTile>,
}

/// What a search field offers while one types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestions {
    /// Products, at most 8.
    pub products: Vec<SuggestedProduct>,
    /// Categories, at most 3.
    pub categories: Vec<SuggestedCategory>,
}

/// A product in the suggestions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestedProduct {
    /// The readable part of its address.
    pub slug: String,
    /// The name.
    pub title: String,
    /// The lowest price.
    pub price: Money,
    /// A picture.
    pub picture: Option<Picture>,
}

/// A category in the suggestions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestedCategory {
    /// The readable part of its address.
    pub slug: String,
    /// The name.
    pub name: String,
}
