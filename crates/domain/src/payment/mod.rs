//! The money for an order.
//!
//! Not here: the providers (adapters) and what a payment means for the order (order). A payment changes only by what its
//! provider says, never by what a browser says.

pub mod discrepancy;
mod state;
pub mod view;

pub use state::{Observed, PaymentMethod, PaymentState, Step, apply};
