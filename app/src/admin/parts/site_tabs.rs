//! The ways between the pages of how the shop is found.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::style;

/// Search and redirects.
#[component]
pub fn SiteTabs() -> impl IntoView {
    let path = use_location().pathname;
    let tab = move |address: &'static str, words: &'static str| {
        let current = move || (path.get().trim_end_matches('/') == address).then_some("page");
        view! { <a class=style::sitetab href=address aria-current=current>{words}</a> }
    };
    view! {
        <nav class=style::sitetabs aria-label="Site">
            {tab("/admin/search", "Search")}
            {tab("/admin/redirects", "Redirects")}
        </nav>
    }
}
