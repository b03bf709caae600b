//! Many products changed at once: by the grid, cell by cell, or by a rule for all of them.
//!
//! Both become the same [`Change`]s: one value of one product or variant, with what stood there before. A change is written only
//! where the old value still stands, and is taken back by swapping the two. Not here: reading and writing (services).
//!
//! Values travel as text in one spelling ([`Field`] says which), so that they can be kept, compared and put back.

mod attribute;
mod cell;
mod price;
mod rule;
pub mod view;

pub use attribute::Held;
pub use cell::{CellError, check_row, read_cell, show_cell};
pub use price::{PriceChange, Rounding, new_price};
use serde::{Deserialize, Serialize};

pub use rule::{Action, Condition, Effect, Rule, RuleError, RuleInput};

use crate::{
    catalog::ProductKind,
    kernel::{CategoryId, Money, ProductId, VariantId},
};

/// What can be changed for many at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    /// The product's name.
    Title,
    /// Whether shoppers see the product: "1" or "0".
    Published,
    /// The product's brand.
    Brand,
    /// The product's tags, with commas between.
    Tags,
    /// The product's categories: ids with commas between, the first is the one in its path.
    Categories,
    /// The variant's stock-keeping unit.
    Sku,
    /// The variant's price in minor units.
    Price,
    /// Its former price in minor units, or nothing.
    CompareAt,
    /// What one costs the shop in minor units, or nothing.
    Cost,
    /// How many lie on the shelf.
    OnHand,
    /// What one weighs in grams.
    Weight,
    /// The number below its bars, or nothing.
    Barcode,
    /// The word for its rate of tax.
    TaxClass,
    /// What the product has of an attribute, as [`Held`] writes it. No column of the grid.
    Attribute,
}

impl Field {
    /// Every field, in the order of the grid's columns.
    pub const ALL: [Self; 13] = [
        Self::Title,
        Self::Sku,
        Self::Price,
        Self::CompareAt,
        Self::Cost,
        Self::OnHand,
        Self::Weight,
        Self::Barcode,
        Self::Published,
        Self::Brand,
        Self::Tags,
        Self::TaxClass,
        Self::Categories,
    ];

    /// Its word in addresses and in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Published => "published",
            Self::Brand => "brand",
            Self::Tags => "tags",
            Self::Categories => "categories",
            Self::Sku => "sku",
            Self::Price => "price",
            Self::CompareAt => "compare_at",
            Self::Cost => "cost",
            Self::OnHand => "on_hand",
            Self::Weight => "weight",
            Self::Barcode => "barcode",
            Self::TaxClass => "tax_class",
            Self::Attribute => "attribute",
        }
    }

    /// The field with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Attribute]).find(|field| field.key() == key)
    }

    /// Its words on the screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Name",
            Self::Published => "Published",
            Self::Brand => "Brand",
            Self::Tags => "Tags",
            Self::Categories => "Categories",
            Self::Sku => "SKU",
            Self::Price => "Price",
            Self::CompareAt => "Former price",
            Self::Cost => "Cost",
            Self::OnHand => "Stock",
            Self::Weight => "Weight (g)",
            Self::Barcode => "Barcode",
            Self::TaxClass => "Tax class",
            Self::Attribute => "Attribute",
        }
    }

    /// Whether it belongs to the product, not to one of its variants.
    #[must_use]
    pub fn is_of_product(self) -> bool {
        matches!(self, Self::Title | Self::Published | Self::Brand | Self::Tags | Self::Categories | Self::Attribute)
    }

    /// Whether it is a number, which stands to the right.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Price | Self::CompareAt | Self::Cost | Self::OnHand | Self::Weight)
    }
}

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Subject {
    /// A product.
    Product(ProductId),
    /// A variant.
    Variant(VariantId),
}

impl Subject {
    /// Its word in the database, and its id.
    #[must_use]
    pub fn key(self) -> (&'static str, i64) {
        match self {
            Self::Product(id) => ("product", id.0),
            Self::Variant(id) => ("variant", id.0),
        }
    }

    /// The subject with this word and id.
    #[must_use]
    pub fn from_key(kind: &str, id: i64) -> Option<Self> {
        match kind {
            "product" => Some(Self::Product(ProductId(id))),
            "variant" => Some(Self::Variant(VariantId(id))),
            _ => None,
        }
    }
}

/// One value that becomes another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The product, or that of the variant.
    pub product: ProductId,
    /// What it is about.
    pub subject: Subject,
    /// Which of its values.
    pub field: Field,
    /// What must stand there for the change to be made.
    pub before: String,
    /// What will stand there.
    pub after: String,
}

/// A product with everything that can be changed for many at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkProduct {
    /// The id.
    pub id: ProductId,
    /// The kind: only what is simple has a stock of its own.
    pub kind: ProductKind,
    /// Whether its price follows its parts.
    pub follows_parts: bool,
    /// The name.
    pub title: String,
    /// Whether shoppers see it.
    pub published: bool,
    /// The brand.
    pub brand: String,
    /// Words that it is found and grouped by, with commas between.
    pub tags: String,
    /// The categories; the first is the one in its path.
    pub categories: Vec<CategoryId>,
    /// What it has of the attribute that a rule sets; none where no rule asks.
    #[serde(default)]
    pub attribute: Option<Held>,
    /// The variants that are sold.
    pub variants: Vec<BulkVariant>,
}

/// A variant with everything that can be changed for many at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkVariant {
    /// The id.
    pub id: VariantId,
    /// Its option values; empty for a product without options.
    pub title: String,
    /// The stock-keeping unit.
    pub sku: String,
    /// The price.
    pub price: Money,
    /// The former price.
    pub compare_at: Option<Money>,
    /// What one costs the shop.
    pub cost: Option<Money>,
    /// How many lie on the shelf, over all locations.
    pub on_hand: i64,
    /// Of those, held for orders.
    pub reserved: i64,
    /// What one weighs; 0 when nobody knows.
    pub weight_grams: i64,
    /// The number below its bars, or nothing.
    pub barcode: String,
    /// The word for its rate of tax.
    pub tax_class: String,
}

impl BulkProduct {
    /// Why a field of it cannot be changed, if it cannot.
    #[must_use]
    pub fn fixed(&self, field: Field) -> Option<&'static str> {
        match field {
            Field::OnHand if self.kind != ProductKind::Simple => {
                Some("Only simple products have a stock of their own.")
            }
            Field::Price if self.follows_parts => Some("The price of this bundle follows its parts."),
            _ => None,
        }
    }

    /// The value of a field in its one spelling; of the product, or of one of its variants.
    #[must_use]
    pub fn value(&self, variant: Option<&BulkVariant>, field: Field) -> String {
        let minor = |money: Option<Money>| money.map(|money| money.minor.to_string()).unwrap_or_default();
        match (field, variant) {
            (Field::Title, _) => self.title.clone(),
            (Field::Published, _) => i64::from(self.published).to_string(),
            (Field::Brand, _) => self.brand.clone(),
            (Field::Tags, _) => self.tags.clone(),
            (Field::Categories, _) => join(&self.categories),
            (Field::Attribute, _) => self.attribute.as_ref().map(Held::text).unwrap_or_default(),
            (_, None) => String::new(),
            (Field::Sku, Some(variant)) => variant.sku.clone(),
            (Field::Price, Some(variant)) => variant.price.minor.to_string(),
            (Field::CompareAt, Some(variant)) => minor(variant.compare_at),
            (Field::Cost, Some(variant)) => minor(variant.cost),
            (Field::OnHand, Some(variant)) => variant.on_hand.to_string(),
            (Field::Weight, Some(variant)) => variant.weight_grams.to_string(),
            (Field::Barcode, Some(variant)) => variant.barcode.clone(),
            (Field::TaxClass, Some(variant)) => variant.tax_class.clone(),
        }
    }
}

/// Category ids with commas between.
#[must_use]
pub fn join(categories: &[CategoryId]) -> String {
    categories.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// Category ids that stand with commas between.
#[must_use]
pub fn split(categories: &str) -> Vec<CategoryId> {
    categories.split(',').filter_map(|id| id.trim().parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_word_of_its_own_that_is_read_again() {
        for field in Field::ALL {
            assert_eq!(Field::from_key(field.key()), Some(field));
        }
        assert_eq!(Field::from_key("attribute"), Some(Field::Attribute));
        assert_eq!(Field::from_key("colour"), None);
        assert_eq!(Subject::from_key("variant", 3), Some(Subject::Variant(VariantId(3))));
        assert_eq!(Subject::from_key("order", 3), None);
    }

    #[test]
    fn categories_keep_their_order_as_text() {
        let categories = [CategoryId(7), CategoryId(2)];
        assert_eq!(split(&join(&categories)), categories);
        assert_eq!(split(""), []);
    }
}
