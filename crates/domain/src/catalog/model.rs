//! What crosses the wire to the manager's pages about product types, brands and collections; part of [`super::view`].

use serde::{Deserialize, Serialize};

use super::{
    AttributeDefinition, AttributeKind, Contact, Rule, Sort,
    view::{OptionView, Picture, ProductListView},
};
use crate::kernel::{BrandId, CategoryId, CollectionId, Money, ProductId, ProductTypeId, Slug};

/// A product type in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductTypeRow {
    /// The id.
    pub id: ProductTypeId,
    /// The name.
    pub name: String,
    /// How many attributes it has.
    pub attributes: i64,
    /// How many of them are required.
    pub required: i64,
    /// How many products are of it.
    pub products: i64,
}

/// An attribute of a type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeAttribute {
    /// The attribute.
    pub definition: AttributeDefinition,
    /// The heading it stands under; may be empty.
    pub heading: String,
    /// Whether products of the type must have it.
    pub required: bool,
}

/// A product type with its attributes in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductTypeSheet {
    /// The type.
    pub row: ProductTypeRow,
    /// Its attributes, those of one heading together.
    pub attributes: Vec<TypeAttribute>,
    /// Attributes that the shop has and the type has not: key, words, kind.
    pub others: Vec<(String, String, AttributeKind)>,
}

/// An attribute in its own form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeSheet {
    /// The type on whose page it is edited.
    pub product_type: ProductTypeRow,
    /// The attribute as the type has it.
    pub attribute: TypeAttribute,
    /// The other types that have it, by name.
    pub also_in: Vec<String>,
    /// How many products have a value of it.
    pub products: i64,
    /// The headings that the type has.
    pub headings: Vec<String>,
}

/// A brand in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandRow {
    /// The id.
    pub id: BrandId,
    /// The name.
    pub name: String,
    /// Who makes it; may be empty.
    pub manufacturer: String,
    /// Whether all is there that the General Product Safety Regulation asks.
    pub is_told: bool,
    /// How many products have it.
    pub products: i64,
}

/// A collection in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionRow {
    /// The id.
    pub id: CollectionId,
    /// The name.
    pub name: String,
    /// The readable part of its address.
    pub slug: String,
    /// Whether a rule says what is in it.
    pub by_rule: bool,
    /// Whether shoppers see it.
    pub published: bool,
    /// How many products shoppers find in it, or would.
    pub products: u32,
}

/// A collection as the manager edits it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionForm {
    /// The id.
    pub id: CollectionId,
    /// Counts the changes: a save with an old one is a conflict.
    pub version: i64,
    /// The name.
    pub name: String,
    /// The readable part of its address.
    pub slug: Slug,
    /// A sentence or two.
    pub description: String,
    /// The title for search engines; may be empty.
    pub meta_title: String,
    /// The description for search engines; may be empty.
    pub meta_description: String,
    /// Whether shoppers see it.
    pub published: bool,
    /// Whether the rule says what is in it; otherwise it is put together by hand.
    pub by_rule: bool,
    /// The rule.
    pub rule: Rule,
    /// The order in which shoppers find it.
    pub sort: Sort,
}

/// What the form of a collection offers to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleChoices {
    /// Every category by its path.
    pub categories: Vec<(CategoryId, String)>,
    /// The brands in use.
    pub brands: Vec<String>,
    /// The product types.
    pub types: Vec<(ProductTypeId, String)>,
    /// Values that shoppers can filter by: key, value, and the words of both.
    pub values: Vec<(String, String, String)>,
}

/// A collection with what its page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionSheet {
    /// The collection.
    pub form: CollectionForm,
    /// The products that were put in by hand, in order.
    pub products: Vec<ProductPick>,
    /// What can be chosen.
    pub choices: RuleChoices,
}

/// The options of a product, with what its page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionSheet {
    /// The product.
    pub product: ProductId,
    /// Counts the changes of the product: a save with an old one is a conflict.
    pub version: i64,
    /// The product's name.
    pub title: String,
    /// The options.
    pub options: Vec<OptionView>,
    /// How many variants there are.
    pub variants: usize,
    /// How many combinations of values no variant has.
    pub missing: usize,
}

/// A product that was picked by hand, in a list of picks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductPick {
    /// The id.
    pub id: ProductId,
    /// The name.
    pub title: String,
    /// A picture.
    pub picture: Option<Picture>,
    /// The lowest price.
    pub price: Option<Money>,
    /// Whether shoppers see it.
    pub published: bool,
}

/// What a rule finds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleMatches {
    /// How many products.
    pub total: u32,
    /// The first of them.
    pub first: Vec<ProductPick>,
}

/// Who answers for the safety of a product (Regulation (EU) 2023/988, Article 19); a contact of which nothing is known is left
/// out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyView {
    /// Who made it.
    pub manufacturer: Option<Contact>,
    /// Who answers for it in the European Union.
    pub responsible: Option<Contact>,
}

/// A collection's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionPageView {
    /// The readable part of its address `/collections/<slug>`.
    pub slug: String,
    /// The name.
    pub name: String,
    /// A sentence or two.
    pub description: String,
    /// The title for search engines; empty when it is the name.
    pub meta_title: String,
    /// The description for search engines; empty when it is the description.
    pub meta_description: String,
    /// The products.
    pub list: ProductListView,
}
