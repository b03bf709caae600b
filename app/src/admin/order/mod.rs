//! One order: what to send, the money, what happened, and who it is for.

mod actions;
pub mod api;
mod customer;
mod difference;
mod documents;
mod downloads;
pub mod edit;
mod goods;
mod inspect;
pub mod page;
mod refund;
mod refunds;
mod returns;
mod sums;
mod timeline;

stylance::import_style!(style, "order.module.css");
