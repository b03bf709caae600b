//! The first page: what needs doing, then how the shop goes.

pub mod api;
mod chart;
mod figures;
pub mod page;
mod tasks;

stylance::import_style!(style, "home.module.css");
