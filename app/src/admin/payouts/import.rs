//! Bringing a report: a file that is read in the browser, or its lines pasted; what is wrong stands line by line.

use domain::payout::view::ReportOutcome;
use leptos::{ev, form::ActionForm, html, prelude::*, task::spawn_local, wasm_bindgen::JsCast as _, web_sys};
use wasm_bindgen_futures::JsFuture;

use super::{api::TakeReport, style};
use crate::admin::parts::{record, refusal::Complaint, style as part};

/// So many problems are shown.
const MOST: usize = 50;

/// The form.
#[component]
pub fn Import(
    /// Takes the report.
    take: ServerAction<TakeReport>,
    /// Whether it stands open: nothing is here yet.
    open: bool,
) -> impl IntoView {
    let area = NodeRef::<html::Textarea>::new();
    let failed = Signal::derive(move || match take.value().get() {
        Some(Err(error)) => Some(error.to_string()),
        Some(Ok(ReportOutcome::Refused(_))) => {
            Some("Nothing was taken. Correct the file, or download it again.".to_owned())
        }
        _ => None,
    });
    let problems = move || match take.value().get() {
        Some(Ok(ReportOutcome::Refused(problems))) => {
            let rest = problems.len().saturating_sub(MOST);
            let lines = problems.into_iter().take(MOST).map(|problem| {
                view! { <li>{format!("Line {}: {}", problem.line, problem.words)}</li> }
            });
            let lines = lines.collect_view();
            let rest = (rest > 0).then(|| view! { <li>{format!("and {rest} more lines")}</li> });
            Some(view! { <ul class=style::problems>{lines} {rest}</ul> })
        }
        _ => None,
    };
    view! {
        <details class=format!("{} {}", part::card, style::new) open=open>
            <summary>"Bring a report"</summary>
            <ActionForm action=take attr:class=record::block>
                <p class=part::hint>
                    "At Stripe: Reports → Payout reconciliation → itemized, with all columns, as CSV. Up to 5,000 lines at once; what is here already is not taken twice."
                </p>
                <div class=part::field>
                    <label for="report-file">"File"</label>
                    <input id="report-file" type="file" accept=".csv,text/csv" on:change=move |event| fill(&event, area) />
                </div>
                <div class=format!("{} {}", part::field, style::paste)>
                    <label for="report">"Its lines"</label>
                    <textarea id="report" name="report" rows="5" required node_ref=area autocomplete="off" spellcheck="false"></textarea>
                </div>
                <Complaint message=failed />
                {problems}
                <button class=part::primary disabled=move || take.pending().get()>"Take the payouts"</button>
            </ActionForm>
        </details>
    }
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
