//! The books of the shop: every movement of money is one balanced transaction, written together with what moved it.
//!
//! Not here: what a posting consists of (domain). Invariants: an event is posted once; rows are added and never changed (triggers of
//! both databases refuse it); corrections are postings of their own. They stand as SQL in
//! [`crate::maintenance::invariant`].

pub mod job;
pub(crate) mod payout;
pub mod sql;
mod write;

pub(crate) use write::{
    Moved, card_moved, credit_given, edited, gone_back, order_cancelled, paid, part_claimed, part_released, sold,
    unearned,
};
