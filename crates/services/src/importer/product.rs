//! A product as it comes from another platform, whatever platform that was. Every value that can be wrong later knows its line.

use std::sync::Arc;

use domain::{
    catalog::{AttributeDefinition, ProductKind},
    kernel::{Money, ProductId},
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// A product to take over. Lines and stock are no part of its content: rows that move in the file change nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedProduct {
    /// Its key on the other platform.
    pub key: String,
    /// The line of its first row.
    #[serde(skip)]
    pub line: u64,
    /// The name.
    pub title: String,
    /// What its address was made of there.
    pub handle: String,
    /// One line about it, without HTML.
    pub fact: String,
    /// The description: sanitised HTML.
    pub description_html: String,
    /// Who made it.
    pub brand: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Whether shoppers saw it there.
    pub published: bool,
    /// What a new product becomes; of one that is here already the manager decides.
    #[serde(skip)]
    pub kind: ProductKind,
    /// Paths of categories from the root.
    pub categories: Vec<Vec<String>>,
    /// What it is described by.
    pub attributes: Vec<ImportedAttribute>,
    /// What its variants differ in; empty for a product with one variant.
    pub options: Vec<ImportedOption>,
    /// What is sold; at least one.
    pub variants: Vec<ImportedVariant>,
    /// Its pictures in order.
    pub pictures: Vec<ImportedPicture>,
    /// What a parcel of it is like. What is empty in it, the file does not say.
    #[serde(skip_serializing_if = "ImportedParcel::is_empty")]
    pub parcel: ImportedParcel,
    /// The addresses that it had there: paths, with their queries.
    #[serde(skip)]
    pub old_paths: Vec<String>,
    /// What only a file of this shop's own kind says.
    #[serde(skip_serializing_if = "ImportedModel::is_empty")]
    pub model: ImportedModel,
    /// What has a value here although the file has no column of it: it stays as it is in the shop.
    #[serde(skip)]
    pub unsaid: Vec<Unsaid>,
    /// Which of this shop's own products it is, when the file was exported here.
    #[serde(skip)]
    pub own: Option<Own>,
}

/// Sides in millimetres, and what the customs ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportedParcel {
    /// The longest side.
    pub length_mm: Option<i64>,
    /// The second.
    pub width_mm: Option<i64>,
    /// The third.
    pub height_mm: Option<i64>,
    /// The number of the Harmonised System.
    pub customs_code: String,
    /// ISO 3166-1 alpha-2.
    pub origin_country: String,
}

impl ImportedParcel {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is said here, and what the other says where nothing is.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let text = |own: &String, other: &String| if own.is_empty() { other.clone() } else { own.clone() };
        Self {
            length_mm: self.length_mm.or(other.length_mm),
            width_mm: self.width_mm.or(other.width_mm),
            height_mm: self.height_mm.or(other.height_mm),
            customs_code: text(&self.customs_code, &other.customs_code),
            origin_country: text(&self.origin_country, &other.origin_country),
        }
    }
}

/// How the shop itself thinks of the product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportedModel {
    /// The name of its type; empty for none.
    pub product_type: String,
    /// When it appears by itself.
    pub publish_at: Option<i64>,
    /// Texts in further languages, in the order of languages and fields.
    pub texts: Vec<ImportedText>,
    /// What it says of other products.
    #[serde(skip_serializing_if = "ImportedLinks::is_empty")]
    pub links: ImportedLinks,
    /// Which attributes the file has columns of: it takes no more to make them.
    #[serde(skip)]
    pub definitions: Arc<Vec<AttributeDefinition>>,
}

impl ImportedModel {
    fn is_empty(&self) -> bool {
        let says_nothing = self.product_type.is_empty() && self.publish_at.is_none() && self.texts.is_empty();
        says_nothing && self.links.is_empty()
    }

    /// The attribute that the file calls so.
    #[must_use]
    pub fn definition(&self, label: &str) -> Option<&AttributeDefinition> {
        self.definitions.iter().find(|definition| definition.label == label)
    }
}

/// What a product says of others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportedLinks {
    /// What a bundle is made of: SKU and how many.
    pub parts: Vec<(String, i64)>,
    /// How much less the bundle costs than its parts, in basis points; `None` for one with a price of its own.
    pub discount: Option<i64>,
    /// The handles of what goes with it, in order.
    pub related: Vec<String>,
    /// The addresses of its collections by hand.
    pub collections: Vec<String>,
}

impl ImportedLinks {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A text in another language; in the shop's own what search engines are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedText {
    /// Its code.
    pub language: &'static str,
    /// The key of the field.
    pub field: &'static str,
    /// The text.
    pub text: String,
}

/// What every product has, whether or not a file has a column of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// Whether shoppers see it.
    Published,
    /// The former price of its variants.
    FormerPrice,
    /// Their class of tax.
    TaxClass,
    /// Whether their stock is counted.
    Stock,
}

impl Unsaid {
    /// Those of which a file has none of the columns.
    #[must_use]
    pub fn of(columns: &[(Self, bool)]) -> Vec<Self> {
        columns.iter().filter(|(_, exists)| !exists).map(|(what, _)| *what).collect()
    }
}

/// One of this shop's own products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Which.
    pub id: ProductId,
    /// The columns that the file does not have: what they hold stays as it is.
    pub lacks: Vec<&'static str>,
    /// The labels of the attributes that it has columns of.
    pub labels: Vec<String>,
    /// Languages and fields of the texts that it has columns of.
    pub texts: Vec<(&'static str, &'static str)>,
    /// What is here now, once somebody has looked.
    pub now: Option<Now>,
}

/// What is here of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Now {
    /// Its content's digest.
    pub content: String,
    /// Its stock's digest.
    pub stock: String,
    /// Whether the file says the same of its categories.
    pub has_same_categories: bool,
    /// Its attributes.
    pub attributes: Vec<ImportedAttribute>,
    /// Its options.
    pub options: Vec<ImportedOption>,
    /// Its type, its texts in further languages, when it appears.
    pub model: ImportedModel,
}

impl Own {
    /// A product that nobody has looked for yet.
    #[must_use]
    pub fn new(id: ProductId, lacks: Vec<&'static str>, labels: Vec<String>) -> Self {
        Self { id, lacks, labels, texts: Vec::new(), now: None }
    }
}

/// An attribute with its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedAttribute {
    /// Its name.
    pub label: String,
    /// Its values.
    pub values: Vec<String>,
    /// Whether shoppers may look for products by it.
    pub facet: bool,
}

/// An option with its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedOption {
    /// Its name.
    pub name: String,
    /// Its values in order.
    pub values: Vec<String>,
}

/// A variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedVariant {
    /// The line of its row.
    #[serde(skip)]
    pub line: u64,
    /// The stock-keeping unit; empty when it has none.
    pub sku: String,
    /// For each option the index of its value.
    pub choice: Vec<usize>,
    /// The price.
    #[serde(serialize_with = "minor")]
    pub price: Money,
    /// The former price, when it is higher.
    #[serde(serialize_with = "minor_if_any")]
    pub compare_at: Option<Money>,
    /// What the shop paid.
    #[serde(serialize_with = "minor_if_any")]
    pub cost: Option<Money>,
    /// GTIN, EAN, UPC or ISBN.
    pub barcode: String,
    /// Weight in grams.
    pub weight_grams: i64,
    /// `standard`, `reduced` or `zero`.
    pub tax_class: &'static str,
    /// How much of what unit is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<(i64, String)>,
    /// Which of the product's pictures shows it.
    pub picture: Option<usize>,
    /// Whether the number of items decides if it can be bought.
    pub track_stock: bool,
    /// Items on the shelf; `None` when the file does not say.
    #[serde(skip)]
    pub on_hand: Option<i64>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportedPicture {
    /// The line that names it.
    #[serde(skip)]
    pub line: u64,
    /// Its address, or the name of its file.
    pub source: String,
    /// What it shows.
    pub alternative_text: String,
}

fn minor<S: serde::Serializer>(money: &Money, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i64(money.minor)
}

fn minor_if_any<S: serde::Serializer>(money: &Option<Money>, serializer: S) -> Result<S::Ok, S::Error> {
    money.map(|money| money.minor).serialize(serializer)
}

impl ImportedProduct {
    /// What changes when anything but the stock changes.
    #[must_use]
    pub fn content_digest(&self) -> String {
        digest(&serde_json::to_vec(self).unwrap_or_default())
    }

    /// What changes when the numbers of items change.
    #[must_use]
    pub fn stock_digest(&self) -> String {
        let numbers: Vec<Option<i64>> = self.variants.iter().map(|variant| variant.on_hand).collect();
        digest(&serde_json::to_vec(&numbers).unwrap_or_default())
    }

    /// What changes when its categories change.
    #[must_use]
    pub fn categories_digest(&self) -> String {
        digest(&serde_json::to_vec(&self.categories).unwrap_or_default())
    }

    /// The names of a variant's option values with " / " between; empty without options.
    #[must_use]
    pub fn variant_title(&self, variant: &ImportedVariant) -> String {
        let values = self.options.iter().zip(&variant.choice).filter_map(|(option, index)| option.values.get(*index));
        values.map(String::as_str).collect::<Vec<_>>().join(" / ")
    }
}

/// Twenty characters of a SHA-256: enough to notice a change.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(10).map(|byte| format!("{byte:02x}")).collect()
}
