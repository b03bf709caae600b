//! The foot of the page: promises with real dates, all shelves, and what one looks for last.

use leptos::{prelude::*, wasm_bindgen::JsCast as _, web_sys::HtmlDocument};
use ui::PAGE;

use super::{api::FrameData, languages::Languages, style};
use crate::theme;

/// Four promises, the shelves, and the look.
#[component]
pub fn Foot(
    /// What to show.
    data: FrameData,
) -> impl IntoView {
    let shelves = data
        .menu
        .into_iter()
        .map(|entry| view! { <li><a href=format!("/categories/{}", entry.slug)>{entry.name}</a></li> })
        .collect_view();
    let arrives = format!("Arrives {}", data.promise.arrives);
    view! {
        <footer class=style::foot>
            <div class=format!("{PAGE} {}", style::promises)>
                <p><strong>{arrives}</strong><span>"when ordered before 14:00"</span></p>
                <p><strong>"30 days to return"</strong><span>"no reason needed"</span></p>
                <p><strong>"No account needed"</strong><span>"a secret link shows your order"</span></p>
                <p>
                    <strong>"People who answer"</strong>
                    <a href=format!("mailto:{}", data.email)>{data.email.clone()}</a>
                </p>
            </div>
            <div class=format!("{PAGE} {}", style::small)>
                <nav aria-label="Shelves">
                    <ul class=style::shelves>
                        {shelves}
                        <li><a href="/new">"New"</a></li>
                        {data.has_sale.then(|| view! { <li><a href="/sale">"Sale"</a></li> })}
                    </ul>
                </nav>
                <Languages languages=data.languages />
                <Look />
            </div>
        </footer>
    }
    .into_any()
}

/// Light, dark, or as the device has it. A form by itself; with a script the page stays.
#[component]
fn Look() -> impl IntoView {
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
