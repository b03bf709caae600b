//! The page, on the server.

use domain::{
    catalog::{ProductKind, view::ProductPageView},
    shipping::view::Promise,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::PAGE;

use super::{
    api::{self, ProductData},
    buy::{Buy, ToBuy},
    choice,
    contents::{self, Contents},
    facts::Facts,
    films::Films,
    further::Further,
    gallery::{Gallery, StillGallery},
    structured, style,
};
use crate::{
    state::Sent,
    storefront::{
        delivery,
        frame::FetchAhead,
        page::{came_back, page_of, part_of_path},
        parts::{Breadcrumb, TileRow},
        structured::{CardPicture, PageCard},
    },
    title::PageTitle,
};

/// The page.
#[component]
pub fn ProductPage() -> impl IntoView {
    let sku = use_query_map().with_untracked(|query| query.get("variant"));
    let came_back = came_back();
    page_of(api::product(part_of_path("slug")), move |data| match data {
        Some(data) => content(data, sku.as_deref(), came_back),
        None => ().into_any(),
    })
}

fn content(ProductData { product, promise }: ProductData, sku: Option<&str>, came_back: bool) -> AnyView {
    let start = choice::selected(&product.variants, sku);
    let structured = structured::data(&product);
    let singly = contents::singly(&product);
    let to_buy = ToBuy {
        slug: product.slug.clone(),
        options: product.options.clone(),
        variants: product.variants.clone(),
        kind: product.kind,
        tax: tax_words(product.kind, &promise),
        fields: product.fields.clone(),
        arrives: format!("Arrives {}", promise.arrives),
        deadline: delivery::deadline(&promise),
        start,
        came_back,
    };
    view! {
        {head(&product)}
        <FetchAhead island="buy" />
        <main id="main" class=PAGE>
            <Breadcrumb path=product.path.clone() here=product.title.clone() />
            <div class=style::product>
                {gallery(&product, start)}
                <div class=style::side>
                    <h1 class=style::title>{product.title.clone()}</h1>
                    <p class=style::fact>{product.fact.clone()}</p>
                    <Buy of=Sent(to_buy) />
                    <Contents parts=product.parts.clone() singly />
                    <Facts
                        is_delivered=product.kind.is_delivered()
                        details=product.details.clone()
                        description=product.description_html.clone()
                        brand=product.brand.clone()
                        promise
                    />
                    <Further rich_texts=product.rich_texts.clone() safety=product.safety.clone() />
                </div>
            </div>
            <Films films=product.films.clone() />
            <TileRow title="Goes well with it" more=None tiles=product.related.clone() />
            <script type="application/ld+json" inner_html=structured></script>
        </main>
    }
    .into_any()
}

/// What the price says about tax and delivery.
fn tax_words(kind: ProductKind, promise: &Promise) -> String {
    match kind {
        ProductKind::GiftCard => "VAT is due when it is spent".to_owned(),
        ProductKind::Digital => "includes VAT".to_owned(),
        ProductKind::Simple | ProductKind::Bundle => format!("includes VAT · {}", delivery::cost(promise)),
    }
}

/// The pictures. Only where variants show different ones must they move.
fn gallery(product: &ProductPageView, start: usize) -> AnyView {
    let by_variant: Vec<Option<usize>> = product.variants.iter().map(|variant| variant.picture).collect();
    let first = choice::pictures(product.pictures.len(), &by_variant, start);
    let moves =
        (0..by_variant.len()).any(|index| choice::pictures(product.pictures.len(), &by_variant, index) != first);
    if moves {
        view! { <FetchAhead island="gallery" /><Gallery pictures=Sent(product.pictures.clone()) by_variant start /> }
            .into_any()
    } else {
        view! { <StillGallery pictures=product.pictures.clone() shown=first /> }.into_any()
    }
}

/// Title, description, address and picture for search engines and link previews.
fn head(product: &ProductPageView) -> impl IntoView + use<> {
    let title = if product.meta_title.is_empty() { product.title.clone() } else { product.meta_title.clone() };
    let picture = product.pictures.first().map(|picture| CardPicture::of(picture, &product.title));
    let description =
        if product.meta_description.is_empty() { product.fact.clone() } else { product.meta_description.clone() };
    view! {
        <PageTitle text=title />
        <PageCard path=format!("/products/{}", product.slug) kind="product" title=product.title.clone() description picture />
    }
}
