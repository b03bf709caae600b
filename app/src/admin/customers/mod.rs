//! Customers: the list with its search, and a page for each with what the shop knows of them.
//!
//! Not here: their accounts (storefront), and orders (orders). Invariant: erasing asks first and says what stays.

pub mod api;
mod detail;
pub mod page;

pub use detail::CustomerPage;

stylance::import_style!(style, "customers.module.css");
