//! A field of the product's form: its label, its text and, below it, what is wrong with it.

use leptos::prelude::*;

use super::{FORM, editor::EditorState, input::field_name};
use crate::admin::parts::style as part;

/// A field with its label, its text and, below it, what is wrong with it.
#[component]
pub fn Field(
    /// The form.
    editor: EditorState,
    /// The field's path.
    path: &'static str,
    /// Its words.
    label: &'static str,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Whether it has to be filled.
    #[prop(optional)]
    required: bool,
    /// A line of help.
    #[prop(optional)]
    hint: &'static str,
    /// The kind of field, as HTML names it.
    #[prop(default = "text")]
    kind: &'static str,
    /// The keyboard, as HTML names it.
    #[prop(default = "text")]
    keys: &'static str,
    /// The id of a list of suggestions.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    let name = field_name(path);
    let wrong = StoredValue::new(format!("{name}-wrong"));
    let refusal = move || editor.refusal_of(path);
    view! {
        <div class=part::field>
            <label for=name.clone()>{label}</label>
            <input
                id=name.clone()
                name=name
                form=FORM
                type=kind
                inputmode=keys
                list=list
                value=move || value.get()
                required=required
                maxlength="1000"
                autocomplete="off"
                aria-invalid=move || refusal().is_some().to_string()
                aria-describedby=move || refusal().map(|_| wrong.get_value())
            />
            {(!hint.is_empty()).then(|| view! { <p class=part::hint>{hint}</p> })}
            {move || refusal().map(|words| view! { <p class=part::complaint id=wrong.get_value()>{words}</p> })}
        </div>
    }
}
