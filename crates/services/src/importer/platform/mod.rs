//! What the columns of each platform's file mean. One file per platform; a further one is a further variant of [`Platform`]
//! and [`Reader`].
//!
//! Not here: reading the file, grouping rows, writing products. A reader looks at the rows of one product and says what they
//! are; what it cannot take over it notes with line, column and reason.

mod column;
mod magento;
mod opencart;
mod options;
mod own;
mod past;
mod person;
mod records;
mod sale;
mod shop;
mod shopify;
mod stock;
mod store;
mod table;
mod woocommerce;
mod zencart;

pub(super) use own::Columns as OwnColumns;
pub(super) use store::Store;
pub use table::Mapping;

use domain::kernel::{Currency, Date};

use std::sync::Arc;

use self::{column::Column, records::Records};
use super::{
    ImportError,
    file::{Header, Row},
    group::Membership,
    imported::Imported,
    notes::Notes,
};

/// A platform whose export can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Shopify's product CSV, of every generation.
    Shopify,
    /// WooCommerce's product CSV.
    WooCommerce,
    /// Magento 2's product CSV.
    Magento,
    /// OpenCart: a dump of its database, or the workbook of its export tool.
    OpenCart,
    /// Zen Cart: a dump of its database, or the CSV of Easy Populate.
    ZenCart,
    /// Any table of products whose columns can be guessed.
    Table,
}

/// A product may have so many variants; one with more is refused as a whole, since half of it would be another product.
pub(super) const MOST_IMPORTED_VARIANTS: usize = 2_000;

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
    pub const ALL: [Self; 6] =
        [Self::Shopify, Self::WooCommerce, Self::Magento, Self::OpenCart, Self::ZenCart, Self::Table];

    /// The name on the command line and in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Shopify => "shopify",
            Self::WooCommerce => "woocommerce",
            Self::Magento => "magento",
            Self::OpenCart => "opencart",
            Self::ZenCart => "zencart",
            Self::Table => "table",
        }
    }

    /// The platform of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|platform| platform.name() == name.to_lowercase())
    }

    /// The platform whose columns these are.
    pub(super) fn recognise(header: &Arc<Header>, mapping: &Mapping) -> Option<Self> {
        if own::Columns::fit(header) {
            Some(Self::Table)
        } else if let Some(records) = Records::recognise(header) {
            Some(records.platform())
        } else if shopify::Columns::fit(header) {
            Some(Self::Shopify)
        } else if woocommerce::Columns::fit(header) {
            Some(Self::WooCommerce)
        } else if magento::Columns::fit(header) {
            Some(Self::Magento)
        } else if zencart::Columns::fit(header) {
            Some(Self::ZenCart)
        } else if table::Columns::fit(header, mapping) {
            Some(Self::Table)
        } else {
            None
        }
    }
}

/// What goes before what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Products, and whatever else stands for itself.
    Products,
    /// Customers.
    Customers,
    /// Orders, which name both.
    Orders,
}

/// What a table holds, by its columns.
pub(super) fn rank(header: &Arc<Header>) -> Rank {
    Records::recognise(header).map_or(Rank::Products, |records| records.rank())
}

/// The names of everything that a column of a table can hold.
pub(super) fn fields() -> Vec<String> {
    table::fields().map(str::to_owned).collect()
}

/// The field that a column of a table of no known platform is taken for: said by the manager, or guessed.
pub(super) fn taken_for(column: &str, mapping: &Mapping) -> &'static str {
    table::taken_for(column, mapping)
}

/// Reads the rows of a product, a customer or an order.
pub(super) enum Reader {
    Shopify(shopify::Columns),
    WooCommerce(woocommerce::Columns),
    Magento(Box<magento::Columns>),
    ZenCart(zencart::Columns),
    Table(table::Columns),
    Own(own::Columns),
    Records(Records),
}

impl Reader {
    /// A reader for a table with this header.
    pub fn new(platform: Platform, header: &Arc<Header>, mapping: &Mapping) -> Result<Self, ImportError> {
        if let Some(records) = Records::recognise(header).filter(|records| records.platform() == platform) {
            return Ok(Self::Records(records));
        }
        match platform {
            Platform::Shopify => shopify::Columns::new(header).map(Self::Shopify),
            Platform::WooCommerce => woocommerce::Columns::new(header).map(Self::WooCommerce),
            Platform::Magento => magento::Columns::new(header).map(Box::new).map(Self::Magento),
            Platform::OpenCart => Err(ImportError::NoTable { platform }),
            Platform::ZenCart => zencart::Columns::new(header).map(Self::ZenCart),
            Platform::Table if own::Columns::fit(header) => Ok(Self::Own(own::Columns::new(header))),
            Platform::Table => table::Columns::new(header, mapping).map(Self::Table),
        }
    }

    /// To which product a row belongs.
    pub fn membership(&self, row: &Row) -> Membership {
        match self {
            Self::Shopify(columns) => columns.membership(row),
            Self::WooCommerce(columns) => columns.membership(row),
            Self::Magento(columns) => columns.membership(row),
            Self::ZenCart(columns) => columns.membership(row),
            Self::Table(columns) => columns.membership(row),
            Self::Own(columns) => columns.membership(row),
            Self::Records(records) => records.membership(row),
        }
    }

    /// What these rows are; `None` when it is not taken over, which is noted.
    pub fn read(&self, rows: &[Row], context: ReadContext, notes: &mut Notes) -> Option<Imported> {
        let product = match self {
            Self::Shopify(columns) => shopify::read(columns, rows, context, notes),
            Self::WooCommerce(columns) => woocommerce::read(columns, rows, context, notes),
            Self::Magento(columns) => magento::read(columns, rows, context, notes),
            Self::ZenCart(columns) => columns.read(rows, context, notes),
            Self::Table(columns) => table::read(columns, rows, context, notes),
            Self::Own(columns) => columns.read(rows, context, notes),
            Self::Records(records) => return records.read(rows, context, notes),
        };
        product.map(|product| Imported::Product(Box::new(product)))
    }
}
