//! OpenCart: a dump of its tables, or the workbook of its most used export tool.

mod dump;
mod history;
mod sheets;
mod tax;
#[cfg(test)]
mod tests;

pub(super) use dump::{Dump, prefix};
pub(super) use history::{orders, people, people_of_sheets};
pub(super) use sheets::Sheets;

use super::shop::OptionKind;

/// The tables that are read, without the prefix that a shop gives them.
pub(super) const TABLES: [&str; 35] = [
    "product",
    "product_description",
    "product_image",
    "product_option",
    "product_option_value",
    "product_special",
    "product_discount",
    "product_attribute",
    "product_to_category",
    "product_code",
    "identifier",
    "category",
    "category_description",
    "manufacturer",
    "option",
    "option_description",
    "option_value",
    "option_value_description",
    "attribute_description",
    "weight_class_description",
    "length_class_description",
    "tax_class",
    "seo_url",
    "url_alias",
    "language",
    "setting",
    "currency",
    "customer",
    "address",
    "country",
    "zone",
    "order",
    "order_product",
    "order_total",
    "order_status",
];

/// The address of a product by its id, and the one by its word when it has one.
fn old_paths(id: &str, keyword: &str) -> Vec<String> {
    let word = Some(keyword).filter(|word| !word.is_empty()).map(|word| format!("/{word}"));
    std::iter::once(format!("/index.php?route=product/product&product_id={id}")).chain(word).collect()
}

/// What a shopper does with an option of this type.
fn option_kind(name: &str) -> OptionKind {
    match name {
        "select" | "radio" | "image" => OptionKind::One,
        "checkbox" => OptionKind::Several,
        _ => OptionKind::Free,
    }
}
