//! What stands above a list whose whole question is in the address: its views as tabs, and its search.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Form, hooks::use_navigate};

use super::{
    icon::{Drawing, Icon},
    rest::{REST, once_typing_rests},
    style,
};

stylance::import_style!(pub register, "register.module.css");

/// A view of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its address.
    pub href: String,
    /// Its words.
    pub label: String,
    /// Whether it is the one that is shown.
    pub is_current: bool,
}

/// The views.
#[component]
pub fn ListTabs(
    /// All of them.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    let tab = |tab: Tab| {
        view! {
            <a class=register::tab href=tab.href aria-current=tab.is_current.then_some("page")>
                {tab.label}
            </a>
        }
    };
    view! {
        <nav class=register::tabs aria-label="Views">
            {move || tabs.get().into_iter().map(tab).collect_view()}
        </nav>
    }
}

/// The search: the list follows while one types; without a script it is a plain form.
#[component]
pub fn ListSearch(
    /// The list's address.
    path: &'static str,
    /// What it does: "Search orders".
    label: &'static str,
    /// What can be typed: "Number, name or e-mail".
    hint: &'static str,
    /// What is searched now.
    #[prop(into)]
    text: Signal<String>,
    /// The address of the same list about another text.
    #[prop(into)]
    about: Callback<String, String>,
    /// Hidden fields with what else the plain form asks.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let navigate = StoredValue::new(use_navigate());
    let follow = once_typing_rests(REST, move |typed: String| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        let Some(address) = about.try_run(typed) else { return };
        navigate.with_value(|navigate| navigate(&address, options));
    });
    view! {
        <Form method="GET" action=path attr:class=register::search attr:role="search">
            <Drawing icon=Icon::Search />
            <input
                class=style::input
                type="search"
                name="q"
                aria-label=label
                placeholder=hint
                autocomplete="off"
                value=text.get_untracked()
                prop:value=move || text.get()
                on:input:target=move |event| follow(event.target().value())
            />
            {children.map(|children| children())}
        </Form>
    }
}
