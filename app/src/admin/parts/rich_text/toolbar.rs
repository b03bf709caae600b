//! The row of tools. One stop for the Tab key; arrows lead along it.

use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys};

use super::{
    pen::{Pen, Tool},
    style, turn,
};
use crate::admin::parts::style as part;

/// A tool, its words, its key, and how it is drawn: 16 by 16.
const TOOLS: [(Tool, &str, &str); 8] = [
    (Tool::Bold, "Bold (Ctrl B)", "M4.8 3h3.9a2.5 2.5 0 0 1 0 5H4.8zM4.8 8h4.6a2.6 2.6 0 0 1 0 5.2H4.8z"),
    (Tool::Italic, "Italic (Ctrl I)", "M6.5 3h5M4.5 13h5M9.3 3 6.7 13"),
    (Tool::Heading, "Heading", "M2.5 3.5v9M8 3.5v9M2.5 8H8M10.6 7.3a1.7 1.7 0 1 1 3 1.2c-.6.9-2.9 2.7-2.9 4h3.3"),
    (Tool::Subheading, "Smaller heading", "M2.5 4.5v8M7 4.5v8M2.5 8.5H7M10.4 7h3.2l-1.7 2.2a1.7 1.7 0 1 1-1.7 2.6"),
    (Tool::Bullets, "List", "M6.5 4h7M6.5 8h7M6.5 12h7M3 4h.01M3 8h.01M3 12h.01"),
    (
        Tool::Numbers,
        "Numbered list",
        "M7 4h6.5M7 8h6.5M7 12h6.5M2.6 2.9l1-.5v3.2M2.4 10.6c.4-1 2-.8 1.9.2 0 .7-1.9 1.7-1.9 2.3h2",
    ),
    (
        Tool::Link,
        "Link",
        "M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 1 0-3.7-3.7l-.8.8M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 1 0 3.7 3.7l.8-.8",
    ),
    (Tool::Plain, "Clear formatting", "M4 3.5h8M8 3.5 6.8 9M5 13h4M10.5 10l3.5 3.5M14 10l-3.5 3.5"),
];

/// The tools, and the switch to the HTML itself.
#[component]
pub fn Toolbar(
    /// What they work on.
    pen: Pen,
    /// What the field is called.
    label: String,
    /// The field's id.
    controls: String,
) -> impl IntoView {
    let bar = NodeRef::<html::Div>::new();
    // Which of them the Tab key leads to.
    let stop = RwSignal::new(0_usize);
    let last = TOOLS.len();
    let walk = move |event: web_sys::KeyboardEvent| {
        let here = stop.get_untracked();
        let to = match event.key().as_str() {
            "ArrowRight" => {
                if here >= last {
                    0
                } else {
                    here + 1
                }
            }
            "ArrowLeft" => here.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        stop.set(to);
        if let Some(button) = bar.get_untracked().and_then(|bar| button_at(&bar, to)) {
            let _ = button.focus();
        }
    };
    let tools = TOOLS.into_iter().enumerate().map(|(place, (tool, words, drawing))| {
        let held = move || pen.marks.with(|marks| marks.has(tool));
        view! {
            <button
                type="button"
                title=words
                aria-label=words
                aria-pressed=move || (tool != Tool::Plain).then(|| (held() && pen.is_sheet()).to_string())
                tabindex=move || if stop.get() == place { "0" } else { "-1" }
                disabled=move || pen.as_html.get()
                // What is selected stays selected.
                on:mousedown=move |event| event.prevent_default()
                on:focus=move |_| stop.set(place)
                on:click=move |_| pen.press(tool)
            >
                <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                    <path d=drawing></path>
                </svg>
            </button>
        }
    });
    view! {
        <div
            class=style::tools
            node_ref=bar
            role="toolbar"
            aria-label=format!("Format: {label}")
            aria-controls=controls
            on:keydown=walk
        >
            {tools.collect_view()}
            <button
                type="button"
                class=style::html
                title="Write the HTML itself"
                aria-pressed=move || pen.as_html.get().to_string()
                tabindex=move || if stop.get() == last || pen.as_html.get() { "0" } else { "-1" }
                on:focus=move |_| stop.set(last)
                on:click=move |_| turn(pen)
            >
                "HTML"
            </button>
        </div>
        {move || pen.asks.get().then(|| view! { <Address pen /> })}
    }
}

fn button_at(bar: &web_sys::HtmlDivElement, place: usize) -> Option<web_sys::HtmlElement> {
    let buttons = bar.query_selector_all("button").ok()?;
    buttons.get(u32::try_from(place).ok()?)?.dyn_into().ok()
}

/// Asks where a link leads.
#[component]
fn Address(pen: Pen) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let known = pen.marks.with_untracked(|marks| marks.link.clone());
    let is_link = known.is_some();
    Effect::new(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
            field.select();
        }
    });
    let set = move || {
        if let Some(field) = field.get_untracked() {
            pen.link(&field.value());
        }
    };
    let press = move |event: web_sys::KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => set(),
            "Escape" => pen.back_to_text(),
            _ => return,
        }
        // No form is sent, nothing else is closed.
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div class=style::address role="group" aria-label="Link" on:input=move |event| event.stop_propagation()>
            <input
                class=part::input
                node_ref=field
                type="text"
                inputmode="url"
                aria-label="The link leads to"
                placeholder="https://… or /categories/mugs"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                maxlength="500"
                value=known
                on:keydown=press
            />
            <button type="button" class=part::button on:click=move |_| set()>
                {if is_link { "Change link" } else { "Set link" }}
            </button>
            {is_link
                .then(|| {
                    view! {
                        <button type="button" class=part::quiet on:click=move |_| pen.unlink()>
                            "Remove link"
                        </button>
                    }
                })}
            <button type="button" class=part::quiet on:click=move |_| pen.back_to_text()>
                "Cancel"
            </button>
        </div>
    }
}
