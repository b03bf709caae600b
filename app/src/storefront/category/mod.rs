//! Lists that one browses: a category, what is new, what is reduced.

mod api;

use domain::catalog::{
    ListQuery,
    view::{CategoryLink, CategoryPageView, ProductListView},
};
use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::PAGE;

use super::{
    not_found::ErrorPage,
    parts::{Breadcrumb, ProductList, style},
};
use crate::{
    data::{Data, page_data},
    error::AppError,
    title::PageTitle,
};

/// The question in the address.
pub(super) fn list_query() -> Memo<ListQuery> {
    let pairs = use_query_map();
    Memo::new(move |_| {
        pairs.with(|pairs| ListQuery::from_pairs(pairs.into_iter().map(|(key, value)| (key.as_ref(), value))))
    })
}

/// A category.
#[component]
pub fn CategoryPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()));
    let query = list_query();
    let page = page_data(move || (slug.get(), query.get()), |(slug, query)| api::category(slug, query));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => category(page),
                    Err(error) => view! { <ErrorPage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn category(page: CategoryPageView) -> AnyView {
    let Some(here) = page.path.last().cloned() else {
        return view! { <ErrorPage error=AppError::NotFound /> }.into_any();
    };
    let path = format!("/categories/{}", here.slug);
    let noun = here.name.to_lowercase();
    view! {
        <PageTitle text=here.name.clone() />
        <Meta name="description" content=page.description.clone() />
        <Link rel="canonical" href=path.clone() />
        <main id="main" class=PAGE>
            <Breadcrumb path=page.path />
            <div class=style::list_head>
                <h1>{here.name}</h1>
                <p>{page.description}</p>
                {children(page.children)}
            </div>
            <ProductList list=page.list path noun />
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
    let query = list_query();
    let list = page_data(move || query.get(), api::new);
    plain_list(list, "New", "What came from the workshop in the last weeks.", "/new")
}

/// Everything that is reduced.
#[component]
pub fn SalePage() -> impl IntoView {
    let query = list_query();
    let list = page_data(move || query.get(), api::sale);
    plain_list(list, "Sale", "Last ones and seconds, while they are there.", "/sale")
}

fn plain_list(
    list: Data<Result<ProductListView, AppError>>,
    title: &'static str,
    words: &'static str,
    path: &'static str,
) -> impl IntoView {
    view! {
        <PageTitle text=title />
        <main id="main" class=PAGE>
            <Breadcrumb path=Vec::new() here=title />
            <div class=style::list_head>
                <h1>{title}</h1>
                <p>{words}</p>
            </div>
            <Transition>
                {move || Suspend::new(async move {
                    match list.await {
                        Ok(list) => view! { <ProductList list path=path.to_owned() noun="things".to_owned() /> }.into_any(),
                        Err(error) => view! { <ErrorPage error /> }.into_any(),
                    }
                })}
            </Transition>
        </main>
    }
}
