//! Stock: what is low, what is owed, and what moved of each variant.

pub mod api;
mod backorder;
pub mod owed;
pub mod page;
mod places;
mod variant;

pub use variant::{VariantStockPage, signed};

stylance::import_style!(style, "stock.module.css");
