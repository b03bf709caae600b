//! The head of the page.

use domain::customer::Words;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use ui::{Icon, IconName, PAGE};

use super::{api::FrameData, bag::BagLink, mark::Mark, search_field::SearchField, style};
use crate::context;

/// Announcement, name, menu, search and cart.
#[component]
pub fn Head(
    /// What to show.
    data: FrameData,
) -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let text = use_query_map().with_untracked(|query| query.get("q")).unwrap_or_default();
    let entries: Vec<(String, String, bool)> = data
        .menu
        .iter()
        .map(|entry| (format!("/categories/{}", entry.slug), entry.name.clone(), false))
        .chain(data.has_sale.then(|| ("/sale".to_owned(), "Sale".to_owned(), true)))
        .collect();
    let links = |entries: Vec<(String, String, bool)>| {
        entries
            .into_iter()
            .map(|(href, name, is_sale)| {
                let current = (path == href).then_some("page");
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
                <button type="button" class=style::menu popovertarget="menu" aria-label="Menu">
                    <Icon name=IconName::Menu />
                </button>
                <nav id="menu" class=style::menu_list popover="auto" aria-label="Categories">
                    <ul>{links(entries.clone())}</ul>
                </nav>
                <Mark name=data.shop_name />
                <nav class=style::categories aria-label="Main"><ul>{links(entries)}</ul></nav>
                <SearchField placeholder text list="suggestions".to_owned() autofocus=false />
                <a class=style::search_link href="/search" aria-label="Search"><Icon name=IconName::Search /></a>
                <a class=style::cart href="/account" aria-label=Words::of(context::language()).account()>
                    <Icon name=IconName::Person />
                </a>
                <BagLink count=data.cart_count />
            </div>
        </header>
    }
    .into_any()
}
