//! The page with the list of products.

use std::time::Duration;

use domain::catalog::view::ProductRows;
use leptos::{form::ActionForm, prelude::*};
use leptos_router::{
    NavigateOptions,
    components::Form,
    hooks::{use_navigate, use_query_map},
};

use super::{
    ProductsQuery,
    api::{CreateProduct, list_products},
    style,
    table::ProductTable,
};
use crate::{
    admin::parts::{
        icon::{Drawing, Icon},
        refusal::{Complaint, Refusal},
        style as part,
    },
    data::part_data,
};

/// How long typing must rest before the list follows.
const REST: Duration = Duration::from_millis(250);

/// The list of products.
#[component]
pub fn ProductsPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(ProductsQuery::from_address));
    let data = part_data(move || query.get(), list_products);
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Products"</h1>
            <div class=part::actions>
                <button class=part::primary popovertarget="new-product">
                    <Drawing icon=Icon::Plus />
                    "Add product"
                </button>
            </div>
        </div>
        <NewProduct />
        <section class=format!("{} {}", part::card, style::list)>
            <Search query />
            <Transition>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(rows) => view! { <List rows query=query.get_untracked() /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn List(rows: ProductRows, query: ProductsQuery) -> impl IntoView {
    let count = if rows.total == 1 { "1 product".to_owned() } else { format!("{} products", rows.total) };
    let is_empty = rows.rows.is_empty();
    view! {
        <Tabs query=query.clone() />
        {(!query.text.is_empty()).then(|| view! { <Chip query=query.clone() /> })}
        {if is_empty {
            view! { <Nothing query=query.clone() /> }.into_any()
        } else {
            view! { <ProductTable rows=rows.clone() /> }.into_any()
        }}
        <Pages query page_count=rows.page_count count />
    }
}

#[component]
fn Tabs(query: ProductsQuery) -> impl IntoView {
    let tabs = [
        ("All", query.published(None)),
        ("Published", query.published(Some(true))),
        ("Hidden", query.published(Some(false))),
        ("Low on stock", query.low()),
        ("Incomplete", query.lacking()),
    ];
    view! {
        <nav class=style::tabs aria-label="Views">
            {tabs
                .into_iter()
                .map(|(label, tab)| {
                    let here = (tab.published, tab.low_stock, tab.incomplete)
                        == (query.published, query.low_stock, query.incomplete);
                    view! {
                        <a class=style::tab href=tab.address() aria-current=here.then_some("page")>
                            {label}
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
}

#[component]
fn Chip(query: ProductsQuery) -> impl IntoView {
    view! {
        <p class=style::chips>
            <a class=style::chip href=query.about("").address()>
                "Search: "
                <strong>{query.text.clone()}</strong>
                <Drawing icon=Icon::Close />
                <span class=part::hidden>"remove"</span>
            </a>
        </p>
    }
}

#[component]
fn Nothing(query: ProductsQuery) -> impl IntoView {
    let narrowed = query != ProductsQuery::default();
    if narrowed {
        view! {
            <div class=part::empty>
                <h2>"No product is like that"</h2>
                <p>"Nothing in this view matches. Names, brands, SKUs and barcodes are searched."</p>
                <a class=part::button href="/admin/products">
                    "Show all products"
                </a>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class=part::empty>
                <h2>"Add your first product"</h2>
                <p>"It needs a name to begin with; price, stock and pictures follow on its page."</p>
                <button class=part::primary popovertarget="new-product">
                    "Add product"
                </button>
            </div>
        }
        .into_any()
    }
}

#[component]
fn Pages(query: ProductsQuery, page_count: u32, count: String) -> impl IntoView {
    let page = query.page.get();
    let before = (page > 1).then(|| query.on_page(page - 1).address());
    let after = (page < page_count).then(|| query.on_page(page.saturating_add(1)).address());
    view! {
        <nav class=style::pages aria-label="Pages">
            <span class=part::small>{count} " · page " {page} " of " {page_count}</span>
            {before.map(|href| view! { <a class=part::button href=href rel="prev">"Previous"</a> })}
            {after.map(|href| view! { <a class=part::button href=href rel="next">"Next"</a> })}
        </nav>
    }
}

/// Asks for the name; the rest is filled in on the product's page.
#[component]
fn NewProduct() -> impl IntoView {
    let action = ServerAction::<CreateProduct>::new();
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <div id="new-product" popover="auto" class=style::popover role="dialog" aria-label="Add product">
            <div class=part::cardhead>
                <h2>"Add product"</h2>
            </div>
            <ActionForm action attr:class=style::sheet>
                <div class=part::field>
                    <label for="new-title">"Name"</label>
                    <input id="new-title" name="title" maxlength="200" required autofocus autocomplete="off" />
                    <p class=part::hint>"Shoppers see it when you publish it."</p>
                </div>
                <Complaint message=refused />
                <button class=part::primary disabled=move || action.pending().get()>
                    "Add product"
                </button>
            </ActionForm>
        </div>
        <Complaint message=refused />
    }
}

/// The search of the list: it follows while one types, and works as a plain form.
#[component]
fn Search(query: Memo<ProductsQuery>) -> impl IntoView {
    let navigate = StoredValue::new(use_navigate());
    let typed = StoredValue::new(String::new());
    let follow = move |text: String| {
        typed.set_value(text.clone());
        let _ = set_timeout(
            move || {
                if typed.try_with_value(|now| *now == text) == Some(true) {
                    let address = query.get_untracked().about(&text).address();
                    let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                    navigate.with_value(|navigate| navigate(&address, options));
                }
            },
            REST,
        );
    };
    view! {
        <Form method="GET" action="/admin/products" attr:class=style::search attr:role="search">
            <Drawing icon=Icon::Search />
            <input
                class=part::input
                type="search"
                name="q"
                aria-label="Search products"
                placeholder="Name, SKU or barcode"
                autocomplete="off"
                value=query.get_untracked().text
                prop:value=move || query.get().text
                on:input:target=move |event| follow(event.target().value())
            />
        </Form>
    }
}
