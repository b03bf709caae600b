//! The media library: every image with its words and uses, replaced everywhere at once, removed and put back.

pub mod api;
pub mod detail;
mod focus;
pub mod page;
mod query;
mod uses;

pub use query::ImagesQuery;

stylance::import_style!(style, "media.module.css");
