//! Zen Cart: a dump of its tables, or the CSV of Easy Populate. The tables of osCommerce, from which it comes, are the same.

mod columns;
mod dump;
mod history;
#[cfg(test)]
mod tests;

pub(super) use columns::Columns;
pub(super) use dump::{Dump, prefix};
pub(super) use history::{orders, people};

/// The tables that are read, without the prefix that a shop gives them.
pub(super) const TABLES: [&str; 24] = [
    "products",
    "products_description",
    "products_to_categories",
    "products_options",
    "products_options_values",
    "products_attributes",
    "products_additional_images",
    "products_discount_quantity",
    "categories",
    "categories_description",
    "manufacturers",
    "specials",
    "salemaker_sales",
    "tax_class",
    "configuration",
    "languages",
    "customers",
    "address_book",
    "countries",
    "zones",
    "orders",
    "orders_products",
    "orders_total",
    "orders_status",
];

/// Gift certificates are products whose model begins so.
const GIFT: &str = "GIFT";
/// Zen Cart's own unit of weight where nothing else is set.
const WEIGHT_UNIT: &str = "lbs";

/// Its own unit of length.
const LENGTH_UNIT: &str = "inches";

/// The class of a title; no class means no tax.
fn tax_class(id: &str, title: &str) -> &'static str {
    let title = title.to_lowercase();
    if matches!(id, "" | "0") || title == "--none--" {
        "zero"
    } else if title.contains("reduced") {
        "reduced"
    } else {
        "standard"
    }
}
