//! Money that goes back: how much of which line, of the delivery, and of the tax in them.
//!
//! Not here: giving it back (services). Invariants: what goes back of a line, of the delivery, of a rate of tax and of a payment is
//! never more than was paid; once everything went back, every one of them is at nothing, to the cent.
//!
//! Each means gets back at most what it paid: first what was paid in money, to where it came from, then the gift cards, the last that
//! paid first. A card that cannot be spent any more gets nothing: its part becomes store credit of the order's address.

mod form;
mod plan;
mod state;
pub mod view;

pub use form::{RefundForm, RefundFormLine};
pub use plan::{
    FirstItems, PlannedLine, RefundError, RefundPlan, RefundWays, RefundWish, Refundable, RefundableCard,
    RefundableLine,
};
pub use state::RefundState;
