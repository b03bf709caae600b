//! What the shelf knows of one published product.

use std::sync::Arc;

use domain::{
    catalog::view::ProductTile,
    kernel::{CategoryId, ProductId, ProductTypeId},
};

/// A value of an attribute; the same value is one allocation for all products.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::catalog) struct AttributeValue {
    /// The attribute.
    pub key: String,
    /// The word in addresses.
    pub value: String,
    /// The words on the screen.
    pub label: String,
    /// `rrggbb`, or empty.
    pub colour: String,
}

/// A published product: what lists, facets and tiles need.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::catalog) struct Entry {
    /// As it stands in lists. `is_new` is decided when the index is made.
    pub tile: ProductTile,
    /// Its categories, the first is the one in its path.
    pub categories: Vec<CategoryId>,
    /// Its attributes' values.
    pub attributes: Vec<Arc<AttributeValue>>,
    /// Its brand, or empty.
    pub brand: Arc<str>,
    /// Its tags, with commas between.
    pub tags: Arc<str>,
    /// Its type.
    pub product_type: Option<ProductTypeId>,
    /// How well it sells.
    pub popularity: i64,
    /// When it was made, in milliseconds.
    pub created_at: i64,
}

impl Entry {
    /// The product.
    pub fn id(&self) -> ProductId {
        self.tile.id
    }

    /// Whether its price is reduced.
    pub fn is_reduced(&self) -> bool {
        self.tile.price.percent_off().is_some()
    }
}

/// An attribute that describes products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::catalog) struct Attribute {
    /// The key in addresses.
    pub key: String,
    /// The heading.
    pub label: String,
    /// Whether shoppers filter by it.
    pub facet: bool,
    /// Whether its values are colours.
    pub is_colour: bool,
}
