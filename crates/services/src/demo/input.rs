//! What a shop is filled with.

use domain::{
    catalog::view::OptionView,
    kernel::{ImageId, Timestamp},
    payment::PaymentMethod,
};

/// A category. Parents come before their children.
#[derive(Clone, Debug)]
pub struct CategoryInput {
    /// The readable part of its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// A sentence or two.
    pub description: String,
    /// The slug of the category above it.
    pub parent: Option<String>,
    /// The picture that stands for it.
    pub image: Option<ImageId>,
}

/// What products are described by.
#[derive(Clone, Debug)]
pub struct AttributeInput {
    /// The word in addresses.
    pub key: String,
    /// The words on the screen.
    pub label: String,
    /// Whether its values are colours.
    pub colour: bool,
    /// Whether shoppers filter by it.
    pub facet: bool,
}

/// A value of an attribute of a product.
#[derive(Clone, Debug)]
pub struct ValueInput {
    /// The attribute's key.
    pub key: String,
    /// The word in addresses.
    pub value: String,
    /// The words on the screen.
    pub label: String,
    /// `rrggbb`, or empty.
    pub colour: String,
}

/// A product with everything that belongs to it.
#[derive(Clone, Debug)]
pub struct ProductInput {
    /// The readable part of its address.
    pub slug: String,
    /// Its name.
    pub title: String,
    /// One line of facts.
    pub fact: String,
    /// Its description: HTML that needs no cleaning.
    pub description_html: String,
    /// Who made it.
    pub brand: String,
    /// Words it is also found by, with commas between.
    pub tags: String,
    /// The slug of its category.
    pub category: String,
    /// What it is described by.
    pub values: Vec<ValueInput>,
    /// What can be chosen.
    pub options: Vec<OptionView>,
    /// What can be bought.
    pub variants: Vec<VariantInput>,
    /// Its pictures with the words for those who do not see them.
    pub pictures: Vec<(ImageId, String)>,
    /// How much it is loved.
    pub popularity: i64,
    /// When it came into the shop.
    pub created_at: Timestamp,
    /// Slugs of products that go with it.
    pub related: Vec<String>,
}

/// A variant.
#[derive(Clone, Debug)]
pub struct VariantInput {
    /// The stock-keeping unit.
    pub sku: String,
    /// For each option the index of its value.
    pub choice: Vec<usize>,
    /// The price in minor units, tax included.
    pub price: i64,
    /// The former price.
    pub compare_at: Option<i64>,
    /// What it costs the shop, without tax.
    pub cost: i64,
    /// The article number.
    pub barcode: String,
    /// The weight with its box.
    pub weight_grams: i64,
    /// Grams of content, where a unit price is shown.
    pub content_grams: Option<i64>,
    /// Which of the product's pictures shows it.
    pub picture: Option<usize>,
    /// How many can be bought now, after all orders of the history.
    pub available: i64,
}

/// A customer.
#[derive(Clone, Debug)]
pub struct CustomerInput {
    /// The mail address.
    pub email: String,
    /// The whole name.
    pub full_name: String,
    /// Street and number.
    pub street: String,
    /// The postcode.
    pub postcode: String,
    /// The town.
    pub town: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// An order that has happened.
#[derive(Clone, Debug)]
pub struct OrderInput {
    /// Position of its customer in the list.
    pub customer: usize,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Stock-keeping units and how many of each.
    pub lines: Vec<(String, i64)>,
    /// Which of the ways of delivery: a position among those on offer.
    pub shipping: usize,
    /// How it is paid.
    pub method: PaymentMethod,
    /// What became of it.
    pub outcome: OutcomeInput,
}

/// What became of an order.
#[derive(Clone, Debug)]
pub enum OutcomeInput {
    /// Paid and sent.
    Sent {
        /// When the money came.
        paid_at: Timestamp,
        /// When the parcel left.
        sent_at: Timestamp,
        /// The parcel's number.
        tracking_number: String,
    },
    /// Paid, not yet sent.
    Paid {
        /// When the money came.
        paid_at: Timestamp,
    },
    /// Not yet paid.
    Awaiting,
    /// Cancelled before it was paid.
    Cancelled {
        /// When.
        at: Timestamp,
    },
}

impl OutcomeInput {
    /// Whether the items have left the sellable stock.
    #[must_use]
    pub fn is_paid(&self) -> bool {
        matches!(self, Self::Sent { .. } | Self::Paid { .. })
    }

    /// Whether the items are held until the money comes.
    #[must_use]
    pub fn is_awaiting(&self) -> bool {
        matches!(self, Self::Awaiting)
    }
}
