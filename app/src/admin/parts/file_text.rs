//! A file that is read in the browser, or its lines pasted; and what is wrong with them, line by line.

use domain::kernel::LineProblem;
use leptos::{ev, html, prelude::*, task::spawn_local, wasm_bindgen::JsCast as _, web_sys};
use wasm_bindgen_futures::JsFuture;

use super::style as part;

/// So many problems are shown.
const MOST: usize = 50;

/// The fields: a file, and its text, which is what is sent.
#[component]
pub fn FileText(
    /// The name of the field with the text.
    name: &'static str,
    /// What is wrong with the lines that were sent last.
    problems: Signal<Vec<LineProblem>>,
) -> impl IntoView {
    let area = NodeRef::<html::Textarea>::new();
    let file = format!("{name}-file");
    view! {
        <div class=part::field>
            <label for=file.clone()>"File"</label>
            <input id=file type="file" accept=".csv,text/csv" on:change=move |event| fill(&event, area) />
        </div>
        <div class=format!("{} {}", part::field, part::paste)>
            <label for=name>"Its lines"</label>
            <textarea id=name name=name rows="5" required node_ref=area autocomplete="off" spellcheck="false"></textarea>
        </div>
        {move || list(problems.get())}
    }
}

fn list(problems: Vec<LineProblem>) -> Option<impl IntoView> {
    let rest = problems.len().saturating_sub(MOST);
    let has_any = !problems.is_empty();
    let lines = problems.into_iter().take(MOST).map(|problem| {
        view! { <li>{format!("Line {}: {}", problem.line, problem.words)}</li> }
    });
    let lines = lines.collect_view();
    let rest = (rest > 0).then(|| view! { <li>{format!("and {rest} more lines")}</li> });
    has_any.then(|| view! { <ul class=part::problems role="alert">{lines} {rest}</ul> })
}

/// Puts the text of the chosen file into the field.
fn fill(event: &ev::Event, area: NodeRef<html::Textarea>) {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(file) = input.and_then(|input| input.files()).and_then(|files| files.get(0)) else { return };
    let text = file.text();
    spawn_local(async move {
        let text = JsFuture::from(text).await.ok().and_then(|text| text.as_string());
        if let (Some(text), Some(area)) = (text, area.try_get_untracked().flatten()) {
            area.set_value(&text);
        }
    });
}
