//! The page with old addresses: search, add, remove.

use domain::redirect::view::{RedirectRow, RedirectRows};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::{components::Form, hooks::use_query_map};

use super::{
    RedirectTab, RedirectsQuery,
    api::{AddRedirect, RemoveRedirect, list_redirects},
    style,
    table::RedirectTable,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            icon::{Drawing, Icon},
            refusal::{Complaint, Refusal},
            site_tabs::SiteTabs,
            style as part,
        },
    },
    data::part_data,
};

/// Old addresses.
#[component]
pub fn RedirectsPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(RedirectsQuery::from_address));
    let (add, remove) = (ServerAction::<AddRedirect>::new(), ServerAction::<RemoveRedirect>::new());
    let changes = move || (query.get(), add.version().get(), remove.version().get());
    let data = part_data(changes, |(query, ..)| list_redirects(query));
    let shown = StoredValue::new(Vec::new());
    tell(add, remove, shown);
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Redirects"</h1>
        </div>
        <SiteTabs />
        <Add add />
        <section class=format!("{} {}", part::card, style::list)>
            <Tabs query />
            <Search query />
            <Transition>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(Dated { now, value }) => {
                            let query = query.get_untracked();
                            shown.set_value(value.rows.clone());
                            view! { <List rows=value query remove now /> }.into_any()
                        }
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

/// Says what was done, with a way back.
fn tell(add: ServerAction<AddRedirect>, remove: ServerAction<RemoveRedirect>, rows: StoredValue<Vec<RedirectRow>>) {
    let state = AdminState::of_frame();
    Effect::new(move || {
        if add.value().get() == Some(Ok(())) {
            state.say("Redirect added");
        }
    });
    let asked = StoredValue::new(None::<RedirectRow>);
    Effect::new(move || {
        if let Some(RemoveRedirect { path }) = remove.input().get() {
            asked.set_value(rows.with_value(|rows| rows.iter().find(|row| row.path == path).cloned()));
        }
    });
    Effect::new(move || {
        if remove.value().get() != Some(Ok(())) {
            return;
        }
        let Some(row) = asked.get_value() else { return };
        let undo = Callback::new(move |()| {
            add.dispatch(AddRedirect { path: row.path.clone(), target: row.target.clone() });
        });
        state.say_with_undo("Redirect removed", undo);
    });
}

/// A new one.
#[component]
fn Add(add: ServerAction<AddRedirect>) -> impl IntoView {
    let refused = Signal::derive(move || add.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <section class=format!("{} {}", part::card, style::new) aria-labelledby="add-redirect">
            <div class=part::cardhead>
                <h2 id="add-redirect">"Lead an old address to a page"</h2>
                <span class=part::aside>"Renamed products and categories lead on by themselves"</span>
            </div>
            <ActionForm action=add attr:class=style::add>
                <div class=part::field>
                    <label for="old-address">"Old address"</label>
                    <Address id="old-address" name="path" example="/old-page.html" />
                </div>
                <div class=part::field>
                    <label for="leads-to">"Leads to"</label>
                    <Address id="leads-to" name="target" example="/categories/mugs" />
                </div>
                <button class=part::primary disabled=move || add.pending().get()>"Add redirect"</button>
            </ActionForm>
            <Complaint message=refused />
        </section>
    }
}

#[component]
fn Address(id: &'static str, name: &'static str, example: &'static str) -> impl IntoView {
    view! {
        <input
            class=part::input
            id=id
            name=name
            placeholder=example
            maxlength="500"
            required
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
        />
    }
}

#[component]
fn Tabs(query: Memo<RedirectsQuery>) -> impl IntoView {
    let tab = move |tab: RedirectTab| {
        let current = move || (query.get().tab == tab).then_some("page");
        view! {
            <a class=style::tab href=move || query.get().of_tab(tab).address() aria-current=current>
                {tab.label()}
            </a>
        }
    };
    view! {
        <nav class=style::tabs aria-label="Views">
            {RedirectTab::ALL.into_iter().map(tab).collect_view()}
        </nav>
    }
}

#[component]
fn Search(query: Memo<RedirectsQuery>) -> impl IntoView {
    view! {
        <Form method="GET" action="/admin/redirects" attr:class=style::search attr:role="search">
            <Drawing icon=Icon::Search />
            <input
                class=part::input
                type="search"
                name="q"
                aria-label="Search redirects"
                placeholder="Part of an address"
                autocomplete="off"
                value=query.get_untracked().text
                prop:value=move || query.get().text
            />
        </Form>
    }
}

#[component]
fn List(
    rows: RedirectRows,
    query: RedirectsQuery,
    remove: ServerAction<RemoveRedirect>,
    now: domain::kernel::Timestamp,
) -> impl IntoView {
    let narrowed = query != RedirectsQuery::default();
    if rows.rows.is_empty() {
        let (title, words) = if narrowed {
            ("No redirect is like that", "Nothing in this view matches.")
        } else {
            (
                "No old address leads here yet",
                "An import brings those of the old shop by itself; others are added above.",
            )
        };
        return view! {
            <div class=part::empty>
                <h2>{title}</h2>
                <p>{words}</p>
                {narrowed.then(|| view! { <a class=part::button href="/admin/redirects">"Show all redirects"</a> })}
            </div>
        }
        .into_any();
    }
    let page = query.page.get();
    let count = if rows.total == 1 { "1 redirect".to_owned() } else { format!("{} redirects", rows.total) };
    let before = (page > 1).then(|| query.on_page(page - 1).address());
    let after = (page < rows.page_count).then(|| query.on_page(page.saturating_add(1)).address());
    view! {
        <RedirectTable rows=rows.rows remove now />
        <nav class=style::pages aria-label="Pages">
            <span class=part::small>{count} " · page " {page} " of " {rows.page_count}</span>
            {before.map(|href| view! { <a class=part::button href=href rel="prev">"Previous"</a> })}
            {after.map(|href| view! { <a class=part::button href=href rel="next">"Next"</a> })}
        </nav>
    }
    .into_any()
}
