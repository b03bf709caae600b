//! The page behind the link of an offer: what is offered and what it costs, the fields that are missing, and one button. It is made by
//! the server alone, and works without a script.

pub mod api;
#[cfg(feature = "ssr")]
mod fields;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
mod summary;

#[cfg(feature = "ssr")]
stylance::import_style!(style, "draft.module.css");
