//! A page without the frame: one question in the middle.

use leptos::prelude::*;
use leptos_meta::Link;

use super::style;

/// One question in the middle of an empty page.
#[component]
pub fn Sheet(
    /// The question.
    #[prop(into)]
    title: String,
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <Link rel="preload" href="/fonts/inter.woff2" as_="font" type_="font/woff2" crossorigin="anonymous" />
        <main id="main" class=format!("{} {}", style::admin, style::alone)>
            <div class=style::sheet>
                <span class=style::mark></span>
                <h1>{title}</h1>
                {children()}
            </div>
        </main>
    }
}
