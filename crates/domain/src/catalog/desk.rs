//! What crosses the wire to the manager's pages about products; part of [`super::view`].

use serde::{Deserialize, Serialize};

use super::{
    AttributeField, ProductKind, SafetyState,
    register::Place,
    view::{GoodsForm, Picture, ProductPick},
};
use crate::kernel::{CategoryId, Language, Money, ProductId, ProductTypeId, Slug, Timestamp, VariantId};

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
    /// The kind.
    pub kind: ProductKind,
    /// How many variants it has.
    pub variants: i64,
    /// How many are for sale over all variants.
    pub available: i64,
    /// The lowest price.
    pub price: Option<Money>,
    /// The brand.
    pub brand: String,
    /// Words that it is found and grouped by, with commas between.
    pub tags: String,
    /// The first of its categories.
    pub category: String,
    /// The SKU of its first variant.
    pub sku: String,
    /// How complete it is: 0 to 100.
    pub completeness: i64,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A page of the admin's product list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRows {
    /// The rows.
    pub rows: Vec<ProductRow>,
    /// How many match in all.
    pub total: i64,
    /// How many of these stand before the first row.
    pub before: i64,
    /// Where the page before ends; none on the first.
    pub previous: Option<Place>,
    /// Where the next page begins; none on the last.
    pub next: Option<Place>,
}

/// What the filters of the admin's product list offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterChoices {
    /// Every category by its path.
    pub categories: Vec<(CategoryId, String)>,
    /// The brands in use, with how many products each has.
    pub brands: Vec<(String, u32)>,
    /// The tags in use, with how many products each has.
    pub tags: Vec<(String, u32)>,
    /// The further languages of the shop.
    pub languages: Vec<Language>,
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
    /// When it appears by itself; counts only while it is not published.
    pub publish_at: Option<Timestamp>,
    /// Words that it is found and grouped by, with commas between.
    pub tags: String,
    /// The categories; the first is the one in its path.
    pub categories: Vec<CategoryId>,
    /// What a carrier and the customs ask.
    pub parcel: ParcelForm,
    /// The kind, and what belongs to it; no save of the form changes it.
    pub goods: GoodsForm,
    /// Which type it is of.
    pub type_id: Option<ProductTypeId>,
    /// The attributes that its type has, by heading, and then those that it has besides.
    pub attributes: Vec<AttributeField>,
    /// Whether shoppers are told who made it; follows from its brand.
    pub safety: SafetyState,
    /// The pictures in order.
    pub pictures: Vec<Picture>,
    /// The variants.
    pub variants: Vec<VariantForm>,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What a carrier and the customs ask about a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelForm {
    /// The longest side.
    pub length_mm: Option<i64>,
    /// The second side.
    pub width_mm: Option<i64>,
    /// The third side.
    pub height_mm: Option<i64>,
    /// The code of the Harmonized System: 6 to 10 digits, or empty.
    pub customs_code: String,
    /// ISO 3166-1 alpha-2 of where it was made, or empty.
    pub origin_country: String,
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
    /// What one costs the shop.
    pub cost: Option<Money>,
    /// The number below its bars: a GTIN, or empty.
    pub barcode: String,
    /// The word of its class of tax: a key of [`crate::tax::TaxClass`].
    pub tax_class: String,
    /// What one weighs; 0 when nobody knows.
    pub weight_grams: i64,
    /// How much is in it, in its unit, so that packs of different size compare; `None` where that is no question.
    pub content_amount: Option<i64>,
    /// One of [`super::CONTENT_UNITS`]; empty without an amount.
    pub content_unit: String,
    /// Whether its stock is counted; what is not counted is always for sale.
    pub track_stock: bool,
    /// Items on the shelf, over all locations.
    pub on_hand: i64,
    /// How many there were when the form was opened: a save moves the stock by the difference, so that what was sold meanwhile
    /// stays sold.
    pub seen_on_hand: i64,
    /// Of those, held for orders.
    pub reserved: i64,
}

/// What the form of a product offers, and what the shop as a whole can do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductChoices {
    /// Every category by its path, as in "Kitchen / Mugs".
    pub categories: Vec<(CategoryId, String)>,
    /// The brands in use.
    pub brands: Vec<String>,
    /// The product types by name.
    pub types: Vec<(ProductTypeId, String)>,
    /// Whether any way of delivery is offered.
    pub delivers: bool,
    /// Whether any way of payment is offered.
    pub takes_payment: bool,
}

/// A product with what its page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductSheet {
    /// The product.
    pub form: ProductForm,
    /// What can be chosen.
    pub choices: ProductChoices,
    /// What goes with it, as the manager picked it.
    pub related: Vec<ProductPick>,
}
