//! The bar that appears when something is unsaved, and says what.

use leptos::prelude::*;

use super::{FORM, editor::EditorState, style};

/// Save and discard.
#[component]
pub fn SaveBar(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let pending = editor.action.pending();
    move || {
        let unsaved = editor.unsaved.get();
        (!unsaved.is_empty()).then(|| {
            view! {
                <div class=style::savebar role="region" aria-label="Unsaved changes">
                    <span>"Unsaved: " {unsaved.join(", ")}</span>
                    <button type="button" on:click=move |_| editor.discard()>
                        "Discard"
                    </button>
                    <button
                        class=style::save
                        form=FORM
                        title="Save product (Ctrl S)"
                        disabled=move || pending.get()
                    >
                        {move || if pending.get() { "Saving …" } else { "Save product" }}
                    </button>
                </div>
            }
        })
    }
}
