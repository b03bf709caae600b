//! Who works in the admin, and what they may do.
//!
//! Not here: shoppers (customer). A right is asked for where it is used, and the answer is an error that stops.

mod permission;
pub mod view;

pub use permission::{Permission, Role};
