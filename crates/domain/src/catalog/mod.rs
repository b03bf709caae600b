//! What the shop offers: products, variants, categories, attributes, and the lists in which shoppers find them.
//!
//! Not here: what a thing costs in a given cart (pricing), how many there are (inventory).
//! A variant is what is sold; a product without options has exactly one.

mod desk;
mod list;
mod unit_price;
pub mod view;

pub use list::{ListQuery, Sort};
pub use unit_price::unit_price;
