//! The page with the whole library: tabs, search, images, and a place to drop more.

use domain::media::view::{ImageRow, ImageRows, ImageTab, size_words};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{ImagesQuery, api::list_images, style};
use crate::{
    admin::parts::{
        refusal::Refusal,
        register::{ListSearch, ListTabs, Tab, register},
        skeleton::ListSkeleton,
        style as part,
        upload::Upload,
        words::counted,
    },
    data::part_data,
};

/// The library.
#[component]
pub fn MediaPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(ImagesQuery::from_address));
    let added = RwSignal::new(0_u32);
    let data = part_data(move || (query.get(), added.get()), |(query, _)| list_images(query));
    let tabs = move || {
        let query = query.get();
        let tab = |tab: ImageTab| Tab {
            href: query.of_tab(tab).address(),
            label: tab.label().to_owned(),
            is_current: query.tab == tab,
        };
        ImageTab::ALL.into_iter().map(tab).collect::<Vec<_>>()
    };
    let on_kept = move |_| added.update(|added| *added = added.wrapping_add(1));
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Media"</h1>
        </div>
        <section class=format!("{} {}", part::card, register::list)>
            <ListTabs tabs=Signal::derive(tabs) />
            <ListSearch
                path="/admin/media"
                label="Search images"
                hint="File, words or product"
                text=Signal::derive(move || query.get().text)
                about=move |text: String| query.get_untracked().about(&text).address()
            >
                <input type="hidden" name="view" value=move || query.get().tab.key() />
            </ListSearch>
            <div class=style::add>
                <Upload purpose=None words="Add images" several=true on_kept />
            </div>
            <Transition fallback=|| view! { <ListSkeleton rows=6 /> }>
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

#[component]
fn List(rows: ImageRows, query: ImagesQuery) -> impl IntoView {
    if rows.rows.is_empty() {
        return view! { <Nothing query /> }.into_any();
    }
    let count = counted(rows.total, "image");
    let older = rows
        .next
        .map(|next| view! { <a class=part::button href=query.before(next).address() rel="next">"Older images"</a> });
    let newest = query.before.is_some().then(|| {
        view! { <a class=part::button href=query.of_tab(query.tab).address()>"Newest images"</a> }
    });
    view! {
        <ul class=style::images aria-label="Images">
            {rows.rows.into_iter().map(|row| view! { <Tile row /> }).collect_view()}
        </ul>
        <nav class=style::pages aria-label="Pages">
            <span class=part::small>{count}</span>
            {newest}
            {older}
        </nav>
    }
    .into_any()
}

#[component]
fn Tile(row: ImageRow) -> impl IntoView {
    let uses = match row.uses {
        0 => "not used".to_owned(),
        1 => "on 1 page".to_owned(),
        uses => format!("on {uses} pages"),
    };
    let name = if row.name.is_empty() { "Without a name".to_owned() } else { row.name };
    let (focus_x, focus_y) = row.picture.focus.attributes();
    let facts = format!("{} × {} · {}", row.picture.width, row.picture.height, size_words(row.bytes));
    view! {
        <li class=style::image>
            <img
                src=row.picture.address_for(320)
                alt=""
                width="320"
                height="320"
                loading="lazy"
                data-focus-x=focus_x
                data-focus-y=focus_y
            />
            <a href=format!("/admin/media/{}", row.picture.id)>{name}</a>
            <small class=part::small>{facts}</small>
            <small class=part::small>{uses}</small>
        </li>
    }
}

#[component]
fn Nothing(query: ImagesQuery) -> impl IntoView {
    let (title, text) = match query.tab {
        _ if !query.text.is_empty() => {
            ("No image is like that", "Files, words and the products that show them are searched.")
        }
        ImageTab::All => ("Add your first image", "Drop files above. They wait here until a product shows them."),
        ImageTab::Unused => ("Every image is used", "What no product or category shows would stand here."),
        ImageTab::WithoutWords => ("Every image has its words", "What a product shows without words would stand here."),
        ImageTab::Removed => ("Nothing was removed", "Removed images wait here for 30 days and can be put back."),
    };
    let all = (query != ImagesQuery::default())
        .then(|| view! { <a class=part::button href="/admin/media">"Show all images"</a> });
    view! {
        <div class=part::empty>
            <h2>{title}</h2>
            <p>{text}</p>
            {all}
        </div>
    }
}
