//! The page with old addresses: search, add, remove.

use domain::redirect::view::{RedirectRow, RedirectRows};
use leptos::{form::ActionForm, html, prelude::*};
use leptos_router::hooks::use_query_map;

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
            refusal::{Complaint, Refusal},
            register::{ListSearch, ListTabs, Tab, register},
            section_tabs::{Section, SectionTabs},
            skeleton::ListSkeleton,
            style as part,
            words::counted,
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
    let tabs = move || {
        let query = query.get();
        let tab = |tab: RedirectTab| Tab {
            href: query.of_tab(tab).address(),
            label: tab.label().to_owned(),
            is_current: query.tab == tab,
        };
        RedirectTab::ALL.into_iter().map(tab).collect::<Vec<_>>()
    };
    let shown = StoredValue::new(Vec::new());
    tell(add, remove, shown);
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Redirects"</h1>
        </div>
        <SectionTabs section=Section::Site here="/admin/redirects" />
        <Add add />
        <section class=format!("{} {}", part::card, register::list)>
            <ListTabs tabs=Signal::derive(tabs) />
            <ListSearch
                path="/admin/redirects"
                label="Search redirects"
                hint="Part of an address"
                text=Signal::derive(move || query.get().text)
                about=move |text: String| query.get_untracked().about(&text).address()
            >
                <input type="hidden" name="view" value=move || query.get().tab.key() />
            </ListSearch>
            <Transition fallback=|| view! { <ListSkeleton /> }>
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
    // What was typed into a form that was refused without a script.
    let (old, new, problem) = use_query_map().with_untracked(|map| {
        let text = |name: &str| map.get(name).unwrap_or_default().chars().take(500).collect::<String>();
        (text("old"), text("new"), map.get_str("problem").map(told))
    });
    let refused = Signal::derive(move || match add.value().get() {
        None => problem.map(str::to_owned),
        Some(answer) => answer.err().map(|error| error.to_string()),
    });
    let form = NodeRef::<html::Form>::new();
    Effect::new(move || {
        if add.value().get() == Some(Ok(()))
            && let Some(form) = form.get_untracked()
        {
            form.reset();
        }
    });
    view! {
        <section class=format!("{} {}", part::card, style::new) aria-labelledby="add-redirect">
            <div class=part::cardhead>
                <h2 id="add-redirect">"Lead an old address to a page"</h2>
                <span class=part::aside>"Renamed products and categories lead on by themselves"</span>
            </div>
            <ActionForm action=add node_ref=form attr:class=style::add>
                <div class=part::field>
                    <label for="old-address">"Old address"</label>
                    <Address id="old-address" name="path" example="/old-page.html" value=old />
                </div>
                <div class=part::field>
                    <label for="leads-to">"Leads to"</label>
                    <Address id="leads-to" name="target" example="/categories/mugs" value=new />
                </div>
                <button class=part::primary disabled=move || add.pending().get()>"Add redirect"</button>
            </ActionForm>
            <div class=style::refused>
                <Complaint message=refused />
            </div>
        </section>
    }
}

/// Why a form was refused that came back without a script.
fn told(problem: &str) -> &'static str {
    match problem {
        "path" => "The old address is not one of this shop. Write it from the slash on, as in /old-page.html.",
        "target" => "The new address is not one of this shop. Write it from the slash on, as in /categories/mugs.",
        "circle" => "This address would lead back to itself.",
        "page" => "There is a page at the old address; an address that shows something cannot lead elsewhere.",
        _ => "This did not work. Nothing was lost; try again in a moment.",
    }
}

#[component]
fn Address(id: &'static str, name: &'static str, example: &'static str, value: String) -> impl IntoView {
    view! {
        <input
            class=part::input
            id=id
            name=name
            placeholder=example
            value=value
            maxlength="500"
            required
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
        />
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
    let count = counted(rows.total, "redirect");
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
