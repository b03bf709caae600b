//! The money for orders: beginning payments and confirming them.
//!
//! Not here: how a provider works (adapters), what an observation means (domain).
//! Invariants: a payment changes only by what its provider says when it is asked, in one function that the webhook, the
//! browser's return and the reconciler share; hearing a thing twice is hearing it once; no provider is called while a
//! transaction is open; an answer that never came is "unknown", not "failed".

pub(crate) mod call_off;
mod error;
mod insert;
pub mod job;
pub(crate) mod offer;
mod settle;
pub mod sql;
pub mod start;
mod subject;
pub mod webhook;
pub mod write;

pub use call_off::PageHandler;
pub use error::PaymentError;
pub(crate) use insert::{NewPayment, insert};
pub(crate) use settle::settle_nothing;
pub(crate) use start::PATIENCE;
