//! The list of orders: tabs, search, older pages, and new orders within a second.

pub mod api;
pub mod page;
mod query;
pub mod table;

pub use query::OrdersQuery;

stylance::import_style!(style, "orders.module.css");
