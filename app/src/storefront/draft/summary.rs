//! What is offered, line by line, and what it costs.

use domain::{
    cart::view::{CartLineView, LineProblem},
    draft::{Words, view::OfferView},
    tax::VatStanding,
};
use leptos::prelude::*;

use super::style;
use crate::storefront::parts::PictureView;

/// The items and their sums.
#[component]
pub(super) fn Summary(
    /// What is offered.
    offer: OfferView,
    /// The words of its language.
    words: Words,
) -> impl IntoView {
    let (checkout, totals) = (&offer.checkout, &offer.checkout.totals);
    let shown = totals.shown();
    let delivery = checkout.cart.is_delivered.then(|| {
        let price = shown.shipping_before;
        (words.delivery(), if price.minor == 0 { words.free().to_owned() } else { price.to_string() })
    });
    let added = shown.added_tax.map(|tax| (words.tax(), tax.to_string()));
    let rows = [
        Some((words.goods(), shown.goods.to_string())),
        delivery,
        added,
        Some((words.total(), totals.total.to_string())),
    ];
    let row = |(name, amount): (&'static str, String)| view! { <tr><th scope="row">{name}</th><td>{amount}</td></tr> };
    let includes =
        (shown.added_tax.is_none() && totals.tax().minor > 0).then(|| words.includes_tax(&totals.tax().to_string()));
    let without = (checkout.vat == Some(VatStanding::Exempt)).then(|| words.without_tax());
    view! {
        <aside aria-labelledby="offered">
            <h2 id="offered">{words.items()}</h2>
            <ul class=style::lines>{checkout.cart.lines.iter().map(|one| line(one, words)).collect_view()}</ul>
            <table class=style::sums>
                <tbody>{rows.into_iter().flatten().map(row).collect_view()}</tbody>
            </table>
            {includes.map(|text| view! { <p class=style::small>{text}</p> })}
            {without.map(|text| view! { <p class=style::small>{text}</p> })}
        </aside>
    }
    .into_any()
}

fn line(line: &CartLineView, words: Words) -> impl IntoView + use<> {
    let picture = line.picture.clone().map(|picture| view! { <PictureView picture sizes="64px" decorative=true /> });
    // One piece: it never breaks in the middle.
    let count = format!("{}\u{a0}×\u{a0}{}", line.quantity.get(), line.unit_price);
    let facts = if line.variant_title.is_empty() { count } else { format!("{} · {count}", line.variant_title) };
    let problem = line.problem.map(|problem| match problem {
        LineProblem::OnlyLeft(left) => words.only_left(left),
        LineProblem::SoldOut | LineProblem::Unavailable | LineProblem::Outdated => words.gone().to_owned(),
    });
    let later = line.later.map(|later| words.later(later, line.quantity.get()));
    view! {
        <li>
            <span class=style::thumb>{picture}</span>
            <p>
                {line.title.clone()}
                <small>{facts}</small>
                {later.map(|text| view! { <small>{text}</small> })}
                {problem.map(|text| view! { <small class=style::gone>{text}</small> })}
            </p>
            <strong>{line.line_total.to_string()}</strong>
        </li>
    }
}
