//! A product's page: what it looks like, what it costs, when it arrives, and the one button.

#[cfg(feature = "ssr")]
pub mod api;
mod buy;
mod choice;
#[cfg(feature = "ssr")]
mod contents;
#[cfg(feature = "ssr")]
mod facts;
#[cfg(feature = "ssr")]
mod films;
#[cfg(feature = "ssr")]
mod further;
mod gallery;
mod instant;
mod options;
#[cfg(feature = "ssr")]
pub mod page;
mod personalise;
#[cfg(feature = "ssr")]
mod structured;

stylance::import_style!(style, "product.module.css");
