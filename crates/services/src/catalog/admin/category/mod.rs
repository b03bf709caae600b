//! The tree of categories: made, moved, renamed, removed.
//!
//! Not here: what may stand where (domain), what shoppers find in which category (the shelf). Invariants: whoever changes the tree
//! holds all of it, so that two moves at once never close a ring; an old address leads to its category for ever, and that of a
//! category that is gone to the one above it; every change shows in menus, lists and the search at once.

mod read;
mod remove;
pub mod sql;
mod tree;
mod write;

pub use read::{list, sheet};
pub use remove::remove;
pub use write::{create, save, step};
