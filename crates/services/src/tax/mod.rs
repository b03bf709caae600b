//! The shop's rates of tax: kept, edited, and in memory for whoever prices something.
//!
//! Not here: which rate a sale has (domain), the sums (pricing). Invariants: no request of a shopper reads these tables; every change
//! of any part counts the revision of the whole, in its transaction, and orders keep the revision that they were priced by; of rates
//! for the same class and place no two hold on one day; a rate that has begun is ended, never deleted.

mod error;
pub mod import;
pub mod job;
mod limit;
pub mod read;
mod row;
pub mod service;
pub mod sql;
pub mod vat;
pub mod write;

pub use error::TaxError;
pub(crate) use row::percent;
pub use service::TaxService;
