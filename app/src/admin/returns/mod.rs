//! Every return by its state. What is done with one is done on the page of its order.

pub mod api;
pub mod page;

stylance::import_style!(style, "returns.module.css");
