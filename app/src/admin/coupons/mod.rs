//! Coupons: codes that take something off. The list with a sheet for a new one, and a page for each.

pub mod api;
mod fields;
mod form;
pub mod page;

pub use form::CouponPage;

stylance::import_style!(style, "coupons.module.css");
