//! What crosses the wire to the manager's pages about products; part of [`super::view`].

use serde::{Deserialize, Serialize};

use super::view::Picture;
use crate::kernel::{Money, ProductId, Slug, Timestamp, VariantId};

/// A product in the admin's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    /// The id.
    pub id: ProductId,
    /// The name.
    pub title: String,
    /// The readable part of its address.
    pub slug: String,
    /// A picture.
    pub picture: Option<Picture>,
    /// Whether shoppers see it.
    pub published: bool,
    /// How many variants it has.
    pub variants: i64,
    /// How many are for sale over all variants.
    pub available: i64,
    /// The lowest price.
    pub price: Option<Money>,
    /// The brand.
    pub brand: String,
}

/// A page of the admin's product list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRows {
    /// The rows.
    pub rows: Vec<ProductRow>,
    /// How many match in all.
    pub total: i64,
    /// How many pages there are.
    pub page_count: u32,
}

/// A product as the admin's form edits it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductForm {
    /// The id.
    pub id: ProductId,
    /// Counts the changes: a save with an old one is a conflict.
    pub version: i64,
    /// The name.
    pub title: String,
    /// The readable part of its address.
    pub slug: Slug,
    /// The description as HTML; sanitised on saving.
    pub description_html: String,
    /// The brand.
    pub brand: String,
    /// Whether shoppers see it.
    pub published: bool,
    /// The pictures in order.
    pub pictures: Vec<Picture>,
    /// The variants.
    pub variants: Vec<VariantForm>,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A variant as the admin's form edits it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantForm {
    /// The id.
    pub id: VariantId,
    /// Its option values with " / " between; empty for a product without options.
    pub title: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// The price.
    pub price: Money,
    /// The former price.
    pub compare_at: Option<Money>,
    /// Items on the shelf, over all locations.
    pub on_hand: i64,
    /// How many there were when the form was opened: a save moves the stock by the difference, so that what was sold meanwhile
    /// stays sold.
    pub seen_on_hand: i64,
    /// Of those, held for orders.
    pub reserved: i64,
}
