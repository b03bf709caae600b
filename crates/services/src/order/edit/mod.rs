//! Changing an order before any of it is sent: its lines, its address, its delivery.
//!
//! Not here: what a change is and what it costs (domain), the money that comes or goes because of it (payment, refund), its documents
//! (document). Invariants: a change is one transaction under the version that was seen, and the total that was shown is compared, never
//! used; the stock is taken and given back by guarded statements; what was agreed about a line stays, its price and its reduction, and a
//! discount code stays used; a payment that is open about the old sum is called off in the same transaction, and one that comes for it all
//! the same is kept in sight; an order of which a difference is awaited is not sent.

mod demand;
mod difference;
mod plan;
mod read;
mod rewrite;
pub mod sql;
mod standing;
mod told;
mod write;

pub(crate) use difference::waive;
pub use difference::{received, take_back};
pub(crate) use read::variants_sold;
pub use read::{currency, preview, variants};
pub(crate) use standing::{Addition, addition};
pub use write::apply;
