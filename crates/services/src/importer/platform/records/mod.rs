//! CSV files of people and orders: of each platform that exports them.
//!
//! Not here: dumps, whose people and orders come with their products (shop).

mod magento;
mod shopify;
#[cfg(test)]
mod tests;
mod woocommerce;

use std::sync::Arc;

use super::{Platform, Rank, ReadContext};
use crate::importer::{
    file::{Header, NamedRow, Row},
    group::Membership,
    imported::Imported,
    notes::Notes,
};

/// What a file's rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    ShopifyCustomers,
    ShopifyOrders,
    WooCommerceCustomers,
    WooCommerceOrders,
    MagentoCustomers,
    MagentoOrders,
    /// Prices by quantity and group.
    MagentoPrices,
}

/// Reads rows of people or orders.
#[derive(Clone, Debug)]
pub(in crate::importer) struct Records {
    kind: Kind,
    header: Arc<Header>,
}

impl Records {
    /// A reader for a file with this header, when it is one of people or orders.
    pub fn recognise(header: &Arc<Header>) -> Option<Self> {
        let has = |names: &[&str]| names.iter().all(|name| header.has(name));
        let kind = if has(&["lineitem name", "lineitem quantity"]) {
            Kind::ShopifyOrders
        } else if has(&["email", "total spent"]) || has(&["email", "accepts email marketing"]) {
            Kind::ShopifyCustomers
        } else if has(&["email", "aov"]) || has(&["email", "sign up", "last active"]) {
            Kind::WooCommerceCustomers
        } else if has(&["order #", "product(s)"]) {
            Kind::WooCommerceOrders
        } else if has(&["email", "_website"]) || has(&["_email", "_website"]) {
            Kind::MagentoCustomers
        } else if has(&["purchase date", "grand total (purchased)"]) {
            Kind::MagentoOrders
        } else if has(&["sku", "tier_price", "tier_price_qty"]) && !header.has("name") {
            Kind::MagentoPrices
        } else {
            return None;
        };
        Some(Self { kind, header: Arc::clone(header) })
    }

    /// The platform.
    pub fn platform(&self) -> Platform {
        match self.kind {
            Kind::ShopifyCustomers | Kind::ShopifyOrders => Platform::Shopify,
            Kind::WooCommerceCustomers | Kind::WooCommerceOrders => Platform::WooCommerce,
            Kind::MagentoCustomers | Kind::MagentoOrders | Kind::MagentoPrices => Platform::Magento,
        }
    }

    /// What goes before.
    pub fn rank(&self) -> Rank {
        match self.kind {
            Kind::ShopifyCustomers | Kind::WooCommerceCustomers | Kind::MagentoCustomers => Rank::Customers,
            Kind::ShopifyOrders | Kind::WooCommerceOrders | Kind::MagentoOrders => Rank::Orders,
            Kind::MagentoPrices => Rank::Products,
        }
    }

    /// To which record a row belongs.
    pub fn membership(&self, row: &Row) -> Membership {
        let cell = |name: &str| row.cell(self.header.find(&[name])).to_lowercase();
        match self.kind {
            Kind::ShopifyOrders => match cell("name") {
                name if name.is_empty() => Membership::None("the row has no order number"),
                name => Membership::Together(name),
            },
            // Further addresses stand on rows without an address for mails.
            Kind::MagentoCustomers if cell("email").is_empty() && cell("_email").is_empty() => Membership::Continued,
            Kind::MagentoCustomers => Membership::Together(format!("{}{}", cell("email"), cell("_email"))),
            Kind::MagentoPrices => Membership::None(
                "prices by quantity and by group of customers have no place in the shop; the row is left out",
            ),
            _ => Membership::Product(Vec::new()),
        }
    }

    /// The record of these rows; `None` when it is not taken over, which is noted.
    pub fn read(&self, rows: &[Row], context: ReadContext, notes: &mut Notes) -> Option<Imported> {
        let rows: Vec<NamedRow> = rows.iter().map(|row| NamedRow::new(Arc::clone(&self.header), row.clone())).collect();
        let first = rows.first()?;
        let customer = |customer| Imported::Customer(Box::new(customer));
        let order = |order| Imported::Order(Box::new(order));
        match self.kind {
            Kind::ShopifyCustomers => shopify::customer(first, notes).map(customer),
            Kind::ShopifyOrders => shopify::order(&rows, context, notes).map(order),
            Kind::WooCommerceCustomers => woocommerce::customer(first, notes).map(customer),
            Kind::WooCommerceOrders => woocommerce::order(first, context, notes).map(order),
            Kind::MagentoCustomers => magento::customer(&rows, notes).map(customer),
            Kind::MagentoOrders => magento::order(first, context, notes).map(order),
            Kind::MagentoPrices => None,
        }
    }
}
