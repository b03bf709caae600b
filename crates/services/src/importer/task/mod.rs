//! Imports in the browser: the files are kept, read without changing anything, imported in the background, and undone. Those from
//! the command line are remembered beside them, so that they can be undone too.
//!
//! Not here: reading and writing (the rest of this room). Invariants: whatever is busy is held by a lease and goes on after a
//! crash; nothing is imported that was not checked first; the files lie in the data directory under names of our own.

mod columns;
mod direct;
mod error;
pub mod failed;
mod preview;
pub mod read;
pub mod sql;
mod work;
pub mod write;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use direct::import;
pub use error::TaskError;
pub use work::{undo_last, work};

use crate::Shop;

/// A file of an import: what it was called, and what it is called here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// The name that it was uploaded with.
    pub name: String,
    /// The name in the directory of imports.
    pub key: String,
}

/// Where the files of imports lie.
#[must_use]
pub fn directory(shop: &Shop) -> PathBuf {
    shop.settings.data_dir.join("imports")
}
