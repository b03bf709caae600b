//! What the shop says in other languages: a product's texts beside their source, and what is still to be said.

pub mod api;
pub mod languages;
pub mod page;
mod things;
mod words;

stylance::import_style!(style, "texts.module.css");

use domain::kernel::Language;
use leptos_router::params::ParamsMap;

/// The language in the address.
fn language_of(address: &ParamsMap) -> Option<Language> {
    address.get_str("language").and_then(Language::parse)
}
