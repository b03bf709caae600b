//! Locations: where goods lie. The list with a sheet for a new one, and a page for each.

pub mod api;
mod form;
pub mod page;

pub use form::LocationPage;
