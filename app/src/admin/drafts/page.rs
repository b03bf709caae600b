//! The page with all drafts.

use domain::draft::{
    DraftState,
    view::{DraftRow, DraftRows},
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use super::{
    api::{DraftsQuery, list_drafts},
    style,
};
use crate::{
    admin::parts::{
        badge::{Badge, Tone},
        record,
        refusal::Refusal,
        register::{ListSearch, ListTabs, Tab, register},
        skeleton::ListSkeleton,
        style as part,
    },
    data::part_data,
};

/// The list of drafts.
#[component]
pub fn DraftsPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(query_of));
    let data = part_data(move || query.get(), list_drafts);
    let tabs = Signal::derive(move || query.with(tabs));
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Drafts"</h1>
            <div class=part::actions>
                <a class=part::button href="/admin/orders">
                    "Orders"
                </a>
                <a class=part::primary href="/admin/drafts/new">
                    "New draft"
                </a>
            </div>
        </div>
        <section class=format!("{} {}", part::card, register::list)>
            <ListTabs tabs />
            <ListSearch
                path="/admin/drafts"
                label="Search drafts"
                hint="Number, name or e-mail"
                text=Signal::derive(move || query.get().text)
                about=move |text: String| address(&DraftsQuery { text, after: None, ..query.get_untracked() })
            >
                <input type="hidden" name="state" value=move || query.get().state />
            </ListSearch>
            <Transition fallback=|| view! { <ListSkeleton /> }>
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

fn query_of(map: &ParamsMap) -> DraftsQuery {
    DraftsQuery {
        state: map
            .get("state")
            .and_then(|word| DraftState::from_key(&word))
            .map(DraftState::key)
            .unwrap_or_default()
            .to_owned(),
        text: map.get("q").unwrap_or_default().trim().chars().take(80).collect(),
        after: map.get("after").and_then(|after| after.parse().ok()),
    }
}

fn address(query: &DraftsQuery) -> String {
    let mut map = ParamsMap::new();
    if !query.state.is_empty() {
        map.insert("state", query.state.clone());
    }
    if !query.text.is_empty() {
        map.insert("q", query.text.clone());
    }
    if let Some(after) = query.after {
        map.insert("after", after.to_string());
    }
    format!("/admin/drafts{}", map.to_query_string())
}

fn tabs(query: &DraftsQuery) -> Vec<Tab> {
    let states = DraftState::ALL.into_iter().map(|state| (state.key(), state.label()));
    let tab = |(key, label): (&str, &str)| Tab {
        href: address(&DraftsQuery { state: key.to_owned(), after: None, ..query.clone() }),
        label: label.to_owned(),
        is_current: query.state == key,
    };
    [("", "All")].into_iter().chain(states).map(tab).collect()
}

/// Where a draft stands.
pub(super) fn badge(state: DraftState) -> impl IntoView {
    let tone = match state {
        DraftState::Draft | DraftState::Withdrawn => Tone::Neutral,
        DraftState::Sent => Tone::Info,
        DraftState::Ordered => Tone::Good,
        DraftState::CalledOff | DraftState::Expired => Tone::Warn,
    };
    view! { <Badge tone label=state.label() /> }
}

#[component]
fn List(rows: DraftRows, query: DraftsQuery) -> impl IntoView {
    if rows.rows.is_empty() {
        return view! { <Nothing query /> }.into_any();
    }
    let next = rows.next.map(|next| address(&DraftsQuery { after: Some(next), ..query }));
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Number"</th>
                    <th scope="col">"State"</th>
                    <th scope="col">"Customer"</th>
                    <th scope="col" class=record::wide>"Holds until"</th>
                    <th scope="col" class=record::number>"Total"</th>
                </tr>
            </thead>
            <tbody>{rows.rows.into_iter().map(row).collect_view()}</tbody>
        </table>
        {next
            .map(|href| {
                view! {
                    <p class=style::more>
                        <a class=part::button href=href>"Older drafts"</a>
                    </p>
                }
            })}
    }
    .into_any()
}

fn row(row: DraftRow) -> impl IntoView {
    let customer = if row.customer.is_empty() { "Nobody yet".to_owned() } else { row.customer };
    view! {
        <tr class=record::row>
            <td>
                <a href=format!("/admin/drafts/{}", row.id)>{row.number}</a>
            </td>
            <td>{badge(row.state)}</td>
            <td>{customer}</td>
            <td class=format!("{} {}", record::quiet, record::wide)>{row.last_day.long()}</td>
            <td class=record::number>{row.total.to_string()}</td>
        </tr>
    }
}

#[component]
fn Nothing(query: DraftsQuery) -> impl IntoView {
    let is_narrowed = query != DraftsQuery::default();
    let (title, help) = if is_narrowed {
        ("No draft is like that", "Nothing in this view matches.")
    } else {
        ("No draft yet", "Write an offer for somebody who phoned or wrote; they order and pay it by a link.")
    };
    let (words, href) =
        if is_narrowed { ("Show all drafts", "/admin/drafts") } else { ("New draft", "/admin/drafts/new") };
    view! {
        <div class=part::empty>
            <h2>{title}</h2>
            <p>{help}</p>
            <a class=part::button href=href>{words}</a>
        </div>
    }
}
