//! The page, on the server.

use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use ui::LinkButton;

use super::{
    Checkout,
    api::{self, CheckoutData},
    lines::Lines,
    style,
};
use crate::{
    state::Sent,
    storefront::{
        frame::FetchAhead,
        page::{came_back, page_of},
    },
};

/// The page.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let came_back = came_back();
    page_of(api::read_checkout(), move |data| page(data, came_back))
}

fn page(CheckoutData { shop_name, view }: CheckoutData, came_back: bool) -> AnyView {
    let content = match view {
        Some(view) if !view.cart.is_empty() => view! {
            <Checkout shop_name start=Sent(view.start()) came_back>
                <Lines lines=view.cart.lines />
            </Checkout>
        }
        .into_any(),
        _ => empty(),
    };
    view! {
        <Title text="Checkout" />
        <Meta name="robots" content="noindex" />
        <FetchAhead island="checkout" />
        {content}
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <main id="main" class=style::empty>
            <h1>"There is nothing to order"</h1>
            <p>"Your bag is empty. If you have just ordered, the confirmation is in your mail."</p>
            <LinkButton href="/">"Go to the shop"</LinkButton>
        </main>
    }
    .into_any()
}
