//! The same page in the shop's other languages.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{api::LanguageLink, style};

/// Links to the page's twins, each of which says what language it leads to; nothing in a shop with one language.
#[component]
pub fn Languages(
    /// The languages.
    languages: Vec<LanguageLink>,
) -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    // An order is told in the shop's own language only, and an offer in the one that it was written in.
    let is_in_one = ["/orders/", "/offers/"].iter().any(|begin| path.starts_with(begin));
    let path = if is_in_one { "/".to_owned() } else { path };
    let one = move |language: LanguageLink| {
        let LanguageLink { code, name, prefix, current } = language;
        view! {
            <a
                href=format!("{prefix}{path}")
                hreflang=code.clone()
                lang=code
                rel="external"
                aria-current=current.then_some("true")
            >
                {name}
            </a>
        }
    };
    (!languages.is_empty())
        .then(|| {
            view! {
                <nav class=style::languages aria-label="Languages">{languages.into_iter().map(one).collect_view()}</nav>
            }
        })
        .into_any()
}
