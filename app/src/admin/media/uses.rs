//! The pages that show an image.

use domain::media::view::ImageUse;
use leptos::prelude::*;

use super::style;
use crate::admin::parts::style as part;

/// The pages, each with a link.
#[component]
pub fn Uses(
    /// The pages.
    uses: Vec<ImageUse>,
    /// How many lines of orders show it, too.
    order_lines: i64,
) -> impl IntoView {
    let is_empty = uses.is_empty();
    let orders = match order_lines {
        0 => None,
        1 => Some("1 line of an order shows it, too.".to_owned()),
        lines => Some(format!("{lines} lines of orders show it, too.")),
    };
    view! {
        <section class=part::card>
            <div class=part::cardhead>
                <h2>"Shown on"</h2>
            </div>
            <div class=style::block>
                {is_empty.then(|| view! { <p class=part::hint>"No page shows it. A product takes it from its own page."</p> })}
                <ul class=style::uses>{uses.into_iter().map(one).collect_view()}</ul>
                {(!is_empty).then(|| view! { <p class=part::hint>"It can be removed once no page shows it."</p> })}
                {orders.map(|words| view! { <p class=part::hint>{words}</p> })}
            </div>
        </section>
    }
}

fn one(page: ImageUse) -> AnyView {
    match page {
        ImageUse::Product { id, title, alternative_text } => {
            let words = if alternative_text.is_empty() { "without words".to_owned() } else { alternative_text };
            view! {
                <li>
                    <a href=format!("/admin/products/{id}")>{title}</a>
                    <small class=part::small>{words}</small>
                </li>
            }
            .into_any()
        }
        ImageUse::Category { id, name, .. } => view! {
            <li>
                <a href=format!("/admin/categories/{id}")>{name}</a>
                <small class=part::small>"category"</small>
            </li>
        }
        .into_any(),
    }
}
