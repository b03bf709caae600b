//! Old addresses: of products and categories whose slug changed, of another shop that moved in here, and of the manager's making.
//!
//! Not here: answering a request (server), what a path is (domain). Invariants: both ends are paths of this shop; a page that is
//! there is never redirected, because only what nothing else answers is looked for; no redirect leads to another.

pub mod error;
pub mod job;
pub mod read;
pub mod sql;
pub mod write;

pub use error::RedirectError;
