//! Sending something back, and withdrawing from the contract, each in two steps of plain forms: choosing, then confirming what was
//! chosen. The first step stands in the address, so that nothing that was typed is lost on the way back or after a refusal.

mod confirm;
mod fields;
mod list;
mod page;

pub use list::Returns;
pub use page::{ReturnPage, WithdrawalPage};

stylance::import_style!(style, "returns.module.css");
