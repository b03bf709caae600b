//! The search's page.

mod api;

use domain::catalog::view::SearchPageView;
use leptos::prelude::*;
use leptos_meta::Meta;
use ui::PAGE;

use super::{
    category::list_query,
    frame::SearchField,
    page::page_of,
    parts::{ProductList, TileRow, style},
};
use crate::title::PageTitle;

/// What was found, or what else there is.
#[component]
pub fn SearchPage() -> impl IntoView {
    page_of(api::search(list_query()), found)
}

fn found(page: SearchPageView) -> AnyView {
    let text = page.list.query.text.clone();
    let categories = page.categories.into_iter().map(|category| {
        let href = format!("/categories/{}", category.slug);
        view! { <li><a href=href>{category.name}</a></li> }
    });
    let categories = categories.collect_view();
    let asked = !text.is_empty();
    let nothing = page.list.total == 0 && page.list.query.facets.is_empty();
    let title = if asked { format!("“{text}”") } else { "Search".to_owned() };
    let correction = page.did_you_mean.map(|words| {
        let href = format!("/search?q={}", words.replace(' ', "+"));
        view! { <p>"Did you mean " <a class=ui::UNDERLINED href=href>{words}</a> "?"</p> }
    });
    view! {
        <PageTitle text=title.clone() />
        <Meta name="robots" content="noindex" />
        <main id="main" class=PAGE>
            <div class=style::search_form>
                <SearchField placeholder="Search the shop".to_owned() text list="found".to_owned() autofocus=!asked />
                <button type="submit" form="found-form">"Search"</button>
            </div>
            <div class=format!("{} {}", style::list_head, style::search_head)>
                <h1>{title}</h1>
                {(asked && nothing).then(|| view! { <p>"Nothing was found. Try fewer or other words."</p> })}
                {correction}
                {(!categories.is_empty()).then(|| view! {
                    <ul class=style::children aria-label="Shelves">{categories}</ul>
                })}
            </div>
            {if nothing {
                view! { <TileRow title="What others like" more=None tiles=page.alternatives /> }.into_any()
            } else {
                view! { <ProductList list=page.list path="/search".to_owned() noun="things".to_owned() /> }.into_any()
            }}
        </main>
    }
    .into_any()
}
