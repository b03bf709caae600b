//! The lines of an order.

use domain::{
    catalog::personalisation::{Answer, AnswerValue},
    order::view::{OrderDetail, OrderLineView, SourceView},
};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::{picture::Thumbnail, style as part};

/// What was bought, and how much of it was sent.
#[component]
pub fn Goods(
    /// The order.
    detail: OrderDetail,
) -> impl IntoView {
    let lines = detail.order.lines;
    let count = lines.iter().fold(0_i64, |count, line| count.saturating_add(line.quantity));
    let sources = (detail.locations.len() > 1 || detail.sources.len() > 1).then(|| sources(detail.sources));
    view! {
        <section class=part::card aria-labelledby="goods">
            <div class=part::cardhead>
                <h2 id="goods">"Items"</h2>
                <span class=part::aside>{if count == 1 { "1 item".to_owned() } else { format!("{count} items") }}</span>
            </div>
            <ul class=style::lines>{lines.into_iter().map(|line| view! { <Line line /> }).collect_view()}</ul>
            {sources}
        </section>
    }
}

/// Which location gives which items.
fn sources(sources: Vec<SourceView>) -> impl IntoView {
    let rows = sources.into_iter().map(|source| {
        let items = source.items.into_iter().map(|item| format!("{} × {} ({})", item.quantity, item.title, item.sku));
        view! {
            <p class=style::source>
                <a href=format!("/admin/stock/locations/{}", source.location)>{source.name}</a>
                <span class=part::small>{items.collect::<Vec<_>>().join(", ")}</span>
            </p>
        }
    });
    view! { <div class=style::sources>{rows.collect_view()}</div> }
}

#[component]
fn Line(line: OrderLineView) -> impl IntoView {
    let facts = [line.variant_title.as_str(), line.sku.as_str()];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
    let sent = (line.sent > 0).then(|| format!(" · {} of {} sent", line.sent, line.quantity));
    let refunded = (line.refunded > 0).then(|| format!(" · {} gone back", line.refunded));
    let later = line.later.map(|later| {
        let day = later.expected_on.map(|day| format!(", expected {}", day.long())).unwrap_or_default();
        view! { <strong class=style::owed>{format!("{} owed{day}", later.quantity)}</strong> }
    });
    view! {
        <li class=style::line>
            <Thumbnail picture=line.picture />
            <div class=style::what>
                {match line.product_slug {
                    Some(slug) => {
                        view! {
                            <a href=format!("/products/{slug}") rel="external">
                                {line.title}
                            </a>
                        }
                            .into_any()
                    }
                    None => view! { <span>{line.title}</span> }.into_any(),
                }}
                <span class=part::small>{facts} {sent} {refunded}</span>
                {later}
                {line.answers.into_iter().map(answer).collect_view()}
                {line
                    .parts
                    .iter()
                    .map(|one| view! { <span class=part::small>{format!("{} · {}", one.words(), one.sku)}</span> })
                    .collect_view()}
            </div>
            <span class=format!("{} {}", style::times, part::numeric)>
                {line.quantity} " × " {line.unit_price.to_string()}
            </span>
            <strong class=part::numeric>{line.line_total.to_string()}</strong>
        </li>
    }
}

/// What was filled in, word for word; an attached file can be fetched.
fn answer(answer: Answer) -> impl IntoView {
    let label = format!("{}: ", answer.label);
    let value = match answer.value {
        AnswerValue::Text(text) => view! { <strong class=style::answer>{text}</strong> }.into_any(),
        AnswerValue::File { key, name } => {
            let address = format!("/admin/orders/files/{key}");
            view! {
                <a href=address rel="external" download="">
                    {name}
                </a>
            }
            .into_any()
        }
    };
    view! { <span class=part::small>{label} {value}</span> }
}
