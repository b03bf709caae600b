//! What search engines and social sites read.

use domain::catalog::view::{ProductPageView, StockView};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

/// Title, description, canonical address, Open Graph.
#[component]
pub fn ProductMeta(
    /// The product.
    product: ProductPageView,
) -> impl IntoView {
    let address = format!("/products/{}", product.slug);
    let picture = product.pictures.first().and_then(|picture| {
        let width = picture.widths.last()?;
        Some(format!("/media/{}-{width}.jpg", picture.hash))
    });
    let price = product.variants.first().map(|variant| variant.price);
    let available = product.variants.iter().any(|variant| variant.stock != StockView::SoldOut);
    view! {
        <Title text=product.title.clone() />
        <Meta name="description" content=product.meta_description.clone() />
        <Link rel="canonical" href=address />
        <Meta property="og:type" content="product" />
        <Meta property="og:title" content=product.title />
        <Meta property="og:description" content=product.meta_description />
        {picture.map(|picture| view! { <Meta property="og:image" content=picture /> })}
        {price.map(|price| view! {
            <Meta property="product:price:amount" content=price.decimal() />
            <Meta property="product:price:currency" content=price.currency.code().to_owned() />
        })}
        <Meta property="product:availability" content=if available { "in stock" } else { "out of stock" } />
    }
}
