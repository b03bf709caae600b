//! Counting what is there: the list of counts, and the page on which one scans.

pub mod api;
mod field;
mod lines;
pub mod page;
mod sheet;

pub use sheet::CountPage;

stylance::import_style!(style, "counts.module.css");
