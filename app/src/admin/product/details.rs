//! The words of a product: name, description with its preview, and in the side column address, brand and whether it is
//! published.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use super::{FORM, api::preview_description, editor::EditorState, input::field_name, style};
use crate::admin::parts::style as part;

/// How long typing must rest before the preview follows.
const REST: Duration = Duration::from_millis(300);

/// A field with its label, its text and, below it, what is wrong with it.
#[component]
fn Field(
    editor: EditorState,
    path: &'static str,
    label: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let name = field_name(path);
    let refusal = move || editor.refusal_of(path);
    view! {
        <div class=part::field>
            <label for=name.clone()>{label}</label>
            <input
                id=name.clone()
                name=name
                form=FORM
                value=move || value.get()
                required=required
                maxlength="200"
                autocomplete="off"
                aria-invalid=move || refusal().is_some().to_string()
            />
            {(!hint.is_empty()).then(|| view! { <p class=part::hint>{hint}</p> })}
            {move || refusal().map(|words| view! { <p class=part::complaint>{words}</p> })}
        </div>
    }
}

/// Name and description.
#[component]
pub fn Details(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let title = Signal::derive(move || editor.saved.with(|saved| saved.title.clone()));
    view! {
        <section class=format!("{} {}", part::card, style::block)>
            <Field editor path="title" label="Name" value=title required=true />
            <Description editor />
        </section>
    }
}

#[component]
fn Description(editor: EditorState) -> impl IntoView {
    const PATH: &str = "description_html";
    let name = field_name(PATH);
    let preview = RwSignal::new(editor.saved.with_untracked(|saved| saved.description_html.clone()));
    let typed = StoredValue::new(String::new());
    let follow = move |html: String| {
        typed.set_value(html.clone());
        let _ = set_timeout(
            move || {
                if typed.try_with_value(|now| *now == html) != Some(true) {
                    return;
                }
                spawn_local(async move {
                    if let Ok(safe) = preview_description(html).await {
                        let _ = preview.try_set(safe);
                    }
                });
            },
            REST,
        );
    };
    view! {
        <div class=part::field>
            <label for=name.clone()>"Description"</label>
            <textarea
                id=name.clone()
                name=name
                form=FORM
                rows="8"
                spellcheck="true"
                on:input:target=move |event| follow(event.target().value())
            >
                {move || editor.saved.with(|saved| saved.description_html.clone())}
            </textarea>
            <p class=part::hint>
                "HTML: paragraphs, headings, lists, bold, italics, links and tables. Anything unsafe is removed."
            </p>
            {move || editor.refusal_of(PATH).map(|words| view! { <p class=part::complaint>{words}</p> })}
        </div>
        <details class=style::preview>
            <summary>"Preview as shoppers see it"</summary>
            <div class=style::rich inner_html=move || preview.get()></div>
        </details>
    }
}

/// Whether it is published, its address and its brand.
#[component]
pub fn Side(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let slug = Signal::derive(move || editor.saved.with(|saved| saved.slug.as_str().to_owned()));
    let brand = Signal::derive(move || editor.saved.with(|saved| saved.brand.clone()));
    view! {
        <section class=format!("{} {}", part::card, style::block)>
            <label class=style::tick>
                <input
                    type="checkbox"
                    name=field_name("published")
                    form=FORM
                    value="true"
                    checked=move || editor.saved.with(|saved| saved.published)
                />
                <span>
                    <strong>"Published"</strong>
                    <small class=part::small>"Shoppers see it and can buy it."</small>
                </span>
            </label>
            <Doctor editor />
        </section>
        <section class=format!("{} {}", part::card, style::block)>
            <Field
                editor
                path="slug"
                label="Address"
                value=slug
                required=true
                hint="The last part of /products/… When it changes, the old address goes on leading here."
            />
            <Field editor path="brand" label="Brand" value=brand />
        </section>
    }
}

/// Why shoppers cannot buy it; nothing when they can.
#[component]
fn Doctor(editor: EditorState) -> impl IntoView {
    let reasons = move || {
        editor.saved.with(|saved| {
            let reason = |holds: bool, words: &'static str| holds.then_some(words);
            [
                reason(!saved.published, "It is not published."),
                reason(saved.variants.is_empty(), "It has no variant."),
                reason(saved.variants.iter().any(|variant| variant.price.minor == 0), "A variant costs nothing."),
                reason(
                    saved.variants.iter().all(|variant| variant.on_hand <= variant.reserved),
                    "Nothing of it is in stock.",
                ),
                reason(saved.pictures.is_empty(), "It has no picture."),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
        })
    };
    move || {
        let reasons = reasons();
        (!reasons.is_empty()).then(|| {
            view! {
                <div class=style::doctor>
                    <strong>"Before shoppers buy it"</strong>
                    <ul>{reasons.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
                </div>
            }
        })
    }
}
