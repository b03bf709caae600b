//! Bringing a report.

use domain::payout::view::ReportOutcome;
use leptos::{form::ActionForm, prelude::*};

use super::api::TakeReport;
use crate::admin::parts::{file_text::FileText, record, refusal::Complaint, style as part};

/// The form.
#[component]
pub fn Import(
    /// Takes the report.
    take: ServerAction<TakeReport>,
    /// Whether it stands open: nothing is here yet.
    open: bool,
) -> impl IntoView {
    let failed = Signal::derive(move || match take.value().get() {
        Some(Err(error)) => Some(error.to_string()),
        Some(Ok(ReportOutcome::Refused(_))) => {
            Some("Nothing was taken. Correct the file, or download it again.".to_owned())
        }
        _ => None,
    });
    let problems = Signal::derive(move || match take.value().get() {
        Some(Ok(ReportOutcome::Refused(problems))) => problems,
        _ => Vec::new(),
    });
    view! {
        <details class=format!("{} {}", part::card, record::new) open=open>
            <summary>"Bring a report"</summary>
            <ActionForm action=take attr:class=record::block>
                <p class=part::hint>
                    "At Stripe: Reports → Payout reconciliation → itemized, with all columns, as CSV. Up to 5,000 lines at once; what is here already is not taken twice."
                </p>
                <FileText name="report" problems />
                <Complaint message=failed />
                <button class=part::primary disabled=move || take.pending().get()>"Take the payouts"</button>
            </ActionForm>
        </details>
    }
}
