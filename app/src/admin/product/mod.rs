//! One product: words, prices, stock and pictures.
//!
//! The page is one plain form whose fields are tied to it by the attribute `form`, so that pictures can have forms of their
//! own between them. What stands in the fields is the state: the page compares it with what was saved last, and asks the
//! manager only where somebody else changed the same field.

pub mod api;
mod attribute_input;
mod attributes;
mod conflict;
mod details;
mod editor;
mod field;
pub mod goods;
mod input;
pub mod page;
mod parcel;
mod parcel_input;
mod picture;
mod pictures;
mod publish;
mod publish_input;
mod readiness;
mod save_bar;
mod shelving;
mod variant_input;
mod variants;
mod videos;

pub use input::ProductInput;
pub use variant_input::VariantInput;

stylance::import_style!(style, "product.module.css");

/// The id of the form that every field of the product belongs to.
const FORM: &str = "product-form";
