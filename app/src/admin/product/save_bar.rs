//! The bar that appears when something is unsaved, and says what, and what needs another look before it can be saved.

use leptos::prelude::*;

use super::{FORM, editor::EditorState, style};
use crate::admin::parts::wrong::WrongFields;

/// Save and discard.
#[component]
pub fn SaveBar(
    /// The form.
    editor: EditorState,
) -> impl IntoView {
    let pending = editor.action.pending();
    let count = Signal::derive(move || editor.refused.with(Vec::len));
    move || {
        let unsaved = editor.unsaved.get();
        (!unsaved.is_empty()).then(|| {
            view! {
                <div class=style::savebar role="region" aria-label="Unsaved changes">
                    <span>"Unsaved: " {unsaved.join(", ")}</span>
                    <WrongFields count />
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
