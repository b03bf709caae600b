//! The shop's mark.

use leptos::prelude::*;

use super::style;

/// The shop's sign and name, leading home.
#[component]
pub fn Mark(
    /// The name.
    name: String,
) -> impl IntoView {
    view! {
        <a class=style::brand href="/">
            <svg viewBox="0 0 32 32" aria-hidden="true"><path d="M4 28V16A12 12 0 1 1 16 28Z"></path></svg>
            {name}
        </a>
    }
}
