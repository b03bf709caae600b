//! What a file can hold.

use serde::Serialize;

use super::{
    category::ImportedCategory,
    customer::ImportedCustomer,
    order::ImportedOrder,
    product::{ImportedProduct, digest},
};

/// One thing to take over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Imported {
    /// A category with those above it.
    Category(ImportedCategory),
    /// A product with its variants.
    Product(Box<ImportedProduct>),
    /// A customer.
    Customer(Box<ImportedCustomer>),
    /// An order that was placed at the other shop.
    Order(Box<ImportedOrder>),
}

/// What changes when anything of a record changes.
pub(super) fn record_digest(record: &impl Serialize) -> String {
    digest(&serde_json::to_vec(record).unwrap_or_default())
}
