//! The list of keys.

use leptos::{html, prelude::*};

use super::style;
use crate::admin::{area::Area, parts::style as part};

/// A dialog with all keys, opened by `?`.
#[component]
pub fn Help(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = dialog.get()
            && open.get()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog class=style::dialog node_ref=dialog aria-labelledby="keys" on:close=move |_| open.set(false)>
            <div class=style::help>
                <h2 id="keys">"Keys"</h2>
                <dl>
                    <dt>
                        <kbd>"Ctrl"</kbd>
                        <kbd>"K"</kbd>
                    </dt>
                    <dd>"Find an order, product or command"</dd>
                    {Area::ALL
                        .into_iter()
                        .map(|area| {
                            view! {
                                <dt>
                                    <kbd>"G"</kbd>
                                    <kbd>{area.key()}</kbd>
                                </dt>
                                <dd>"Go to " {area.label()}</dd>
                            }
                        })
                        .collect_view()}
                    <dt>
                        <kbd>"Ctrl"</kbd>
                        <kbd>"S"</kbd>
                    </dt>
                    <dd>"Save a product"</dd>
                    <dt>
                        <kbd>"?"</kbd>
                    </dt>
                    <dd>"This list"</dd>
                </dl>
                <form method="dialog">
                    <button class=part::button>"Close"</button>
                </form>
            </div>
        </dialog>
    }
}
