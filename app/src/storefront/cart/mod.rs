//! The cart's page: what one means to buy, and what it will cost with everything.

pub mod api;
mod change;
mod line;
mod sums;

use domain::cart::view::CartView;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;
use ui::{ButtonKind, LinkButton, Notice, NoticeKind, PAGE};

pub use self::sums::totals_table;
use self::{change::CartChange, line::Line, sums::Sums};
use super::not_found::ErrorPage;
use crate::{data::cart_data, state::ShopState};

stylance::import_style!(style, "cart.module.css");

/// The page.
#[component]
pub fn CartPage() -> impl IntoView {
    let cart = cart_data(api::read_cart);
    view! {
        <Title text="Your bag" />
        <Meta name="robots" content="noindex" />
        <Suspense>
            {move || Suspend::new(async move {
                match cart.await {
                    Ok(cart) => view! { <Cart cart /> }.into_any(),
                    Err(error) => view! { <ErrorPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Cart(cart: CartView) -> impl IntoView {
    ShopState::of_page().take_cart(&cart);
    let change = CartChange::of(cart);
    let is_empty = Memo::new(move |_| change.cart.with(CartView::is_empty));
    let came_back = use_query_map().with_untracked(|query| query.get_str("problem").is_some());
    if came_back {
        change.problem.set(Some("That could not be changed. Here is how your bag stands now.".to_owned()));
    }
    view! {
        <main id="main" class=PAGE>
            <h1 class=style::title>"Your bag"</h1>
            {move || change.problem.get().map(|words| view! { <Notice kind=NoticeKind::Bad>{words}</Notice> })}
            {move || if is_empty.get() { empty() } else { full(change) }}
        </main>
    }
    .into_any()
}

fn full(change: CartChange) -> AnyView {
    view! {
        <div class=style::cart>
            <ul class=style::lines aria-label="In your bag">
                {move || change.cart.get().lines.into_iter().map(|line| view! { <Line line change /> }).collect_view()}
            </ul>
            <Sums change />
        </div>
    }
    .into_any()
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
