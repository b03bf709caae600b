//! Sending orders.
//!
//! Not here: carriers and labels. An order can be sent when it is paid and nobody needs to look at it first.

pub mod sql;
pub mod write;
