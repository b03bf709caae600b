//! A product's page: pictures, choice, price, promises, details.

mod api;
mod buy_box;
mod choice;
mod gallery;
mod meta;

use buy_box::BuyBox;
use gallery::Gallery;
use leptos::prelude::*;
use leptos_router::{
    components::Redirect,
    hooks::{use_params_map, use_query_map},
};
use meta::ProductMeta;
use ui::PAGE;

use self::api::{ProductAnswer, ProductData, product};
use super::{
    not_found::ErrorPage,
    parts::{Breadcrumb, TileRow},
};

stylance::import_style!(style, "product.module.css");

/// The page. Another variant is another question in the address, and asks the server nothing.
#[component]
pub fn ProductPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()));
    let page = Resource::new_blocking(move || slug.get(), product);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(ProductAnswer::Found(data)) => content(*data),
                    Ok(ProductAnswer::MovedTo(slug)) => view! { <Redirect path=format!("/products/{slug}") /> }.into_any(),
                    Err(error) => view! { <ErrorPage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn content(data: ProductData) -> AnyView {
    let pairs = use_query_map();
    let sku = Memo::new(move |_| pairs.with(|pairs| pairs.get("variant").unwrap_or_default()));
    let product = data.product.clone();
    let related = product.related.clone();
    let variants = product.variants.clone();
    let chosen = Memo::new(move |_| sku.with(|sku| choice::chosen_variant(&variants, sku)));
    let shown = {
        let variants = product.variants.clone();
        Memo::new(move |_| variants.get(chosen.get()).and_then(|variant| variant.picture))
    };
    view! {
        <ProductMeta product=product.clone() />
        <main id="main" class=PAGE>
            <Breadcrumb path=product.path.clone() here=product.title.clone() />
            <div class=style::product>
                <Gallery pictures=product.pictures.clone() shown />
                <BuyBox data chosen />
            </div>
            <TileRow title="Goes well with it" more=None tiles=related />
        </main>
    }
    .into_any()
}
