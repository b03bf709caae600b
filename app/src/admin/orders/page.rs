//! The page with the list of orders.

use std::time::Duration;

use domain::{
    kernel::OrderId,
    order::view::{OrderRows, OrderTab},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::Form,
    hooks::{use_navigate, use_query_map},
};

use super::{OrdersQuery, api::list_orders, style, table::OrderTable};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            icon::{Drawing, Icon},
            refusal::Refusal,
            style as part,
        },
    },
    data::part_data,
};

/// How long typing must rest before the list follows.
const REST: Duration = Duration::from_millis(250);

/// The list of orders.
#[component]
pub fn OrdersPage() -> impl IntoView {
    let state = AdminState::of_frame();
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(OrdersQuery::from_address));
    let changes = Memo::new(move |_| state.changes());
    let data = part_data(move || (query.get(), changes.get()), |(query, _)| list_orders(query));
    let seen = StoredValue::new(None::<OrderId>);
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Orders"</h1>
            <a class=part::button href="/admin/gift-cards">
                "Gift cards"
            </a>
        </div>
        <section class=format!("{} {}", part::card, style::list)>
            <Search query />
            <Transition>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(data) => {
                            let newest = data.value.rows.iter().map(|row| row.id).max();
                            let before = seen.get_value();
                            if before.is_none() {
                                seen.set_value(newest.or(Some(OrderId(0))));
                            }
                            view! { <List data query=query.get_untracked() seen=before /> }.into_any()
                        }
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn List(data: Dated<OrderRows>, query: OrdersQuery, seen: Option<OrderId>) -> impl IntoView {
    let Dated { now, value } = data;
    let fresh = value.rows.iter().filter(|row| seen.is_some_and(|seen| row.id > seen)).count();
    let next = value.next.map(|next| query.older_than(Some(next)).address());
    let newest = query.after.map(|_| query.older_than(None).address());
    view! {
        <Tabs query=query.clone() rows=value.clone() />
        <Chips query=query.clone() />
        <p class=style::notice role="status">
            {(fresh > 0).then(|| if fresh == 1 { "1 new order".to_owned() } else { format!("{fresh} new orders") })}
        </p>
        {if value.rows.is_empty() {
            view! { <Nothing query /> }.into_any()
        } else {
            view! { <OrderTable rows=value.rows now seen /> }.into_any()
        }}
        <nav class=style::pages aria-label="Pages">
            {newest.map(|href| view! { <a class=part::button href=href>"Newest"</a> })}
            {next.map(|href| view! { <a class=part::button href=href>"Older orders"</a> })}
        </nav>
    }
}

#[component]
fn Tabs(query: OrdersQuery, rows: OrderRows) -> impl IntoView {
    let count = move |tab: OrderTab| match tab {
        OrderTab::ToSend => Some(rows.to_send),
        OrderTab::NeedsReview => Some(rows.needs_review),
        _ => None,
    };
    view! {
        <nav class=style::tabs aria-label="Views">
            {OrderTab::ALL
                .into_iter()
                .map(|tab| {
                    let count = count(tab).filter(|count| *count > 0).map(|count| format!(" · {count}"));
                    view! {
                        <a
                            class=style::tab
                            href=query.on(tab).address()
                            aria-current=(query.tab == tab).then_some("page")
                        >
                            {tab.label()}
                            {count}
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
}

/// What the list is narrowed to, and the way back.
#[component]
fn Chips(query: OrdersQuery) -> impl IntoView {
    let chip = (!query.text.is_empty()).then(|| (query.text.clone(), query.about("").address()));
    chip.map(|(text, href)| {
        view! {
            <p class=style::chips>
                <a class=style::chip href=href>
                    "Search: "
                    <strong>{text}</strong>
                    <Drawing icon=Icon::Close />
                    <span class=part::hidden>"remove"</span>
                </a>
            </p>
        }
    })
}

#[component]
fn Nothing(query: OrdersQuery) -> impl IntoView {
    let narrowed = !query.text.is_empty() || query.tab != OrderTab::All || query.after.is_some();
    let (title, help) = if narrowed {
        ("No order is like that", "Nothing in this view matches.")
    } else {
        ("No orders yet", "When somebody buys, the order appears here within a second.")
    };
    view! {
        <div class=part::empty>
            <h2>{title}</h2>
            <p>{help}</p>
            {if narrowed {
                view! { <a class=part::button href="/admin/orders">"Show all orders"</a> }.into_any()
            } else {
                view! { <a class=part::button href="/" rel="external">"View shop"</a> }.into_any()
            }}
        </div>
    }
}

/// The search of the list: it follows while one types, and works as a plain form.
#[component]
fn Search(query: Memo<OrdersQuery>) -> impl IntoView {
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
        <Form method="GET" action="/admin/orders" attr:class=style::search attr:role="search">
            <input type="hidden" name="tab" value=move || query.get().tab.key() />
            <Drawing icon=Icon::Search />
            <input
                class=part::input
                type="search"
                name="q"
                aria-label="Search orders"
                placeholder="Number, name or e-mail"
                autocomplete="off"
                value=query.get_untracked().text
                prop:value=move || query.get().text
                on:input:target=move |event| follow(event.target().value())
            />
        </Form>
    }
}
