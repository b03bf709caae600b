//! The currencies that the shop sells in beside its own: kept, edited, and in memory for whoever prices something.
//!
//! Not here: what an amount becomes (domain), the sums (pricing). Invariants: no request of a shopper reads these tables but for the own
//! prices of what it looks at; every change of a currency counts the revision of the whole, in its transaction, and writes down the rate
//! that it had; an order keeps the rate that it was priced by, and a currency that orders use is closed, never deleted.

mod error;
pub mod job;
pub(crate) mod order;
pub(crate) mod own;
pub mod prices;
pub mod read;
mod row;
pub mod sql;
pub mod write;

pub use error::CurrencyError;
pub use read::wanted;
