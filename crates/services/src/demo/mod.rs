//! Fills an empty shop with a whole one at once: categories, products, stock, customers, and orders that have happened.
//!
//! What it is: a bulk writer, many rows a statement and many products a transaction. What it is not: the demo shop's content
//! (the crate `demo`) and its pictures (media). It takes neutral [`input`] and knows no brand.
//!
//! Invariants: it writes into an empty shop only; what it writes obeys the rules that every other room keeps (`on_hand` is
//! the sum of all movements, `reserved` of all held reservations, totals come from the pricing pipeline); a seeding that was
//! cut off is removed before the next one begins, and a finished one says which seed it had.

mod catalogue;
mod clear;
mod error;
mod history;
pub mod input;
mod order_rows;
mod rows;
pub mod sql;
mod start;

pub use catalogue::{write_catalogue, write_synonyms};
pub use error::DemoError;
pub use history::{Outflow, Sold, write_history};
pub use start::{Shelves, begin, finish, known_picture};
