//! The page with the list of orders.

use domain::{
    kernel::OrderId,
    order::view::{OrderRows, OrderTab, shown_count},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{OrdersQuery, api::list_orders, style, table::OrderTable};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            icon::{Drawing, Icon},
            refusal::Refusal,
            register::{ListSearch, ListTabs, Tab, register},
            skeleton::ListSkeleton,
            style as part,
            words::counted,
        },
    },
    data::part_data,
};

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
            <div class=part::actions>
                <a class=part::button href="/admin/drafts">
                    "Drafts"
                </a>
                <a class=part::button href="/admin/reconcile">
                    "Reconcile"
                </a>
                <a class=part::button href="/admin/customers">
                    "Customers"
                </a>
                <a class=part::button href="/admin/returns">
                    "Returns"
                </a>
                <a class=part::button href="/admin/gift-cards">
                    "Gift cards"
                </a>
            </div>
        </div>
        <section class=format!("{} {}", part::card, register::list)>
            <ListSearch
                path="/admin/orders"
                label="Search orders"
                hint="Number, name or e-mail"
                text=Signal::derive(move || query.get().text)
                about=move |text: String| query.get_untracked().about(&text).address()
            >
                <input type="hidden" name="tab" value=move || query.get().tab.key() />
            </ListSearch>
            <Transition fallback=|| view! { <ListSkeleton rows=10 /> }>
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
    let has_labels = query.tab == OrderTab::ToSend && !value.rows.is_empty();
    let newest = query.after.map(|_| query.older_than(None).address());
    view! {
        <Tabs query=query.clone() rows=value.clone() />
        <Chips query=query.clone() />
        <p class=style::notice role="status">
            {(fresh > 0).then(|| counted(fresh, "new order"))}
        </p>
        {if value.rows.is_empty() {
            view! { <Nothing query /> }.into_any()
        } else {
            view! { <OrderTable rows=value.rows now seen /> }.into_any()
        }}
        {has_labels
            .then(|| {
                view! {
                    <p class=style::labels>
                        <a href="/admin/export/labels.csv" rel="external" download="labels.csv">
                            "Addresses for labels (CSV)"
                        </a>
                        <a href="/admin/export/labels.xlsx" rel="external" download="labels.xlsx">
                            "XLSX"
                        </a>
                    </p>
                }
            })}
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
    let tab = |tab: OrderTab| {
        let count =
            count(tab).filter(|count| *count > 0).map(|count| format!(" · {}", shown_count(count))).unwrap_or_default();
        Tab { href: query.on(tab).address(), label: format!("{}{count}", tab.label()), is_current: query.tab == tab }
    };
    let tabs: Vec<Tab> = OrderTab::ALL.into_iter().map(tab).collect();
    view! { <ListTabs tabs=Signal::stored(tabs) /> }
}

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
