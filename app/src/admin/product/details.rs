//! The words of a product: its name, and its description with a preview.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};

use super::{FORM, api::preview_description, editor::EditorState, field::Field, input::field_name, style};
use crate::admin::parts::style as part;

/// How long typing must rest before the preview follows.
const REST: Duration = Duration::from_millis(300);

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
