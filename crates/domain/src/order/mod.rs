//! What was agreed with a shopper: frozen lines, address and sums, and its history.
//!
//! Not here: the money (payment) and the parcels (fulfilment). What the order as a whole is like is derived from them.

pub mod edit;
mod figures;
mod number;
mod reduction;
mod state;
mod tab;
pub mod view;

pub use number::OrderNumber;
pub use reduction::LineReduction;
pub use state::{OrderEvent, OrderState, TransitionError};
