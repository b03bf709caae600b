//! What the shop offers: products, variants, categories, attributes, and the lists in which shoppers find them.
//!
//! Not here: what a thing costs in a given cart (pricing), how many there are (inventory).
//! A variant is what is sold; a product without options has exactly one.

mod attribute;
mod attribute_text;
mod availability;
mod barcode;
mod brand;
pub mod bulk;
mod category;
#[cfg(test)]
mod category_tests;
mod collection;
mod completeness;
mod desk;
mod found;
mod goods;
mod history;
mod kind;
pub mod limit;
mod list;
mod model;
mod name;
mod options;
pub mod personalisation;
pub mod register;
#[cfg(test)]
mod sample;
mod texts;
mod told;
mod unit_price;
mod video;
pub mod view;

pub use attribute::{
    AttributeChoice, AttributeDefinition, AttributeEdit, AttributeError, AttributeField, AttributeKind, AttributeValue,
    Written, number_label, read_attribute, write_attribute,
};
pub use attribute_text::value_word;
pub use availability::{Obstacle, ShopAbility, obstacles};
pub use barcode::{BarcodeError, check_barcode};
pub use brand::{BrandForm, Contact, SafetyState, is_safety_told};
pub use category::{CategoryTree, MOST_LEVELS, TreeError};
pub use collection::{Candidate, Condition, MOST_CONDITIONS, Rule};
pub use completeness::{Completeness, Gap, completeness};
pub use kind::{ProductKind, WHOLE, bundle_price, parts_price};
pub use list::{ListQuery, Sort};
pub use name::full_name;
pub use options::{
    KeptVariant, MOST_COMBINATIONS, MOST_OPTION_LETTERS, MOST_OPTIONS, OptionEdit, OptionError, OptionPlan, ValueEdit,
    rearrange,
};
pub use register::{CompletenessLevel, ProductFilter, ProductOrder, ProductSort, StockLevel};
pub use told::{is_told_by, untold_facts};
pub use unit_price::{CONTENT_UNITS, unit_price};
pub use video::{VideoError, VideoHost, VideoLink};
