//! Currencies: those that the shop sells in beside its own, each with a page for its rate and what it does to prices.

pub mod api;
mod fields;
pub mod page;
mod samples;
mod sheet;

pub use sheet::CurrencyPage;

stylance::import_style!(style, "currencies.module.css");
