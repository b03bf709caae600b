//! Taxes: the rates by place and day, and where the shop collects them; a page for each rate.

pub mod api;
mod fields;
mod import;
pub mod page;
mod rate;
mod settings;

pub use rate::TaxRatePage;

stylance::import_style!(style, "taxes.module.css");
