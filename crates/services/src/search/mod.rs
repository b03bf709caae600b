//! What the manager says of the search, and what shoppers searched for.
//!
//! Not here: the index (port), putting results together (catalog), what rules mean (domain). Invariants: a change shows with the
//! next search; of a search only its words and its day are kept, never who asked; what is kept is bounded whatever is asked.

mod error;
pub mod job;
pub mod read;
mod rulebook;
pub mod sql;
pub mod write;

pub use error::SearchRuleError;
pub use rulebook::{Book, Rulebook};
