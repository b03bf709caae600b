//! The box that stays in sight: name, price, options, quantity, button, promises.

use domain::{catalog::view::StockView, kernel::Quantity, shipping::view::Promise};
use leptos::{ev, prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use ui::{Button, Icon, IconName, Stepper};

use super::{Chosen, options::Options, style};
use crate::{
    state::{JustAdded, ShopState},
    storefront::{cart::api::add_to_cart, delivery, parts::unit_price_words},
};

/// The box.
#[component]
pub fn BuyBox(chosen: Chosen, promise: Promise) -> impl IntoView {
    let title = chosen.product.with_value(|product| product.title.clone());
    let fact = chosen.product.with_value(|product| product.fact.clone());
    let cost = delivery::cost(&promise);
    view! {
        <h1 class=style::title>{title}</h1>
        <p class=style::fact>{fact}</p>
        {move || chosen.read(|variant| {
            let former = variant.compare_at.filter(|former| former.minor > variant.price.minor);
            view! {
                <p class=style::price>
                    {former.map(|former| view! {
                        <s><span class=ui::HIDDEN>"Formerly "</span>{former.to_string()}</s>
                    })}
                    <span class=if former.is_some() { style::reduced } else { style::now }>{variant.price.to_string()}</span>
                    {variant.unit_price.as_ref().map(|unit| view! { <small>{unit_price_words(unit)}</small> })}
                </p>
            }
        })}
        <p class=style::tax>"includes VAT · " {cost}</p>
        <Options chosen />
        <AddForm chosen />
        <Promises chosen promise />
    }
    .into_any()
}

#[component]
fn AddForm(chosen: Chosen) -> impl IntoView {
    let quantity = RwSignal::new(1_i64);
    let busy = RwSignal::new(false);
    let came_back = use_query_map().with_untracked(|query| query.get_str("problem").is_some());
    let problem =
        RwSignal::new(came_back.then(|| "This could not be added. Perhaps it has just been sold.".to_owned()));
    let sku = move || chosen.read(|variant| variant.sku.clone()).unwrap_or_default();
    let sold_out = Memo::new(move |_| chosen.read(|variant| variant.stock == StockView::SoldOut).unwrap_or(true));
    let state = ShopState::of_page();
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let (sku, count) = (untrack(sku), quantity.get_untracked());
        let before = state.cart_count.get_untracked();
        state.cart_count.set(before.map(|before| before.saturating_add(count)));
        spawn_local(async move {
            match state.change(add_to_cart(sku.clone(), count)).await {
                Ok(cart) => {
                    state.take_cart(&cart);
                    let line = cart.lines.iter().find(|line| line.sku == sku).cloned();
                    state.just_added.set(line.map(|line| JustAdded { line, cart }));
                    quantity.set(1);
                }
                Err(error) => {
                    state.cart_count.set(before);
                    problem.set(Some(error.to_string()));
                }
            }
            busy.set(false);
        });
    };
    view! {
        <form class=style::add action="/api/cart/add" method="post" on:submit=add>
            <input type="hidden" name="sku" value=sku />
            <Stepper name="quantity" label="Quantity" value=quantity most=Quantity::MOST />
            <Button wide=true disabled=sold_out>{move || if sold_out.get() { "Sold out" } else { "Add to bag" }}</Button>
        </form>
        <p class=style::problem role="alert">{move || problem.get()}</p>
    }
    .into_any()
}

/// Stock, return and privacy, each in two lines.
#[component]
fn Promises(chosen: Chosen, promise: Promise) -> impl IntoView {
    let arrives = format!("Arrives {}", promise.arrives);
    let deadline = delivery::deadline(&promise);
    let stock = move || match chosen.read(|variant| variant.stock) {
        Some(StockView::InStock) => (style::good, "In stock.".to_owned()),
        Some(StockView::Low(left)) => (style::few, format!("Only {left} left.")),
        Some(StockView::SoldOut) | None => (style::few, "Sold out.".to_owned()),
    };
    let is_there = Memo::new(move |_| chosen.read(|variant| variant.stock != StockView::SoldOut).unwrap_or(false));
    view! {
        <ul class=style::promises>
            <li>
                <Icon name=IconName::Delivery />
                <p>
                    {move || {
                        let (class, words) = stock();
                        view! { <strong class=class>{words}</strong> }
                    }}
                    " "
                    {move || is_there.get().then(|| arrives.clone())}
                    <span>{move || if is_there.get() { deadline.clone() } else { "look at the other variants".to_owned() }}</span>
                </p>
            </li>
            <li>
                <Icon name=IconName::Return />
                <p>"30 days to return it" <span>"no reason needed"</span></p>
            </li>
            <li>
                <Icon name=IconName::Lock />
                <p>"No account needed" <span>"a secret link shows your order"</span></p>
            </li>
        </ul>
    }
    .into_any()
}
