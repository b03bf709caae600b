//! Moving in: files of another shop are uploaded, checked, imported in the background, reported and, when wished, undone.

pub mod api;
mod columns;
pub mod page;
mod preview;
mod progress;
mod report;
pub mod run;

stylance::import_style!(style, "imports.module.css");
