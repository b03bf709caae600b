//! Buying of suppliers: drafts, orders, and what came of them.
//!
//! Not here: which step may follow which, and the arithmetic of costs (domain). Invariants: a receipt is one transaction under the key of
//! its form, so that what is sent twice comes once; it writes the movements of the stock and the average of what they cost; what a line
//! has received is the sum of its receipts. They stand as SQL in [`crate::maintenance::invariant`].

mod cost;
mod error;
pub mod read;
pub mod receive;
pub mod sql;
mod step;
pub mod supplier;
pub mod write;

pub use error::PurchaseError;
pub use step::{cancel, close, order};

/// The series of their numbers, and its first.
const SERIES: &str = "purchase";
const FIRST_NUMBER: i64 = 1_001;
