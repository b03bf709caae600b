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
        "" => format!("Quantity {}", line.quantity.get()),
        variant => format!("{variant} · Quantity {}", line.quantity.get()),
    };
    let answers = line.answers.iter().map(|answer| view! { <small>{answer.told()}</small> }).collect_view();
    let problem = line.problem.map(|problem| match problem {
        LineProblem::OnlyLeft(left) => format!("only {left} left"),
        LineProblem::Outdated => "made differently now".to_owned(),
        LineProblem::SoldOut | LineProblem::Unavailable => "no longer there".to_owned(),
    });
    let later = line.later_words().map(|words| view! { <small>{words}</small> });
    let mend = line.problem.map(|problem| mend(line, problem));
    view! {
        <li>
            <span class=style::thumb>{picture}</span>
            <p>
                {line.title.clone()}
                <small>{facts}</small>
                {later}
                {answers}
                {problem.map(|words| view! { <small class=style::gone>{words}</small> })}
            </p>
            <strong>{line.line_total.to_string()}</strong>
            {mend}
        </li>
    }
}

/// What makes the line one that can be ordered, in one press.
fn mend(line: &CartLineView, problem: LineProblem) -> impl IntoView + use<> {
    let left = if let LineProblem::OnlyLeft(left) = problem { Some(left) } else { None };
    let (action, words) = match left {
        Some(left) => ("/api/cart/set_quantity", format!("Take {left}")),
        None => ("/api/cart/remove", "Remove".to_owned()),
    };
    view! {
        <form class=style::mend action=action method="post">
            <input type="hidden" name="line" value=line.id.0 />
            {left.map(|left| view! { <input type="hidden" name="quantity" value=left /> })}
            <button type="submit" aria-label=format!("{words}: {}", line.title)>{words.clone()}</button>
        </form>
    }
}
