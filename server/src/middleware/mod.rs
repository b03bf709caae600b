//! What every request goes through, from the outside in: [`watch`] (id, address, log, panics), [`headers`], [`limit`], [`origin`],
//! [`repeated`], [`currency`], [`keep`], [`language`], [`moved`].
//!
//! Not here: who may do what. That is decided by the use case itself (`account::require`), never by a path.

pub mod compress;
pub mod currency;
pub mod headers;
pub mod keep;
pub mod language;
pub mod limit;
pub mod moved;
pub mod origin;
pub mod repeated;
pub mod watch;
