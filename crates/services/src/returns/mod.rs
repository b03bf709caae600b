//! Returns and withdrawals: asking for them, deciding, inspecting, and the mails that tell of each step.
//!
//! Not here: what can be returned and until when (domain), and the way of the money (refund). Invariants: who changes a return holds the
//! row of its order, so that of two tabs one waits and then sees what the other did; the same form is the same return; a return moves by a
//! guarded statement; what is paid back for it is agreed in the transaction that closes it, and its items return to the shelf with that
//! refund or, where they were worth nothing, in that very transaction; while a withdrawal from items that were not sent is open, the
//! order is not sent.

mod decide;
mod error;
mod inspect;
pub(crate) mod load;
pub(crate) mod mail;
pub mod read;
mod request;
mod row;
pub mod sql;

use domain::kernel::{OrderId, RefundId, Timestamp};

pub use decide::{approve, call_off, receive, refuse};
pub use error::ReturnFailure;
pub use inspect::inspect;
pub use request::request;

use crate::db::{DatabaseError, Transaction};

/// Whether a withdrawal from items that were not sent keeps an order from being sent.
pub(crate) async fn holds(tx: &mut Transaction, order: OrderId) -> Result<bool, DatabaseError> {
    Ok(sqlx::query(sql::HOLDS).bind(order.0).fetch_optional(tx.connection()).await?.is_some())
}

/// Ends the returns that are open with their order, whose refund is theirs.
pub(crate) async fn close_with_order(
    tx: &mut Transaction,
    order: OrderId,
    refund: Option<RefundId>,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let refund = refund.map(|refund| refund.0);
    sqlx::query(sql::CLOSE_OPEN).bind(order.0).bind(refund).bind(now.0).execute(tx.connection()).await?;
    Ok(())
}
