//! The gift cards that were bought. Their codes are in the mails alone.

use domain::gift_card::view::IssuedCard;
use leptos::prelude::*;

use super::style;

/// The cards; nothing without any.
#[component]
pub fn Cards(cards: Vec<IssuedCard>) -> impl IntoView {
    (!cards.is_empty()).then(|| {
        let count = cards.len();
        let cards = cards
            .into_iter()
            .map(|card| {
                view! {
                    <li>
                        <p>
                            <strong>{format!("{} · … {}", card.amount, card.last_four)}</strong>
                            <small>{format!("The code was sent to {}", card.sent_to)}</small>
                        </p>
                    </li>
                }
            })
            .collect_view();
        view! {
            <section class=style::files aria-labelledby="cards">
                <h2 id="cards">{if count == 1 { "Your gift card" } else { "Your gift cards" }}</h2>
                <ul>{cards}</ul>
                <p>"Has the mail not come? Write to us, and we send it again."</p>
            </section>
        }
    })
}
