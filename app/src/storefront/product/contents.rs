//! What a bundle is made of.

use domain::{
    catalog::view::{PartView, ProductPageView},
    kernel::Money,
};
use leptos::prelude::*;

use super::style;

/// The parts, each with the way to its own page, and what they cost by themselves when that is more.
#[component]
pub fn Contents(
    /// The parts; nothing is shown without any.
    parts: Vec<PartView>,
    /// What they cost when each is bought by itself.
    singly: Option<Money>,
) -> impl IntoView {
    (!parts.is_empty()).then(|| {
        let parts = parts
            .into_iter()
            .map(|part| {
                let words = part.words();
                match part.slug {
                    Some(slug) => view! { <li><a href=format!("/products/{slug}")>{words}</a></li> }.into_any(),
                    None => view! { <li>{words}</li> }.into_any(),
                }
            })
            .collect_view();
        view! {
            <section class=style::contents aria-labelledby="contents">
                <h2 id="contents">"What is in it"</h2>
                <ul>{parts}</ul>
                {singly.map(|price| view! { <p>{format!("Bought one by one: {price}")}</p> })}
            </section>
        }
    })
}

/// What the parts cost by themselves, when the bundle is cheaper in every variant.
pub fn singly(product: &ProductPageView) -> Option<Money> {
    let dearest = product.variants.iter().map(|variant| variant.price.minor).max()?;
    product.parts_price.filter(|price| price.minor > dearest)
}
