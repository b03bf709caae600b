//! The frame around the storefront's pages: announcement, menu, search, cart, foot, and what was just added.

mod added;
#[cfg(feature = "ssr")]
mod ahead;
pub mod api;
mod bag;
#[cfg(feature = "ssr")]
mod currencies;
#[cfg(feature = "ssr")]
mod foot;
#[cfg(feature = "ssr")]
mod head;
#[cfg(feature = "ssr")]
mod languages;
mod look;
mod mark;
mod message;
#[cfg(feature = "ssr")]
pub mod page;
mod search_field;

#[cfg(feature = "ssr")]
pub use ahead::FetchAhead;
pub use mark::Mark;
#[cfg(feature = "ssr")]
pub use {message::MessageBar, search_field::SearchField};

stylance::import_style!(style, "frame.module.css");
