//! Keeping carts.
//!
//! Not here: stock and order. A cart promises nothing: it is priced anew each time it is read. Who has the token has the
//! cart; the database knows only the token's SHA-256. A cart that was ordered is never changed again: the next thing that is
//! added begins a new one.

pub mod attached;
mod error;
mod line;
mod part;
pub mod read;
pub mod sql;
mod token;
pub mod write;

pub use error::CartError;
pub(crate) use line::{StoredLine, answers, longest, picture};
pub(crate) use part::StoredPart;
pub use token::CartToken;
