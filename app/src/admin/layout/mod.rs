//! The frame around every page of the admin: side bar, palette, keys, messages.
//!
//! Not here: what the pages show. The frame asks once a second, while somebody looks, whether anything happened to an order,
//! and tells the pages through [`AdminState`].

pub mod api;
mod frame;
mod help;
mod keys;
mod palette;
mod person;
mod pulse;
mod sheet;
pub mod state;
mod toast;

pub use frame::Frame;
pub use sheet::Sheet;
pub use state::AdminState;

stylance::import_style!(style, "layout.module.css");
