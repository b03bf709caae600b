//! Changing an order before any of it is sent: what is in it, where it goes, how it is delivered. The page says what it comes to while one
//! types, and sends the sum that was seen with the change.

pub mod api;
mod fields;
mod outcome;
pub mod page;

stylance::import_style!(style, "edit.module.css");
