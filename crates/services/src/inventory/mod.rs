//! Moving stock between free, held and gone; showing what moved and what is low; counting what is there.
//!
//! Not here: setting stock by hand (catalog), buying it (purchase). Every function runs inside the caller's transaction, touches rows sorted by
//! variant, and writes the ledger. A reservation leaves "held" by one statement that tells who did it, so that payment and
//! sweeper cannot both win. Whoever lets goods become free gives them to those who wait for them, in the same transaction.

pub(crate) mod adjust;
pub mod admin;
pub mod admin_sql;
pub mod count;
pub(crate) mod cover;
mod error;
pub mod location;
pub mod owed;
pub(crate) mod row;
pub(crate) mod shelf;
pub mod sql;
mod take;
pub(crate) mod write;

pub use error::InventoryError;
