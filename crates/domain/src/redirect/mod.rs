//! Addresses that lead elsewhere: what an old address is, and how it is written.
//!
//! Not here: where the addresses of products and categories led before (they know it themselves, services). Invariants: both ends
//! are paths of this shop, never of another host.

mod path;
pub mod view;

pub use path::{NotAPath, OldAddress, from_typed, is_path};
