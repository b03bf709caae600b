//! Collections: products put together by hand or by a rule, with a preview of what the rule finds.

pub mod api;
mod condition;
mod input;
pub mod page;
mod rule;
mod sheet;

pub use input::{CollectionInput, ConditionInput};
pub use sheet::CollectionPage;
