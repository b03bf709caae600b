//! Many products changed at once: the grid's save, and rules for a selection or a whole view, both with a way back.
//!
//! Not here: what a rule does to a product, and what a cell may hold (domain). Invariants: a value is written only where the old
//! one still stands; every value that was written is in the record of its change, in the same transaction; taking a change back
//! restores only what nobody has changed since, and tells what stays; stock is moved by the difference.

mod columns;
mod error;
mod grid;
mod read;
mod show;
pub mod sql;
mod task;
mod title;
mod undo;
mod versions;
mod write;

pub use error::BulkError;
pub use grid::{MOST_GRID_ROWS, grid, save};
pub use read::{rule_choices, targets};
pub use task::{list, preview, start, view, work};
pub use undo::undo;
