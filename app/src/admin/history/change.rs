//! One field, before and after.

use domain::catalog::view::{Fate, FieldChange};
use leptos::prelude::*;

use super::style;

/// What changed in a field: short values side by side, long texts as one with what went and what came.
#[component]
pub fn Change(change: FieldChange) -> impl IntoView {
    let values = if change.words.is_empty() {
        let old = view! { <del>{or_nothing(change.old)}</del> };
        let new = view! { <ins>{or_nothing(change.new)}</ins> };
        view! {
            <p class=style::values>
                {old} <span aria-hidden="true">"→"</span> {new}
            </p>
        }
        .into_any()
    } else {
        view! { <p class=style::text>{change.words.into_iter().map(word).collect_view()}</p> }.into_any()
    };
    view! {
        <div class=style::change>
            <dt>{change.label}</dt>
            <dd>{values}</dd>
        </div>
    }
}

fn or_nothing(value: String) -> String {
    if value.is_empty() { "nothing".to_owned() } else { value }
}

fn word((fate, text): (Fate, String)) -> AnyView {
    match fate {
        Fate::Same => view! { <span>{text}</span> }.into_any(),
        Fate::Removed => view! { <del>{text}</del> }.into_any(),
        Fate::Added => view! { <ins>{text}</ins> }.into_any(),
    }
}
