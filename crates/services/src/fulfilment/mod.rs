//! Bringing orders to their shoppers: in parcels, and as files.
//!
//! Not here: carriers and labels. An order can be sent when it is paid and nobody needs to look at it first.

pub mod download;
pub(crate) mod immaterial;
pub mod sql;
pub mod write;
