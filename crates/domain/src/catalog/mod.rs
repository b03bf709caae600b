//! What the shop offers: products, variants, categories, attributes, and the lists in which shoppers find them.
//!
//! Not here: what a thing costs in a given cart (pricing), how many there are (inventory).
//! A variant is what is sold; a product without options has exactly one.

mod availability;
mod barcode;
pub mod bulk;
mod completeness;
mod desk;
mod goods;
mod history;
mod kind;
mod list;
pub mod register;
#[cfg(test)]
mod sample;
mod texts;
mod unit_price;
mod video;
pub mod view;

pub use availability::{Obstacle, ShopAbility, obstacles};
pub use barcode::{BarcodeError, check_barcode};
pub use completeness::{Completeness, Gap, completeness};
pub use kind::{ProductKind, WHOLE, bundle_price, parts_price};
pub use list::{ListQuery, Sort};
pub use register::{CompletenessLevel, ProductFilter, ProductOrder, ProductSort, StockLevel};
pub use unit_price::unit_price;
pub use video::{VideoError, VideoHost, VideoLink};
