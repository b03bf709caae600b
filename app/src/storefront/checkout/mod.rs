//! The checkout: one page, at most eight fields, nothing that leads away. Loaded by the browser only when somebody goes here.

pub mod api;
mod choices;
mod draft;
mod fields;
mod form;
mod summary;

use domain::checkout::view::CheckoutView;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use ui::LinkButton;

use self::{api::CheckoutData, draft::Draft, form::CheckoutPageForm, summary::Summary};
use super::not_found::ErrorPage;
use crate::{data::cart_data, storefront::frame::Mark};

stylance::import_style!(style, "checkout.module.css");

/// The page.
#[component]
pub fn CheckoutPage() -> impl IntoView {
    let view = cart_data(api::read_checkout);
    view! {
        <Title text="Checkout" />
        <Meta name="robots" content="noindex" />
        <Suspense>
            {move || Suspend::new(async move {
                match view.await {
                    Ok(CheckoutData { shop_name, view: Some(view) }) if !view.cart.is_empty() => page(shop_name, view),
                    Ok(_) => empty(),
                    Err(error) => view! { <ErrorPage error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn page(shop_name: String, view: CheckoutView) -> AnyView {
    let draft = Draft::of(view);
    view! {
        <div class=style::page>
            <Summary draft />
            <main id="main" class=style::main>
                <Mark name=shop_name />
                <h1 class=ui::HIDDEN>"Checkout"</h1>
                <CheckoutPageForm draft />
            </main>
        </div>
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
