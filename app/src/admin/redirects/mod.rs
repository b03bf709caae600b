//! Old addresses and where they lead: those that imports brought, and those that the manager makes. Products and categories whose
//! own address changes need none: they remember it themselves.

pub mod api;
pub mod page;
mod query;
mod table;

pub use query::{RedirectTab, RedirectsQuery, refused_address};

stylance::import_style!(style, "redirects.module.css");
