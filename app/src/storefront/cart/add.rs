//! Putting something into the bag.

use domain::catalog::view::{StockView, VariantView};
use leptos::prelude::*;
use ui::{Button, Stepper};

use super::{api, style};
use crate::{
    error::AppError,
    state::{JustAdded, ShopState},
};

/// As many as can be had of a variant.
fn most(stock: StockView) -> i64 {
    match stock {
        StockView::InStock => domain::kernel::Quantity::MOST,
        StockView::Low(left) => left,
        StockView::SoldOut => 0,
    }
}

/// Quantity and button. Without JavaScript the form leads to the bag; with it one stays here and sees what was added.
#[component]
pub fn AddToCartForm(
    /// What is chosen.
    variant: Memo<Option<VariantView>>,
) -> impl IntoView {
    let state = ShopState::of_page();
    let quantity = RwSignal::new(1_i64);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<AppError>);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(variant) = variant.get_untracked() else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            match api::add(variant.sku.clone(), quantity.get_untracked()).await {
                Ok(cart) => {
                    problem.set(None);
                    state.take_cart(&cart);
                    let line = cart.lines.iter().find(|line| line.sku == variant.sku).cloned();
                    state.just_added.set(line.map(|line| JustAdded { line, cart }));
                }
                Err(error) => problem.set(Some(error)),
            }
            busy.set(false);
        });
    };
    view! {
        <form class=style::add method="post" action="/api/cart/add" on:submit=send>
            {move || {
                let Some(variant) = variant.get() else {
                    return ().into_any();
                };
                let most = most(variant.stock);
                if most == 0 {
                    return view! { <Button wide=true disabled=true>"Sold out"</Button> }.into_any();
                }
                view! {
                    <input type="hidden" name="sku" value=variant.sku />
                    <Stepper name="quantity" label="Quantity" value=quantity most />
                    <Button wide=true disabled=busy>"Add to bag"</Button>
                }
                .into_any()
            }}
        </form>
        {move || problem.get().map(|problem| view! { <p class=style::problem role="alert">{problem.to_string()}</p> })}
    }
    .into_any()
}
