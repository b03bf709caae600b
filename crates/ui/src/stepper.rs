//! How many: a number with a button on either side.

use leptos::prelude::*;

use crate::{style, typed::keep_typed};

/// A number from 1 to `most`. Without JavaScript the number is typed and its form is sent.
#[component]
pub fn Stepper(
    /// The name in the form.
    name: &'static str,
    /// What it counts, for screen readers.
    #[prop(into)]
    label: String,
    /// The number.
    value: RwSignal<i64>,
    /// The greatest number.
    #[prop(into)]
    most: Signal<i64>,
    /// Called with a new number, once it is settled.
    #[prop(optional, into)]
    on_change: Option<Callback<i64>>,
) -> impl IntoView {
    let field = NodeRef::new();
    keep_typed(field, move || value.get().to_string(), "change");
    let settle = move |number: i64| {
        let number = number.clamp(1, most.get_untracked().max(1));
        value.set(number);
        if let Some(change) = on_change {
            change.run(number);
        }
    };
    view! {
        <div class=style::stepper>
            <button
                type="button"
                class=style::step
                aria-label="One less"
                disabled=move || value.get() <= 1
                on:click=move |_| settle(value.get_untracked().saturating_sub(1))
            >
                "−"
            </button>
            <input
                node_ref=field
                class=style::count
                type="number"
                name=name
                min="1"
                max=move || most.get().max(1)
                inputmode="numeric"
                aria-label=label
                value=value.get_untracked()
                on:change=move |event| settle(event_target_value(&event).parse().unwrap_or(1))
            />
            <button
                type="button"
                class=style::step
                aria-label="One more"
                disabled=move || { value.get() >= most.get() }
                on:click=move |_| settle(value.get_untracked().saturating_add(1))
            >
                "+"
            </button>
        </div>
    }
}
