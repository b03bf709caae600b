//! The page with all customers.

use domain::{
    customer::view::{CustomerRow, CustomerRows},
    kernel::Timestamp,
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use super::{
    api::{CustomersQuery, list_customers},
    style,
};
use crate::{
    admin::{
        clock::Dated,
        parts::{
            badge::{Badge, Tone},
            local::Moment,
            record,
            refusal::Refusal,
            register::{ListSearch, register},
            skeleton::ListSkeleton,
            style as part,
        },
    },
    data::part_data,
};

const HERE: &str = "/admin/customers";

/// The list of customers.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(query_of));
    let data = part_data(move || query.get(), list_customers);
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Customers"</h1>
            <div class=part::actions>
                <a class=part::button href="/admin/export/customers.csv" rel="external" download>
                    "Export"
                </a>
            </div>
        </div>
        <section class=format!("{} {}", part::card, register::list)>
            <ListSearch
                path=HERE
                label="Search customers"
                hint="Name or e-mail"
                text=Signal::derive(move || query.get().text)
                about=move |text: String| address(&text, None)
            />
            <div class=part::cardhead>
                <h2>"All customers"</h2>
            </div>
            <Transition fallback=|| view! { <ListSkeleton rows=10 /> }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(data) => view! { <List data query=query.get_untracked() /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

fn query_of(map: &ParamsMap) -> CustomersQuery {
    CustomersQuery {
        text: map.get("q").unwrap_or_default().trim().chars().take(100).collect(),
        after: map.get("after").and_then(|after| after.parse().ok()),
    }
}

fn address(text: &str, after: Option<String>) -> String {
    let mut map = ParamsMap::new();
    if !text.is_empty() {
        map.insert("q", text.to_owned());
    }
    if let Some(after) = after {
        map.insert("after", after);
    }
    format!("{HERE}{}", map.to_query_string())
}

#[component]
fn List(data: Dated<CustomerRows>, query: CustomersQuery) -> impl IntoView {
    let Dated { now, value } = data;
    if value.rows.is_empty() {
        let (title, words) = if query.text.is_empty() {
            ("No customer yet", "Whoever orders is here afterwards, and whoever an import brings.")
        } else {
            ("Nobody is called like that", "Search for other letters, or show all customers.")
        };
        return view! {
            <div class=part::empty>
                <h2>{title}</h2>
                <p>{words}</p>
                {if query.text.is_empty() {
                    view! { <a class=part::button href="/admin/imports">"Import customers"</a> }.into_any()
                } else {
                    view! { <a class=part::button href=HERE>"Show all customers"</a> }.into_any()
                }}
            </div>
        }
        .into_any();
    }
    let next = value.next.map(|next| address(&query.text, Some(next.to_string())));
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Customer"</th>
                    <th scope="col" class=record::wide>"Account"</th>
                    <th scope="col" class=record::wide>"Known since"</th>
                    <th scope="col" class=record::number>"Orders"</th>
                    <th scope="col" class=record::number>"Sum"</th>
                </tr>
            </thead>
            <tbody>{value.rows.into_iter().map(|found| row(found, now)).collect_view()}</tbody>
        </table>
        {next
            .map(|href| {
                view! {
                    <p class=style::more>
                        <a class=part::button href=href>"Older customers"</a>
                    </p>
                }
            })}
    }
    .into_any()
}

fn row(row: CustomerRow, now: Timestamp) -> impl IntoView {
    let named = !row.full_name.is_empty();
    let (first, second) = if named { (row.full_name, Some(row.email)) } else { (row.email, None) };
    view! {
        <tr class=record::row>
            <td>
                <a href=format!("{HERE}/{}", row.id)>
                    <span class=style::who>{first} {second.map(|email| view! { <small>{email}</small> })}</span>
                </a>
            </td>
            <td class=record::wide>
                {row.has_account.then(|| view! { <Badge tone=Tone::Good label="Account" /> })}
            </td>
            <td class=format!("{} {}", record::quiet, record::wide)>
                <Moment at=row.since now />
            </td>
            <td class=record::number>{row.orders}</td>
            <td class=record::number>{row.spent.to_string()}</td>
        </tr>
    }
}
