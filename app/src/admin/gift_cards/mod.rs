//! Gift cards and store credit: what they hold, to whom they went, what happened to each, and ways to give, change and stop one.

pub mod api;
mod card;
mod credit;
pub mod page;

use domain::gift_card::view::GiftCardRow;
use leptos::prelude::*;

pub use card::GiftCardPage;
pub use credit::address as credit_address;

use super::parts::badge::{Badge, Tone};

stylance::import_style!(style, "gift_cards.module.css");

/// Where a card stands at this moment.
fn badge(card: &GiftCardRow, now: domain::kernel::Timestamp) -> impl IntoView + use<> {
    let (tone, label) = if !card.is_active {
        (Tone::Bad, "Out of use")
    } else if card.expires_at.is_some_and(|end| end <= now) {
        (Tone::Neutral, "Expired")
    } else if card.balance.minor == 0 {
        (Tone::Neutral, "Spent")
    } else {
        (Tone::Good, "In use")
    };
    view! { <Badge tone label /> }
}
