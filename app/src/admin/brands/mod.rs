//! Brands: who makes what is sold under a name, as the law on product safety asks.

pub mod api;
mod form;
pub mod page;

pub use form::BrandPage;
