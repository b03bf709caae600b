//! A product's page: what it looks like, what it costs, when it arrives, and the one button.

pub mod api;
mod buy;
mod choice;
mod contents;
mod facts;
mod films;
mod gallery;
mod options;
mod structured;

use domain::catalog::view::{ProductPageView, VariantView};
use leptos::prelude::*;
use leptos_meta::{Link, Meta};
use leptos_router::hooks::{use_params_map, use_query_map};
use ui::PAGE;

use self::{api::ProductData, buy::BuyBox, contents::Contents, facts::Facts, films::Films, gallery::Gallery};
use super::{
    not_found::ErrorPage,
    parts::{Breadcrumb, TileRow},
};
use crate::{data::page_data, title::PageTitle};

stylance::import_style!(style, "product.module.css");

/// The product, and which of its variants is chosen.
#[derive(Clone, Copy)]
struct Chosen {
    product: StoredValue<ProductPageView>,
    index: Memo<usize>,
}

impl Chosen {
    fn of_address(product: &ProductPageView) -> Self {
        let address = use_query_map();
        let product = StoredValue::new(product.clone());
        let index = Memo::new(move |_| {
            product.with_value(|product| {
                address.with(|address| choice::selected(&product.variants, address.get_str("variant")))
            })
        });
        Self { product, index }
    }

    /// Reads the chosen variant; `None` for a product without any.
    fn read<T>(self, read: impl FnOnce(&VariantView) -> T) -> Option<T> {
        let index = self.index.get();
        self.product.with_value(|product| product.variants.get(index).map(read))
    }
}

/// The page.
#[component]
pub fn ProductPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()));
    let page = page_data(move || slug.get(), api::product);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(Some(page)) => content(page),
                    Ok(None) => ().into_any(),
                    Err(error) => view! { <ErrorPage error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn content(ProductData { product, promise }: ProductData) -> AnyView {
    let chosen = Chosen::of_address(&product);
    let structured = structured::data(&product);
    let singly = contents::singly(&product);
    view! {
        {head(&product)}
        <main id="main" class=PAGE>
            <Breadcrumb path=product.path here=product.title />
            <div class=style::product>
                <Gallery chosen />
                <div class=style::side>
                    <BuyBox chosen promise=promise.clone() />
                    <Contents parts=product.parts singly />
                    <Facts details=product.details description=product.description_html brand=product.brand promise />
                </div>
            </div>
            <Films films=product.films />
            <TileRow title="Goes well with it" more=None tiles=product.related />
            <script type="application/ld+json" inner_html=structured></script>
        </main>
    }
    .into_any()
}

/// Title, description, address and picture for search engines and link previews.
fn head(product: &ProductPageView) -> impl IntoView + use<> {
    let base = structured::base_url();
    let address = format!("{base}/products/{}", product.slug);
    let title = if product.meta_title.is_empty() { product.title.clone() } else { product.meta_title.clone() };
    let picture = product.pictures.first().map(|picture| format!("{base}{}", picture.address_for(800)));
    let description =
        if product.meta_description.is_empty() { product.fact.clone() } else { product.meta_description.clone() };
    view! {
        <PageTitle text=title />
        <Meta name="description" content=description.clone() />
        <Link rel="canonical" href=address.clone() />
        <Meta property="og:type" content="product" />
        <Meta property="og:title" content=product.title.clone() />
        <Meta property="og:description" content=description />
        <Meta property="og:url" content=address />
        {picture.map(|picture| view! { <Meta property="og:image" content=picture /> })}
    }
}
