//! Offers that the shop writes for a customer, who orders and pays by a link.
//!
//! Not here: what is typed and where a draft stands (domain), and how an order is placed (checkout). A draft has a cart of its own, whose
//! secret is made from the shop's and never leaves the house, so that its page is priced, kept and ordered by the same code as every
//! other cart. Invariants: a draft is ordered when its cart is, and that is once; only the last link opens it, and the database knows only
//! its SHA-256; whoever changes a draft holds its cart first, then its row, and wins only with the version that was seen.

mod error;
pub mod job;
mod link;
pub mod mail;
pub mod offer;
mod person;
mod plan;
pub mod read;
mod row;
mod seen;
pub mod sql;
pub mod write;

pub use error::DraftError;
pub use link::LinkToken;
pub(crate) use person::of_customer;
pub use seen::Seen;
pub(crate) use seen::hold;
