//! Counting what is there.
//!
//! Not here: what a line of the field says (domain). Invariants: an open count changes no stock; a finished one has moved each of its lines
//! by what was counted less what was on hand when its counting began, in one transaction, so that what is sold meanwhile is not lost; a
//! scan that is sent again counts once; a count that was cancelled has changed nothing.

mod finish;
mod read;
mod scan;
pub mod sql;
mod start;

pub use finish::{cancel, finish};
pub use read::{list, sheet};
pub use scan::{leave_out, scan, take_back};
pub use start::start;
