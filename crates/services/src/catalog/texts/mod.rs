//! What the shop says in other languages than its own.
//!
//! Texts of products, categories, collections and brands lie in rows by language and field, words of options and attributes once
//! for the whole shop. What nobody said is told in the shop's own language, field by field. Not here: the words of buttons and
//! headings (app). Invariant: HTML was sanitised before it was written; only languages of the settings are written.

mod memory;
mod read;
pub(in crate::catalog) mod say;
pub mod sql;
mod thing;
mod words;
mod write;

pub use memory::Texts;
pub(in crate::catalog) use read::{category, collection, page, searched};
pub use read::{of_product, work};
pub(in crate::catalog) use thing::say as say_thing;
pub use thing::{save_thing, things};
pub use words::{attribute_words, save_words};
pub(in crate::catalog) use write::check;
pub use write::{TextsError, TextsInput, save_product};
