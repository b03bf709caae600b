//! Where money and orders do not agree, each with what to do about it.

pub mod api;
pub mod page;

stylance::import_style!(style, "reconcile.module.css");
