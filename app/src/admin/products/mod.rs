//! The list of products: views as tabs, filters in the address, columns as each person wants them, and what can be done with many
//! at once. Changing many is next door ([`super::bulk`]).

pub mod api;
mod chips;
mod columns;
mod export;
mod filters;
mod look;
mod new;
pub mod page;
mod query;
pub mod selection;
mod switch;
mod table;
pub mod views;

pub use look::{Column, Look};
pub use query::{PATH, ProductsQuery, filter_fields, filter_of};

/// The name under which people keep their views and look of this list.
#[cfg(feature = "ssr")]
const LIST: &str = "products";

stylance::import_style!(style, "products.module.css");
