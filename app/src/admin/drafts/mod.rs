//! Drafts: offers that a manager writes for a customer, who orders and pays by a link. The list, and the page on which one is written,
//! priced while one types, sent and withdrawn.

pub mod api;
mod fields;
#[cfg(feature = "ssr")]
mod guard;
mod items;
pub mod page;
mod sheet;
mod steps;
mod sums;

pub use sheet::DraftPage;

stylance::import_style!(style, "drafts.module.css");
