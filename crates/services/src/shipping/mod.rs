//! The shop's table of delivery: kept, edited, and in memory for whoever asks what delivery costs.
//!
//! Not here: the rules (domain), what an order chose (checkout). Invariants: no request of a shopper reads these tables; every
//! change of any part counts the revision of the whole, in its transaction, and orders keep the revision that they were priced by;
//! a change of something that somebody else has changed meanwhile is refused; no two zones are equally close to a place.

mod bind;
mod error;
pub mod job;
pub mod read;
mod row;
pub mod sql;
mod terms;
pub mod write;

pub use error::ShippingError;
pub use terms::ShippingTerms;
