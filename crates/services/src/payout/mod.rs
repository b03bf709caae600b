//! Money that payment providers paid out: their reports, beside the payments and refunds of the shop, and in the books.
//!
//! Not here: reading a report's lines (domain). Invariants: a report is taken as a whole or not at all; a payout is taken once, by the
//! provider's name for it, and its fees and what the bank got are posted once, in the transaction that takes it; a payment or refund
//! belongs to one line at most.

mod error;
mod find;
pub mod read;
pub mod sql;
pub mod write;

pub use error::PayoutError;
