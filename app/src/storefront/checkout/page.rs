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
        frame::{FetchAhead, Mark},
        page::{came_back, page_of},
    },
};

/// The page.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let came_back = came_back();
    page_of(api::read_checkout(), move |data| page(data, came_back))
}

fn page(CheckoutData { shop_name, view, order }: CheckoutData, came_back: bool) -> AnyView {
    let content = match view {
        Some(view) if !view.cart.is_empty() => view! {
            <Checkout shop_name start=Sent(view.start()) came_back>
                <Lines lines=view.cart.lines />
            </Checkout>
        }
        .into_any(),
        _ => empty(&shop_name, order),
    };
    view! {
        <Title text="Checkout" />
        <Meta name="robots" content="noindex" />
        <FetchAhead island="checkout" />
        {content}
    }
    .into_any()
}

fn empty(shop_name: &str, order: Option<String>) -> AnyView {
    let (words, way) = match order {
        Some(path) => {
            ("What was in your bag is ordered.", view! { <LinkButton href=path>"See your order"</LinkButton> })
        }
        None => ("Your bag is empty.", view! { <LinkButton href="/".to_owned()>"Go to the shop"</LinkButton> }),
    };
    view! {
        <main id="main" class=style::empty>
            <Mark name=shop_name.to_owned() />
            <h1>"There is nothing to order"</h1>
            <p>{words}</p>
            {way}
        </main>
    }
    .into_any()
}
