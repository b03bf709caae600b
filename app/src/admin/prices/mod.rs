//! What the variants of a product cost in other currencies: by the rate, or at a price of their own.

pub mod api;
mod page;

pub use page::PricesPage;

stylance::import_style!(style, "prices.module.css");
