//! A collection: what the manager put together, by hand or by a rule.

use domain::catalog::view::CollectionPageView;
use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use ui::PAGE;

use super::{api, list_query};
use crate::{
    storefront::{
        page::{page_of, part_of_path},
        parts::{Breadcrumb, ProductList, style},
    },
    title::PageTitle,
};

/// The page.
#[component]
pub fn CollectionPage() -> impl IntoView {
    page_of(api::collection(part_of_path("slug"), list_query()), collection)
}

fn collection(page: CollectionPageView) -> AnyView {
    let CollectionPageView { slug, name, description, meta_title, meta_description, list } = page;
    let or = |meta: String, own: &String| if meta.is_empty() { own.clone() } else { meta };
    let (title, told) = (or(meta_title, &name), or(meta_description, &description));
    let path = format!("/collections/{slug}");
    view! {
        <PageTitle text=title />
        <Meta name="description" content=told />
        <Link rel="canonical" href=path.clone() />
        <main id="main" class=PAGE>
            <Breadcrumb path=Vec::new() here=name.clone() />
            <div class=style::list_head>
                <h1>{name}</h1>
                <p>{description}</p>
            </div>
            <ProductList list path noun="things".to_owned() />
        </main>
    }
    .into_any()
}
