//! Accounts of customers: opened by a proven mail address, signed in to by mailed links or a password, with addresses and orders.
//!
//! Not here: who works in the admin (account), cookies and pages (app), what an order of a customer is (order). A customer without an
//! account is a row that orders and imports hang on.
//! Invariants: an account opens only by a link that was mailed to its address, and such a link works once, for an hour, and only while
//! the customer has that address; of every secret only its SHA-256 is stored; every sign-in makes a new session, and signing out, a new
//! password, a new address and deletion end the old ones; what is asked for an address is answered alike whether or not it is known;
//! an address is read and changed only together with its owner.

pub mod address;
pub mod admin;
pub mod data;
mod erase;
mod error;
pub mod job;
pub mod link;
pub mod mail;
pub mod read;
mod row;
pub mod sql;
mod token;
pub mod write;

pub use erase::delete_own;
pub use error::CustomerError;
pub use read::LIFETIME as SESSION_LIFETIME;
pub use token::{CustomerToken, LinkToken};
