//! Lists that one browses: a category, what is new, what is reduced.

mod api;
mod collection;

pub use collection::CollectionPage;
use domain::catalog::{
    ListQuery,
    view::{CategoryLink, CategoryPageView, ProductListView},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::PAGE;

use super::{
    not_found::ErrorPage,
    page::{page_of, part_of_path},
    parts::{Breadcrumb, ProductList, is_beyond, style},
    structured::{self, CardPicture, PageCard},
};
use crate::{error::AppError, title::PageTitle};

/// The question in the address.
pub(super) fn list_query() -> ListQuery {
    use_query_map()
        .with_untracked(|pairs| ListQuery::from_pairs(pairs.into_iter().map(|(key, value)| (key.as_ref(), value))))
}

/// A category.
#[component]
pub fn CategoryPage() -> impl IntoView {
    page_of(api::category(part_of_path("slug"), list_query()), category)
}

fn category(page: CategoryPageView) -> AnyView {
    let Some(here) = page.path.last().cloned().filter(|_| !is_beyond(&page.list)) else {
        return view! { <ErrorPage error=AppError::NotFound /> }.into_any();
    };
    let path = format!("/categories/{}", here.slug);
    // "12 prints", but not "12 kitchen".
    let noun = if here.name.ends_with('s') { here.name.to_lowercase() } else { "things".to_owned() };
    // Every page of the list is a page of its own; what is chosen of its facets is not.
    let number = page.list.query.page.get();
    let address = if number > 1 { format!("{path}?page={number}") } else { path.clone() };
    let picture = here.picture.as_ref().or_else(|| page.list.tiles.first().and_then(|tile| tile.pictures.first()));
    let picture = picture.map(|picture| CardPicture::of(picture, &here.name));
    let breadcrumb = structured::way(&page.path);
    let or = |said: String, else_said: &String| if said.is_empty() { else_said.clone() } else { said };
    let title = or(page.meta_title, &here.name);
    let description = or(page.meta_description, &page.description);
    view! {
        <PageTitle text=title.clone() />
        <PageCard path=address kind="website" title description picture />
        <main id="main" class=PAGE>
            <Breadcrumb path=page.path />
            <div class=style::list_head>
                <h1>{here.name}</h1>
                <p>{page.description}</p>
                {children(page.children)}
            </div>
            <ProductList list=page.list path noun />
            <script type="application/ld+json" inner_html=breadcrumb></script>
        </main>
    }
    .into_any()
}

fn children(children: Vec<CategoryLink>) -> AnyView {
    (!children.is_empty())
        .then(|| view! {
            <ul class=style::children aria-label="Shelves">
                {children
                    .into_iter()
                    .map(|child| view! {
                        <li><a href=format!("/categories/{}", child.slug)>{child.name} " " <span>{child.count}</span></a></li>
                    })
                    .collect_view()}
            </ul>
        })
        .into_any()
}

/// Everything that is new.
#[component]
pub fn NewPage() -> impl IntoView {
    let words = "What came from the workshop in the last weeks.";
    page_of(api::new(list_query()), |list| plain_list(list, "New", words, "/new"))
}

/// Everything that is reduced.
#[component]
pub fn SalePage() -> impl IntoView {
    let words = "Last ones and seconds, while they are there.";
    page_of(api::sale(list_query()), |list| plain_list(list, "Sale", words, "/sale"))
}

fn plain_list(list: ProductListView, title: &'static str, words: &'static str, path: &'static str) -> AnyView {
    if is_beyond(&list) {
        return view! { <ErrorPage error=AppError::NotFound /> }.into_any();
    }
    view! {
        <PageTitle text=title />
        <main id="main" class=PAGE>
            <Breadcrumb path=Vec::new() here=title />
            <div class=style::list_head>
                <h1>{title}</h1>
                <p>{words}</p>
            </div>
            <ProductList list path=path.to_owned() noun="things".to_owned() />
        </main>
    }
    .into_any()
}
