//! The cart's page: what one means to buy, and what it will cost with everything.

pub mod api;
mod change;
mod codes;
mod line;
#[cfg(feature = "ssr")]
pub mod page;
mod sums;

use domain::{cart::view::CartView, kernel::CartLineId};
use leptos::{prelude::*, task::spawn_local};
use ui::{ButtonKind, LinkButton, Notice, NoticeKind};

use self::{change::CartChange, line::Line, sums::Sums};
pub use self::{
    codes::{applied_cards, applied_coupon, coupon_label},
    sums::{LeftToPay, totals_table},
};
use crate::state::{Sent, say_alive, when_shown_again};

stylance::import_style!(style, "cart.module.css");

/// What is in the cart.
#[island(lazy)]
pub fn Cart(
    /// The cart as it was when the page was made.
    cart: Sent<CartView>,
    /// Whether a change that was sent by the browser itself failed.
    came_back: bool,
) -> impl IntoView {
    let change = CartChange::of(cart.0);
    let is_empty = Memo::new(move |_| change.cart.with(CartView::is_empty));
    if came_back {
        change.problem.set(Some("That could not be changed. Here is how your bag stands now.".to_owned()));
    }
    Effect::new(move || {
        say_alive();
        when_shown_again(move || spawn_local(change.read_again()));
    });
    view! {
        {move || change.problem.get().map(|words| view! { <Notice kind=NoticeKind::Bad>{words}</Notice> })}
        {move || if is_empty.get() { empty() } else { full(change) }}
    }
}

fn full(change: CartChange) -> AnyView {
    let ids = move || change.cart.with(|cart| cart.lines.iter().map(|line| line.id).collect::<Vec<CartLineId>>());
    view! {
        <div class=style::cart>
            <ul class=style::lines aria-label="In your bag">
                <For each=ids key=|id| *id let:id>
                    {line_of(change, id)}
                </For>
            </ul>
            <Sums change />
        </div>
    }
    .into_any()
}

/// A line as it stands now; one that changes leaves the others alone.
fn line_of(change: CartChange, id: CartLineId) -> impl IntoView {
    let line = Memo::new(move |_| change.cart.with(|cart| cart.lines.iter().find(|line| line.id == id).cloned()));
    move || line.get().map(|line| view! { <Line line change /> })
}

fn empty() -> AnyView {
    view! {
        <div class=style::empty>
            <p>"Nothing is in it yet. What you put in stays for 60 days."</p>
            <p class=style::ways>
                <LinkButton href="/new">"See what is new"</LinkButton>
                <LinkButton href="/" kind=ButtonKind::Quiet>"Go to the shop"</LinkButton>
            </p>
        </div>
    }
    .into_any()
}
