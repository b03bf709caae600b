//! What is ordered and what it costs: beside the form, on a phone folded above it.

use domain::cart::view::{CartLineView, LineProblem};
use leptos::prelude::*;

use super::{draft::Draft, style};
use crate::storefront::{cart::totals_table, parts::PictureView};

/// The summary.
#[component]
pub fn Summary(draft: Draft) -> impl IntoView {
    let count = move || match draft.view.with(|view| view.cart.item_count) {
        1 => "Your order · 1 thing".to_owned(),
        count => format!("Your order · {count} things"),
    };
    let total = move || draft.view.with(|view| view.totals.total.to_string());
    view! {
        <aside class=style::summary aria-label="Your order">
            <details>
                <summary>
                    <span>{count}</span>
                    <strong>{total}</strong>
                </summary>
                <div class=style::summary_body>
                    <ul>{move || draft.view.with(|view| view.cart.lines.iter().map(line).collect_view())}</ul>
                    <a class=ui::UNDERLINED href="/cart">"Change your bag"</a>
                    <div aria-live="polite" aria-busy=move || draft.counting.get().then_some("true")>
                        {move || draft.view.with(|view| totals_table(&view.totals, "Delivery"))}
                    </div>
                </div>
            </details>
        </aside>
    }
    .into_any()
}

fn line(line: &CartLineView) -> impl IntoView + use<> {
    let picture = line.picture.clone().map(|picture| view! { <PictureView picture sizes="64px" decorative=true /> });
    let facts = match line.variant_title.as_str() {
        "" => format!("{} ×", line.quantity.get()),
        variant => format!("{variant} · {} ×", line.quantity.get()),
    };
    let answers = line.answers.iter().map(|answer| view! { <small>{answer.told()}</small> }).collect_view();
    let problem = line.problem.map(|problem| match problem {
        LineProblem::OnlyLeft(left) => format!("only {left} left"),
        LineProblem::Outdated => "made differently now".to_owned(),
        LineProblem::SoldOut | LineProblem::Unavailable => "no longer there".to_owned(),
    });
    view! {
        <li>
            <span class=style::thumb>{picture}</span>
            <p>
                {line.title.clone()}
                <small>{facts}</small>
                {answers}
                {problem.map(|words| view! { <small class=style::gone>{words}</small> })}
            </p>
            <strong>{line.line_total.to_string()}</strong>
        </li>
    }
}
