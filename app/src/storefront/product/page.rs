//! The page, on the server.

use domain::{
    catalog::{ProductKind, untold_facts, view::ProductPageView},
    shipping::view::Promise,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::{Icon, IconName, PAGE};

use super::{
    api::{self, ProductData},
    buy::{Buy, ToBuy},
    choice,
    contents::{self, Contents},
    facts::Facts,
    films::Films,
    further::Further,
    gallery::Gallery,
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

fn content(data: ProductData, sku: Option<&str>, came_back: bool) -> AnyView {
    let ProductData { product, promise, adds_tax, rooms } = data;
    let start = choice::selected(&product.variants, sku);
    let structured = structured::data(&product);
    let singly = contents::singly(&product);
    let by_variant: Vec<Option<usize>> = product.variants.iter().map(|variant| variant.picture).collect();
    let shown = choice::pictures(product.pictures.len(), &by_variant, start);
    let can_be_bought = product.variants.get(start).is_some_and(choice::can_be_bought);
    let has_all = can_be_bought && rooms.get(start) == Some(&0);
    let to_buy = ToBuy {
        slug: product.slug.clone(),
        options: product.options.clone(),
        variants: product.variants.clone(),
        kind: product.kind,
        tax: tax_words(product.kind, adds_tax, promise.as_ref()),
        fields: product.fields.clone(),
        arrives: promise.as_ref().map(|promise| format!("Arrives {}", promise.arrives)).unwrap_or_default(),
        deadline: promise.as_ref().map(delivery::deadline).unwrap_or_default(),
        pictures: product.pictures.len(),
        start,
        problem: came_back.then(|| problem(&product, has_all).to_owned()),
        rooms,
    };
    let kind = product.kind;
    view! {
        {head(&product)}
        <FetchAhead island="buy" />
        <main id="main" class=PAGE>
            <Breadcrumb path=product.path.clone() here=product.title.clone() />
            <div class=style::product>
                <Gallery pictures=product.pictures.clone() shown />
                <div class=style::side>
                    <h1 class=style::title>{product.title.clone()}</h1>
                    <p class=style::fact>{untold_facts(&product.options, &product.fact)}</p>
                    <Buy of=Sent(to_buy) />
                    <Promises kind />
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

/// Why an addition that was sent by the browser itself failed, as far as that can be said.
fn problem(product: &ProductPageView, has_all: bool) -> &'static str {
    if has_all {
        "Nothing was added: all that are left are in your bag."
    } else if product.fields.is_empty() {
        "This could not be added. Perhaps it has just been sold."
    } else {
        "This could not be added. Look at what you fill in and at the size and kind of files; perhaps it has just been sold."
    }
}

/// What is promised of every variant.
#[component]
fn Promises(kind: ProductKind) -> impl IntoView {
    view! {
        <ul class=format!("{} {}", style::promises, style::always)>
            {kind.is_delivered().then(|| view! {
                <li>
                    <Icon name=IconName::Return />
                    <p>"30 days to return it" <span>"no reason needed"</span></p>
                </li>
            })}
            <li>
                <Icon name=IconName::Lock />
                <p>"No account needed" <span>"a secret link shows your order"</span></p>
            </li>
        </ul>
    }
}

/// What the price says about tax and delivery.
fn tax_words(kind: ProductKind, adds_tax: bool, promise: Option<&Promise>) -> String {
    let tax = if adds_tax { "plus tax" } else { "includes VAT" };
    match kind {
        ProductKind::GiftCard if adds_tax => "tax is due when it is spent".to_owned(),
        ProductKind::GiftCard => "VAT is due when it is spent".to_owned(),
        ProductKind::Digital => tax.to_owned(),
        ProductKind::Simple | ProductKind::Bundle => match promise {
            Some(promise) => format!("{tax} · {}", delivery::cost(promise)),
            None => format!("{tax} · plus delivery"),
        },
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
