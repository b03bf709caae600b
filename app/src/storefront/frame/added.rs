//! What was just added to the bag, and both next steps.

use domain::cart::view::CartLineView;
use leptos::{ev, prelude::*};
use ui::{ButtonKind, Icon, IconName, LinkButton};

use super::style;
use crate::{
    state::{JustAdded, ShopState},
    storefront::parts::PictureView,
};

/// A panel at the upper right (on a phone below); it goes when one goes on.
#[island]
pub fn JustAddedPanel() -> impl IntoView {
    let added = ShopState::of_page().just_added;
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            added.set(None);
        }
    });
    on_cleanup(move || escape.remove());
    view! {
        <div role="status">
            {move || added.get().map(|JustAdded { line, cart }| view! {
                <section class=style::added aria-label="Added to your bag">
                    <p class=style::added_head>
                        <Icon name=IconName::Check /> "In your bag"
                        <button type="button" aria-label="Close" on:click=move |_| added.set(None)>
                            <Icon name=IconName::Close />
                        </button>
                    </p>
                    <div class=style::added_line>
                        // Its column stays when there is no picture: name and price keep their places.
                        <span>
                            {line
                                .picture
                                .clone()
                                .map(|picture| view! { <PictureView picture sizes="72px" decorative=true /> })}
                        </span>
                        <p>
                            <strong>{line.title.clone()}</strong>
                            <span>{line.variant_title.clone()}</span>
                            {line.answers.iter().map(|answer| view! { <span>{answer.told()}</span> }).collect_view()}
                            <span>{in_bag(&line)}</span>
                        </p>
                        <strong>{line.line_total.to_string()}</strong>
                    </div>
                    <div class=style::added_ways on:click=move |_| added.set(None)>
                        <LinkButton href="/checkout">{format!("Go to checkout · {}", cart.totals.shown().goods)}</LinkButton>
                        <LinkButton href="/cart" kind=ButtonKind::Quiet>"See bag"</LinkButton>
                    </div>
                </section>
            })}
        </div>
    }
    .into_any()
}

/// How many are in the bag, and whether those are all that there are.
fn in_bag(line: &CartLineView) -> String {
    let count = line.quantity.get();
    match line.all_that_are_left() {
        Some(left) => format!("Only {left} left, {count} in your bag"),
        None => format!("{count} in your bag"),
    }
}
