//! What the shop says in other languages than its own.
//!
//! Texts of products and categories lie in rows by language and field, words of options and attributes once for the whole shop.
//! What nobody said is told in the shop's own language, field by field. Not here: the words of buttons and headings (app).
//! Invariant: HTML was sanitised before it was written; only languages of the settings are written.

mod memory;
mod read;
pub(in crate::catalog) mod say;
pub mod sql;
mod write;

pub use memory::Texts;
pub use read::{categories, of_product, work};
pub(in crate::catalog) use read::{category, page, searched};
pub use write::{TextsError, TextsInput, save_category, save_product};
