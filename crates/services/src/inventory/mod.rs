//! Moving stock between free, held and gone; showing what moved and what is low; counting what is there.
//!
//! Not here: setting stock by hand (catalog), buying it (purchase). Every function runs inside the caller's transaction, touches rows sorted by
//! variant, and writes the ledger. A reservation leaves "held" by one statement that tells who did it, so that payment and
//! sweeper cannot both win.

pub(crate) mod adjust;
pub mod admin;
pub mod admin_sql;
pub mod count;
mod error;
pub(crate) mod row;
pub(crate) mod shelf;
pub mod sql;
pub(crate) mod write;

pub use error::InventoryError;
