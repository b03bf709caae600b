//! The page on which a cart becomes an order, and the one transaction that makes it.
//!
//! Not here: the rules of the form and of prices (domain), what happens with the money (payment).
//! Invariants: a key places at most one order, a cart too; the order is priced from the database inside the transaction and
//! never costs another sum than the shopper saw; no order stands without its stock and its payment; what was typed is kept.

mod error;
mod order;
mod place;
pub mod read;
pub mod sql;
pub mod write;

pub use error::CheckoutError;
