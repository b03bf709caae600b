//! What the demo shop is made of.

use crate::art::PictureSpec;

/// The whole shop: its shelves and what stands on them.
#[derive(Debug, Clone)]
pub struct DemoShop {
    /// The seed it was made from.
    pub seed: u64,
    /// The categories, parents before their children.
    pub categories: Vec<DemoCategory>,
    /// What products are described by, in the order of display.
    pub attributes: Vec<AttributeKey>,
    /// The products.
    pub products: Vec<DemoProduct>,
}

/// A shelf of the shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoCategory {
    /// The readable part of its address.
    pub slug: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The slug of the category above it.
    pub parent: Option<&'static str>,
    /// One or two sentences under its name.
    pub description: &'static str,
}

/// Something products are described by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttributeKey {
    /// The word in addresses.
    pub key: &'static str,
    /// The words on the screen.
    pub label: &'static str,
    /// Whether its values are colours.
    pub colour: bool,
    /// Whether shoppers filter by it.
    pub facet: bool,
}

/// One value of an attribute of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAttribute {
    /// Which attribute.
    pub key: &'static str,
    /// The words on the screen.
    pub label: String,
    /// `rrggbb` for a colour, otherwise empty.
    pub colour: String,
}

/// A choice that a product offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoOption {
    /// Its name: "Size".
    pub name: &'static str,
    /// Its values with the colour of a swatch, or an empty string.
    pub values: Vec<(String, String)>,
}

/// A product.
#[derive(Debug, Clone)]
pub struct DemoProduct {
    /// The readable part of its address.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// One line of facts.
    pub fact: String,
    /// One sentence that tells it from its neighbours.
    pub summary: String,
    /// Several paragraphs of simple HTML.
    pub description_html: String,
    /// The slug of its category.
    pub category: &'static str,
    /// What it is described by.
    pub attributes: Vec<DemoAttribute>,
    /// What can be chosen.
    pub options: Vec<DemoOption>,
    /// What can be bought: 2 to 12 of them.
    pub variants: Vec<DemoVariant>,
    /// Its pictures, the most telling first.
    pub pictures: Vec<DemoPicture>,
    /// Words it is also found by.
    pub tags: Vec<String>,
    /// Days between its first appearance and the day of the seeding.
    pub age_days: u32,
    /// How much it is loved: sales of all time, roughly.
    pub popularity: u32,
    /// Slugs of products that go with it.
    pub related: Vec<String>,
}

/// What can be bought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoVariant {
    /// The stock keeping unit, unique in the shop.
    pub sku: String,
    /// A GTIN-13 of the range for use inside one company.
    pub gtin: String,
    /// One value for each option of the product, in their order.
    pub choice: Vec<String>,
    /// The price in cents, tax included.
    pub price: i64,
    /// The former price in cents, when reduced.
    pub compare_at: Option<i64>,
    /// What it costs the shop, in cents, without tax.
    pub cost: i64,
    /// How many lie in the store.
    pub stock: i64,
    /// The weight with its box.
    pub weight_grams: i64,
    /// Grams of content, where the unit price must be shown.
    pub content_grams: Option<i64>,
    /// Which of the product's pictures shows it.
    pub picture: Option<usize>,
}

/// A picture of a product.
#[derive(Debug, Clone)]
pub struct DemoPicture {
    /// What is drawn.
    pub spec: PictureSpec,
    /// What it shows, for those who do not see it.
    pub alternative_text: String,
}
