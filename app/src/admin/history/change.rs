//! One field, before and after.

use domain::catalog::view::{Fate, FieldChange};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::style as part;

/// What changed in a field: short values side by side, long texts as one with what went and what came.
#[component]
pub fn Change(change: FieldChange) -> impl IntoView {
    let values = if change.words.is_empty() {
        let old = match change.old {
            old if old.is_empty() => nothing(),
            old => view! { <del>{old}</del> }.into_any(),
        };
        let new = match change.new {
            new if new.is_empty() => nothing(),
            new => view! { <ins>{new}</ins> }.into_any(),
        };
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

fn nothing() -> AnyView {
    view! { <span class=part::aside>"nothing"</span> }.into_any()
}

fn word((fate, text): (Fate, String)) -> AnyView {
    match fate {
        Fate::Same => view! { <span>{text}</span> }.into_any(),
        Fate::Removed => view! { <del>{text}</del> }.into_any(),
        Fate::Added => view! { <ins>{text}</ins> }.into_any(),
    }
}
