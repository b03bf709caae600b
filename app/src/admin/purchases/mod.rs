//! Purchase orders: the list, and a page on which one is written, ordered and received.

pub mod api;
mod draft;
pub mod page;
mod receive;
mod sheet;

pub use sheet::PurchasePage;

stylance::import_style!(style, "purchases.module.css");
