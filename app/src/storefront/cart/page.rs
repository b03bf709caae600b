//! The page, on the server.

use domain::cart::view::CartView;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use ui::PAGE;

use super::{Cart, api, style};
use crate::{
    state::Sent,
    storefront::{
        frame::FetchAhead,
        page::{came_back, page_of},
    },
};

/// The page.
#[component]
pub fn CartPage() -> impl IntoView {
    let came_back = came_back();
    page_of(api::read_cart(), move |cart| page(cart, came_back))
}

fn page(cart: CartView, came_back: bool) -> AnyView {
    view! {
        <Title text="Your bag" />
        <Meta name="robots" content="noindex" />
        <FetchAhead island="cart" />
        <main id="main" class=PAGE>
            <h1 class=style::title>"Your bag"</h1>
            <Cart cart=Sent(cart) came_back />
        </main>
    }
    .into_any()
}
