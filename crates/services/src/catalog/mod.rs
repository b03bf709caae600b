//! The catalogue: what shoppers see of it, and how the manager changes it.
//!
//! Reading for shoppers comes from memory ([`shelf`]); only a product's page asks the database, once, and is then kept until
//! the product changes. Not here: carts and orders, what an import file looks like, how pictures are made (media).
//!
//! Invariants: shoppers see published products only, and of those only active variants; HTML was sanitised before it was
//! written; an old slug leads to its product for ever; every write refreshes the shelf after its commit and leaves a row in
//! the outbox for the search index.
//!
//! The manager's list of products is found in memory too ([`register`]).
//!
//! In the database, `product.options` is JSON of `Vec<OptionView>` and `variant.choice` JSON of `Vec<usize>`: for each option
//! the index of its value.

pub mod admin;
pub mod bulk;
mod error;
pub mod feed;
pub(crate) mod fields;
pub mod history;
pub mod html;
pub mod job;
mod matching;
mod page;
mod ranking;
pub mod read;
mod register;
pub(crate) mod row;
pub mod shelf;
pub mod sitemap;
pub mod sql;
pub(crate) mod supply;
pub mod texts;
pub mod video;

pub use error::CatalogError;
