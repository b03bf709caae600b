//! Payouts of payment providers: taking their reports, and each line beside what the shop knows.

pub mod api;
mod import;
pub mod page;
mod sheet;

pub use sheet::PayoutPage;

stylance::import_style!(style, "payouts.module.css");
