//! The words of a product: its name, and its description.

use leptos::prelude::*;

use super::{FORM, editor::EditorState, field::Field, input::field_name, style};
use crate::admin::parts::{rich_text::RichText, style as part};

const DESCRIPTION: &str = "description_html";

/// Name and description.
#[component]
pub fn Details(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let title = Signal::derive(move || editor.saved.with(|saved| saved.title.clone()));
    let description = Signal::derive(move || editor.saved.with(|saved| saved.description_html.clone()));
    view! {
        <section class=format!("{} {}", part::card, style::block)>
            <Field editor path="title" label="Name" value=title required=true />
            <RichText
                name=field_name(DESCRIPTION)
                owner=FORM
                label="Description"
                value=description
                refusal=Signal::derive(move || editor.refusal_of(DESCRIPTION))
                hint="As shoppers read it. Pasted text loses its fonts and colours; HTML may hold tables, too. Anything unsafe is removed."
            />
        </section>
    }
}
