//! A field for a day.

use leptos::prelude::*;

use super::{form::FormState, style as part};

/// A day; the browser shows it as people write days where they live.
#[component]
pub fn Day(
    /// The form.
    form: FormState,
    /// The field's path.
    path: &'static str,
    /// What it asks for.
    label: &'static str,
    /// What stands in it: "2026-12-03", or nothing.
    value: String,
    /// What helps to fill it in.
    hint: &'static str,
) -> impl IntoView {
    let name = form.name(path);
    let told = StoredValue::new(format!("{name}-wrong"));
    let refusal = move || form.refusal_of(path);
    view! {
        <div class=part::field>
            <label for=name.clone()>{label}</label>
            <input
                id=name.clone()
                name=name
                type="date"
                value=value
                aria-invalid=move || refusal().is_some().to_string()
                aria-describedby=move || refusal().map(|_| told.get_value())
            />
            <p class=part::hint>{hint}</p>
            {move || refusal().map(|words| view! { <p class=part::complaint id=told.get_value()>{words}</p> })}
        </div>
    }
    .into_any()
}
