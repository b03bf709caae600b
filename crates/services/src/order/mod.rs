//! Orders as the shop keeps them: reading them, the order desk, calling them off.
//!
//! Not here: how an order comes into being (checkout), its money (payment), its parcels (fulfilment).
//! Invariants: an order's lines, address and sums change only by [`edit`], before it is sent; its row changes only with the version that was seen; every
//! change adds to the history. They stand as SQL in [`crate::maintenance::invariant`].

pub mod admin;
pub(crate) mod cancel;
pub mod edit;
mod error;
pub(crate) mod event;
pub mod find;
pub mod job;
pub mod mail;
mod mail_row;
mod numbers;
pub(crate) mod patience;
pub(crate) mod promise;
pub mod read;
mod row;
pub(crate) mod source;
pub mod sql;
mod token;

pub(crate) use cancel::cancel_payments;
pub use error::OrderError;
pub(crate) use numbers::Held;
pub use numbers::Numbers;
pub use token::OrderToken;

/// The series of order numbers.
pub const SERIES: &str = "order";
/// The first number of that series.
pub const FIRST_NUMBER: i64 = 1001;
