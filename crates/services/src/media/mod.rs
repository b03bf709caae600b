//! The media library: every picture once, under the address of its content.
//!
//! Not here: decoding and resizing (the images port), where files lie (the files port). Invariants: the files are kept before
//! the row that names them; the same content is the same picture; what is served was re-encoded and holds no metadata; an
//! image that a page shows is never removed, one that an order shows never deleted.

pub mod change;
mod error;
pub mod job;
pub mod read;
pub mod sql;
pub mod write;

pub use error::MediaError;
