//! The head of the page.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use ui::{Icon, IconName, PAGE};

use super::{api::FrameData, search_field::SearchField, style};
use crate::state::ShopState;

/// The shop's sign and name, leading home.
#[component]
pub fn Mark(
    /// The name.
    name: String,
) -> impl IntoView {
    view! {
        <a class=style::brand href="/">
            <svg viewBox="0 0 32 32" aria-hidden="true"><path d="M4 28V16A12 12 0 1 1 16 28Z"></path></svg>
            {name}
        </a>
    }
}

/// Announcement, name, menu, search and cart.
#[component]
pub fn Head(
    /// What to show.
    data: FrameData,
) -> impl IntoView {
    let state = ShopState::of_page();
    if state.cart_count.with_untracked(Option::is_none) {
        state.cart_count.set(Some(data.cart_count));
    }
    let count = move || state.cart_count.get().unwrap_or_default();
    let path = use_location().pathname;
    let entries: Vec<(String, String, bool)> = data
        .menu
        .iter()
        .map(|entry| (format!("/categories/{}", entry.slug), entry.name.clone(), false))
        .chain(data.has_sale.then(|| ("/sale".to_owned(), "Sale".to_owned(), true)))
        .collect();
    let links = move |entries: Vec<(String, String, bool)>| {
        entries
            .into_iter()
            .map(|(href, name, is_sale)| {
                let target = href.clone();
                let current = move || path.with(|path| *path == target).then_some("page");
                view! {
                    <li>
                        <a href=href class=if is_sale { style::sale } else { style::entry } aria-current=current>{name}</a>
                    </li>
                }
            })
            .collect_view()
    };
    let placeholder = format!("Search {} things", data.product_count);
    view! {
        {(!data.announcement.is_empty()).then(|| view! { <p class=style::announcement>{data.announcement.clone()}</p> })}
        <header class=style::head>
            <div class=format!("{PAGE} {}", style::bar)>
                <details class=style::menu>
                    <summary aria-label="Menu"><Icon name=IconName::Menu /></summary>
                    <nav aria-label="Categories"><ul>{links(entries.clone())}</ul></nav>
                </details>
                <Mark name=data.shop_name />
                <nav class=style::categories aria-label="Main"><ul>{links(entries)}</ul></nav>
                <SearchField placeholder />
                <a class=style::search_link href="/search" aria-label="Search"><Icon name=IconName::Search /></a>
                <a class=style::cart href="/cart" aria-label=move || bag_words(count())>
                    <Icon name=IconName::Bag />
                    {move || (count() > 0).then(|| view! { <span class=style::count>{count()}</span> })}
                </a>
            </div>
        </header>
    }
    .into_any()
}

fn bag_words(count: i64) -> String {
    if count == 1 { "Bag, 1 item".to_owned() } else { format!("Bag, {count} items") }
}
