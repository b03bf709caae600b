//! What crosses the wire from the catalogue to a page.

use serde::{Deserialize, Serialize};

pub use super::category::{CategoryForm, CategoryRow, CategorySheet};
pub use super::desk::{
    FilterChoices, ParcelForm, ProductChoices, ProductForm, ProductRow, ProductRows, ProductSheet, VariantForm,
};
pub use super::found::{SearchPageView, SuggestedCategory, SuggestedProduct, Suggestions};
pub use super::goods::{FileForm, GoodsForm, PartChoice, PartForm, PartView};
pub use super::history::{Fate, FieldChange, HistoryView, Origin, VersionView};
pub use super::model::{
    AttributeSheet, BrandRow, CollectionForm, CollectionPageView, CollectionRow, CollectionSheet, OptionSheet,
    ProductPick, ProductTypeRow, ProductTypeSheet, RuleChoices, RuleMatches, SafetyView, TypeAttribute,
};
pub use super::texts::{
    AttributeWords, LanguageProgress, LanguageScore, LanguageWork, TextField, TextRow, TextThing, TextsView,
    ThingTexts, UntranslatedRow, WordRow, language_score,
};
pub use super::video::{VideoRow, VideoView};
use super::{ListQuery, ProductKind, personalisation::PersonalisationField};
use crate::{
    kernel::{CategoryId, Date, ImageId, Money, ProductId, VariantId},
    media::Focus,
};

/// A picture of the media library. Its files lie at `/media/<hash>-<width>.webp` and `.jpg`, one per width.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The id, for the admin.
    pub id: ImageId,
    /// The content's address: hexadecimal.
    pub hash: String,
    /// Width of the original in pixels.
    pub width: u32,
    /// Height of the original in pixels.
    pub height: u32,
    /// The widths for which files exist, rising.
    pub widths: Vec<u32>,
    /// What it shows, for those who do not see it.
    pub alternative_text: String,
    /// Four colours, `rrggbb` with commas between: upper left, upper right, lower left, lower right. Shown until the picture is there.
    pub placeholder: String,
    /// The point that stays in sight where only a part of the picture is shown.
    #[serde(default)]
    pub focus: Focus,
}

impl Picture {
    /// The address of the WebP file of this width.
    #[must_use]
    pub fn address(&self, width: u32) -> String {
        format!("/media/{}-{width}.webp", self.hash)
    }

    /// The address of the file whose width is nearest above `wanted`, or of the largest.
    #[must_use]
    pub fn address_for(&self, wanted: u32) -> String {
        let width = self.widths.iter().copied().find(|width| *width >= wanted).or(self.widths.last().copied());
        self.address(width.unwrap_or(wanted))
    }

    /// The `srcset` of all widths.
    #[must_use]
    pub fn source_set(&self) -> String {
        let sources: Vec<String> =
            self.widths.iter().map(|width| format!("{} {width}w", self.address(*width))).collect();
        sources.join(", ")
    }
}

/// What a range of variants costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceRange {
    /// The lowest price.
    pub from: Money,
    /// The highest price.
    pub to: Money,
    /// The former price of the cheapest variant, when it is reduced.
    pub compare_at: Option<Money>,
}

impl PriceRange {
    /// By how many whole percent the cheapest variant is reduced; `None` when it is not.
    #[must_use]
    pub fn percent_off(&self) -> Option<i64> {
        let former = self.compare_at.filter(|former| former.minor > self.from.minor && former.minor > 0)?;
        let saved = former.minor.checked_sub(self.from.minor)?.checked_mul(100)?;
        Some(saved / former.minor)
    }
}

/// A colour that a product comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swatch {
    /// Its name.
    pub label: String,
    /// `rrggbb`.
    pub colour: String,
}

/// The price of a unit of measure (Directive 98/6/EC, Article 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPrice {
    /// The price.
    pub price: Money,
    /// For how much: "100 g".
    pub per: String,
}

/// A product in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductTile {
    /// The id.
    pub id: ProductId,
    /// The readable part of its address `/products/<slug>`.
    pub slug: String,
    /// The name.
    pub title: String,
    /// One line of facts: "Stoneware, 350 ml".
    pub fact: String,
    /// What it costs.
    pub price: PriceRange,
    /// The price of a unit of measure, where it has one.
    pub unit_price: Option<UnitPrice>,
    /// The first two pictures.
    pub pictures: Vec<Picture>,
    /// The colours, at most six.
    pub swatches: Vec<Swatch>,
    /// Whether it is new.
    pub is_new: bool,
    /// Whether any variant can be bought.
    pub in_stock: bool,
    /// The unit that the first picture shows, where a list shows it for a chosen colour.
    #[serde(default)]
    pub variant: Option<String>,
}

/// A category in a menu or a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryLink {
    /// The id.
    pub id: CategoryId,
    /// The readable part of its address `/categories/<slug>`.
    pub slug: String,
    /// The name.
    pub name: String,
    /// How many products it and its descendants hold.
    pub count: u32,
    /// A picture that stands for it.
    pub picture: Option<Picture>,
    /// Its children, in a menu.
    pub children: Vec<CategoryLink>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValueView {
    /// The word in the address.
    pub value: String,
    /// The words on the screen.
    pub label: String,
    /// How many products one would see with it, all other facets as they are.
    pub count: u32,
    /// Whether it is chosen.
    pub chosen: bool,
    /// `rrggbb`, for a colour.
    pub colour: Option<String>,
}

/// A facet of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetView {
    /// The key in the address.
    pub key: String,
    /// The heading.
    pub label: String,
    /// The values.
    pub values: Vec<FacetValueView>,
}

/// A list of products with its facets: a category's, a search's, the sale's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductListView {
    /// The question that it answers.
    pub query: ListQuery,
    /// The facets with counts.
    pub facets: Vec<FacetView>,
    /// The products of this page.
    pub tiles: Vec<ProductTile>,
    /// How many there are on all pages.
    pub total: u32,
    /// How many pages there are, at least 1.
    pub page_count: u32,
}

/// A category's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryPageView {
    /// From the root to this category, itself included.
    pub path: Vec<CategoryLink>,
    /// A sentence or two.
    pub description: String,
    /// The title for search engines; empty when it is the name.
    #[serde(default)]
    pub meta_title: String,
    /// The line for search engines; empty when it is the description.
    #[serde(default)]
    pub meta_description: String,
    /// Its children.
    pub children: Vec<CategoryLink>,
    /// The products.
    pub list: ProductListView,
}

/// What a shopper may know about the stock of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StockView {
    /// Enough.
    InStock,
    /// This few are left.
    Low(i64),
    /// None is there, and it is sold all the same: it comes on this day, if anybody knows.
    Later(Option<Date>),
    /// None.
    SoldOut,
}

/// A value of an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionValueView {
    /// The name.
    pub label: String,
    /// `rrggbb`, for a colour.
    pub colour: Option<String>,
}

/// An option of a product, such as its glaze.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionView {
    /// The name.
    pub name: String,
    /// Its values.
    pub values: Vec<OptionValueView>,
}

/// A variant on the product's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantView {
    /// The id.
    pub id: VariantId,
    /// The stock-keeping unit, also `?variant=<sku>` in the address.
    pub sku: String,
    /// The number below the bars; may be empty.
    pub barcode: String,
    /// For each option the index of its value.
    pub choice: Vec<usize>,
    /// The price, tax included.
    pub price: Money,
    /// The former price, when it is reduced.
    pub compare_at: Option<Money>,
    /// The price of a unit of measure.
    pub unit_price: Option<UnitPrice>,
    /// How many there are, as far as a shopper may know.
    pub stock: StockView,
    /// How many can be sold; what bounds the number that a shopper chooses. It stays on the server.
    #[serde(skip)]
    pub most: i64,
    /// Which of the product's pictures shows it.
    pub picture: Option<usize>,
}

/// A product's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductPageView {
    /// The id.
    pub id: ProductId,
    /// The readable part of its address.
    pub slug: String,
    /// The kind.
    pub kind: ProductKind,
    /// The name.
    pub title: String,
    /// From the root to its category.
    pub path: Vec<CategoryLink>,
    /// One line of facts.
    pub fact: String,
    /// The description: HTML that was sanitised when it was saved.
    pub description_html: String,
    /// The title for search engines; empty when it is the name.
    #[serde(default)]
    pub meta_title: String,
    /// A line for search engines.
    pub meta_description: String,
    /// The pictures.
    pub pictures: Vec<Picture>,
    /// The options.
    pub options: Vec<OptionView>,
    /// The variants.
    pub variants: Vec<VariantView>,
    /// Label and value of each attribute that is shown; what has no value is the heading of those behind it.
    pub details: Vec<(String, String)>,
    /// Heading and sanitised HTML of each rich text.
    pub rich_texts: Vec<(String, String)>,
    /// Who made it.
    pub brand: String,
    /// What shoppers fill before they put it into their bag.
    pub fields: Vec<PersonalisationField>,
    /// What a bundle is made of.
    pub parts: Vec<PartView>,
    /// What the parts of a bundle cost when each is bought by itself, when that is more than the bundle costs.
    pub parts_price: Option<Money>,
    /// Who answers for its safety, as far as it is known.
    pub safety: SafetyView,
    /// Products that go with it.
    pub related: Vec<ProductTile>,
    /// Films that show it.
    #[serde(default)]
    pub films: Vec<VideoView>,
    /// Whether it is new.
    pub is_new: bool,
}

/// A product with the first words of its description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// The product.
    pub tile: ProductTile,
    /// The first paragraph of its description, without markup; may be empty.
    pub lead: String,
}

/// A part of the home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomePageView {
    /// The first words of the page.
    pub headline: String,
    /// A sentence or two below them; may be empty.
    pub introduction: String,
    /// Pictures beside the first words, at most three, each with its product's slug.
    pub hero: Vec<(String, Picture)>,
    /// The top categories.
    pub shelves: Vec<CategoryLink>,
    /// The newest products.
    pub newest: Vec<ProductTile>,
    /// How many products are new.
    pub new_count: u32,
    /// A product to tell a story about.
    pub story: Option<Story>,
    /// The products that sell most.
    pub most_loved: Vec<ProductTile>,
}

/// What stands in the frame of every storefront page, the same for all shoppers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameView {
    /// The shop's name.
    pub shop_name: String,
    /// A line above all, or nothing.
    pub announcement: String,
    /// The menu.
    pub menu: Vec<CategoryLink>,
    /// How many products are for sale.
    pub product_count: u32,
    /// Whether anything is reduced.
    pub has_sale: bool,
}
