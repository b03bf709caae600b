//! The versions of a product: who changed what and when, word by word, and the way back to any of them.

pub mod api;
mod change;
pub mod page;

stylance::import_style!(style, "history.module.css");
