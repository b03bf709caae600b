//! What the columns of each platform's file mean. One file per platform; a further one is a further variant of [`Platform`]
//! and [`Reader`].
//!
//! Not here: reading the file, grouping rows, writing products. A reader looks at the rows of one product and says what they
//! are; what it cannot take over it notes with line, column and reason.

mod column;
mod shopify;
mod woocommerce;

use domain::kernel::{Currency, Date};

use super::{
    ImportError,
    file::{Header, Row},
    group::Membership,
    notes::Notes,
    product::ImportedProduct,
};

/// A platform whose export can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Shopify's product CSV, of every generation.
    Shopify,
    /// WooCommerce's product CSV.
    WooCommerce,
}

/// What a reader must know of the shop.
#[derive(Clone, Copy, Debug)]
pub(super) struct ReadContext {
    /// The currency of all prices.
    pub currency: Currency,
    /// Today: decides whether a sale is on.
    pub today: Date,
}

impl Platform {
    /// Every platform.
    pub const ALL: [Self; 2] = [Self::Shopify, Self::WooCommerce];

    /// The name on the command line and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Shopify => "shopify",
            Self::WooCommerce => "woocommerce",
        }
    }

    /// The platform of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|platform| platform.name() == name.to_lowercase())
    }

    /// The platform whose columns these are.
    pub(super) fn recognise(header: &Header) -> Option<Self> {
        if shopify::Columns::fit(header) {
            Some(Self::Shopify)
        } else if woocommerce::Columns::fit(header) {
            Some(Self::WooCommerce)
        } else {
            None
        }
    }
}

/// Reads the rows of a product.
pub(super) enum Reader {
    Shopify(shopify::Columns),
    WooCommerce(woocommerce::Columns),
}

impl Reader {
    /// A reader for a table with this header.
    pub fn new(platform: Platform, header: &Header) -> Result<Self, ImportError> {
        match platform {
            Platform::Shopify => shopify::Columns::new(header).map(Self::Shopify),
            Platform::WooCommerce => woocommerce::Columns::new(header).map(Self::WooCommerce),
        }
    }

    /// To which product a row belongs.
    pub fn membership(&self, row: &Row) -> Membership {
        match self {
            Self::Shopify(columns) => columns.membership(row),
            Self::WooCommerce(columns) => columns.membership(row),
        }
    }

    /// The product that these rows are; `None` when it is not taken over, which is then noted.
    pub fn read(&self, rows: &[Row], context: ReadContext, notes: &mut Notes) -> Option<ImportedProduct> {
        match self {
            Self::Shopify(columns) => shopify::read(columns, rows, context, notes),
            Self::WooCommerce(columns) => woocommerce::read(columns, rows, context, notes),
        }
    }
}
