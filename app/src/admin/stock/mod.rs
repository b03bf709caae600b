//! Stock: what is low, and what moved of each variant.

pub mod api;
pub mod page;
mod variant;

pub use variant::{VariantStockPage, signed};

stylance::import_style!(style, "stock.module.css");
