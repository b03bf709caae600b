//! Who buys: people and addresses.
//!
//! Not here: who works in the admin (account).

mod address;

pub use address::Address;
