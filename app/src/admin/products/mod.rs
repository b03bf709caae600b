//! The list of products: search, what is published, and the switch that publishes.

pub mod api;
pub mod page;
mod query;
mod switch;
mod table;

pub use query::ProductsQuery;

stylance::import_style!(style, "products.module.css");
