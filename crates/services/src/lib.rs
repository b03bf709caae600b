//! What the shop does: its use cases, and all of its SQL.
//!
//! What this crate is not: it decides no rule (domain), talks to nothing outside but through its ports (port), and knows no
//! HTTP and no HTML. A use case takes the [`Shop`], asks the domain, and changes the database in one transaction.

pub mod account;
pub mod catalog;
pub mod db;
pub mod demo;
pub mod media;
pub mod port;
pub mod setting;
mod shop;
#[cfg(feature = "testing")]
pub mod testing;

pub use shop::Shop;

/// Every statement of every room, by name: a test prepares each of them on both databases.
#[must_use]
pub fn every_statement() -> Vec<(&'static str, &'static str)> {
    [
        db::outbox::ALL,
        db::audit::ALL,
        account::sql::ALL,
        catalog::sql::ALL,
        catalog::admin::sql::ALL,
        demo::sql::ALL,
        media::sql::ALL,
    ]
    .concat()
}
