//! What is ordered, line by line, on the server: it does not move.

use domain::cart::view::{CartLineView, LineProblem};
use leptos::prelude::*;

use super::style;
use crate::storefront::parts::PictureView;

/// The lines.
#[component]
pub fn Lines(
    /// What is in the cart.
    lines: Vec<CartLineView>,
) -> impl IntoView {
    view! { <ul>{lines.iter().map(line).collect_view()}</ul> }
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
