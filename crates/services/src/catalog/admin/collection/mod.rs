//! Collections: products put together by hand or by a rule.
//!
//! Not here: what a rule means (domain), who is in which collection (the shelf works it out for what is published).
//! Invariants: an old address leads to its collection; every change shows on the shelf at once.

mod read;
pub mod sql;
mod write;

pub(super) use read::rule;
pub use read::{list, matches, sheet};
pub use write::{create, remove, save};
