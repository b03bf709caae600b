//! Light or dark.

use leptos::{prelude::*, wasm_bindgen::JsCast as _, web_sys::HtmlDocument};

use super::style;
use crate::theme;

/// Light, dark, or as the device has it. A form by itself; with a script the page stays.
#[island]
pub fn Look() -> impl IntoView {
    let choice = |theme: &'static str, words: &'static str| {
        let choose = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            force(theme);
        };
        view! { <button name="theme" value=theme on:click=choose>{words}</button> }
    };
    view! {
        <form action="/api/theme/set" method="post" class=style::theme>
            <span>"Look"</span>
            {choice("system", "As my device")}
            {choice("light", "Light")}
            {choice("dark", "Dark")}
        </form>
    }
}

/// Shows the look and remembers it, so that it holds even when the page is left at once.
fn force(wish: &str) {
    let page = document();
    if let Some(root) = page.document_element() {
        let _ = match wish {
            "system" => root.remove_attribute("data-theme"),
            look => root.set_attribute("data-theme", look),
        };
    }
    if let Some(page) = page.dyn_ref::<HtmlDocument>() {
        // A browser that keeps no cookies still shows the look until the page is left.
        let _ = page.set_cookie(&theme::cookie(wish));
    }
}
