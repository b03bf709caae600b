//! Delivering effects: mails, the search index, whatever lies outside.
//!
//! Not here: adding them (`db::outbox`, in the transaction of their cause) and what they mean (each room's handler).
//! Invariants: at least once, under the same id each time; a kind that cannot be delivered holds up no other kind; what cannot
//! be delivered at all is kept as a dead letter with its reason.

pub mod sql;
mod worker;

pub use worker::{Counts, DeliveryError, Handler, Handlers, counts, forget_done, run, run_once};
