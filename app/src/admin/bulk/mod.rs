//! Many products at once: a rule for all of them with a preview, the changes that were made with a way back, and the grid.

pub mod api;
pub mod change;
pub mod changes;
mod fields;
pub mod grid;
mod preview;
mod query;
pub mod undo;

pub use query::ChangeQuery;

stylance::import_style!(style, "bulk.module.css");
