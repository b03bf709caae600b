//! Giving money back: agreeing on it, asking the provider, writing down what it answered.
//!
//! Not here: the arithmetic (domain), how a provider gives back (adapters). Invariants: what is on its way is taken off the payment by
//! a guarded statement before anybody is asked; no provider is called while a transaction is open; it is asked again under the same
//! key until it answers; what was paid by transfer is sent by a person, who says so.

mod cards;
mod deliver;
mod difference;
mod error;
mod load;
pub(crate) mod read;
pub(crate) mod returned;
mod row;
mod settle;
pub mod sql;
mod stock;
pub mod write;

pub use deliver::RefundHandler;
pub use difference::give_difference_again;
pub(crate) use difference::{WaysBack, give_back_difference, ways_back};
pub use error::RefundFailure;
pub(crate) use row::by_hand;
pub use settle::sent_by_hand;
