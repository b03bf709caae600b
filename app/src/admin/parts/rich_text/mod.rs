//! A field for texts with headings, lists and links.
//!
//! What is posted is HTML in a plain text area, which is all there is without a script. With one, the text is written as it will
//! look, in an element that the browser itself edits and whose steps it takes back; the text area follows at every key. What of
//! it is safe the server decides when it is saved, and when somebody comes back from writing HTML: [`clean`] only tidies.

mod clean;
mod pen;
mod toolbar;

use leptos::{prelude::*, task::spawn_local};

pub use self::pen::read_again;
use self::{pen::Pen, toolbar::Toolbar};
use super::style as part;
use crate::admin::product::api::preview_description;

stylance::import_style!(style, "rich_text.module.css");

/// The field.
#[component]
pub fn RichText(
    /// Its name in the form.
    name: String,
    /// The id of the form's element, when the field does not lie in it.
    #[prop(optional)]
    owner: Option<&'static str>,
    /// Its words.
    #[prop(into)]
    label: String,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Why it was refused.
    #[prop(into)]
    refusal: Signal<Option<String>>,
    /// A line of help.
    #[prop(optional)]
    hint: &'static str,
) -> impl IntoView {
    let pen = Pen::new();
    let (id, source_id) = (StoredValue::new(name.clone()), name.clone());
    let (label_id, wrong) = (StoredValue::new(format!("{name}-label")), StoredValue::new(format!("{name}-wrong")));
    let words = StoredValue::new(label.clone());
    let described = move || refusal.with(Option::is_some).then(|| wrong.get_value());
    let sheet = move || {
        pen.is_sheet().then(|| {
            view! {
                <Sheet
                    pen
                    id=id.get_value()
                    label_id=label_id.get_value()
                    refused=Signal::derive(move || refusal.with(Option::is_some))
                    described=Signal::derive(described)
                />
            }
        })
    };
    view! {
        <div class=part::field>
            <label id=label_id.get_value() for=name.clone() on:click=move |_| pen.hold()>{label}</label>
            <div class=style::frame class=(style::alive, move || pen.alive.get())>
                {move || pen.alive.get().then(|| view! { <Toolbar pen label=words.get_value() controls=id.get_value() /> })}
                {sheet}
                // The field and the editor change places, and the id goes along: labels and links lead to what is seen.
                <textarea
                    node_ref=pen.source
                    id=move || (!pen.is_sheet()).then(|| source_id.clone())
                    name=name
                    form=owner
                    rows="9"
                    spellcheck="true"
                    hidden=move || pen.is_sheet()
                    aria-invalid=move || (!pen.is_sheet()).then(|| refusal.with(Option::is_some).to_string())
                    aria-describedby=described
                    on:change=move |_| pen.read()
                >
                    {move || value.get()}
                </textarea>
            </div>
            {(!hint.is_empty()).then(|| view! { <p class=part::hint>{hint}</p> })}
            {move || pen.failed.get().map(|words| view! { <p class=part::complaint role="alert">{words}</p> })}
            {move || refusal.get().map(|words| view! { <p class=part::complaint id=wrong.get_value()>{words}</p> })}
        </div>
    }
    .into_any()
}

/// The text as it will look.
#[component]
fn Sheet(
    pen: Pen,
    id: String,
    label_id: String,
    refused: Signal<bool>,
    described: Signal<Option<String>>,
) -> impl IntoView {
    let node = pen.sheet;
    Effect::new(move || {
        if node.get().is_some() {
            pen.read();
        }
    });
    view! {
        <div
            class=style::sheet
            node_ref=node
            id=id
            contenteditable="true"
            role="textbox"
            aria-multiline="true"
            aria-labelledby=label_id
            aria-invalid=move || refused.get().to_string()
            aria-describedby=move || described.get()
            spellcheck="true"
            on:focus=move |_| pen.begin()
            on:input=move |_| pen.write()
            on:paste=move |event| pen.paste(&event)
            on:keyup=move |_| pen.look()
            on:pointerup=move |_| pen.look()
        ></div>
    }
}

/// Goes from the text to its HTML and back. On the way back the server says what of it is safe.
fn turn(pen: Pen) {
    pen.failed.set(None);
    if !pen.as_html.get_untracked() {
        pen.as_html.set(true);
        return;
    }
    let Some(typed) = pen.source.get_untracked().map(|source| source.value()) else { return };
    spawn_local(async move {
        match preview_description(typed).await {
            Ok(safe) => {
                pen.replace(&safe);
                let _ = pen.as_html.try_set(false);
            }
            Err(error) => {
                let _ = pen.failed.try_set(Some(error.to_string()));
            }
        }
    });
}
