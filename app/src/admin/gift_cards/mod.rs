//! All gift cards: what they hold, to whom they went, and a way to put one out of use.

pub mod api;
pub mod page;

stylance::import_style!(style, "gift_cards.module.css");
