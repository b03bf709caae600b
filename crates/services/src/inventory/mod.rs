//! Moving stock between free, held and gone.
//!
//! Not here: setting stock by hand (catalog). Every function runs inside the caller's transaction, touches rows sorted by
//! variant, and writes the ledger. A reservation leaves "held" by one statement that tells who did it, so that payment and
//! sweeper cannot both win.

pub(crate) mod shelf;
pub mod sql;
pub(crate) mod write;
