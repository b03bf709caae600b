//! How words find products: words as they are compared, words that mean the same, and what the manager wants a search to show.
//!
//! Not here: the index itself (adapters), what is remembered of searches (services).

mod rule;
mod synonym;
mod term;
pub mod view;
mod word;

pub use rule::{Action, TermRules};
pub use synonym::{Synonyms, phrases};
pub use term::{key, noted_as};
pub use word::{compact, surfaces, words};
