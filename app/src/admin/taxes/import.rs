//! Bringing a file of rates: what it changes is shown before it is taken.

use domain::{kernel::Date, tax::view::RateFileOutcome};
use leptos::{form::ActionForm, html, prelude::*};

use super::api::ImportRates;
use crate::admin::parts::{file_text::FileText, record, refusal::Complaint, style as part, words::counted};

/// The form. It is sent twice: to look, and to take what was shown.
#[component]
pub fn ImportForm(
    /// Reads the file, and takes it.
    import: ServerAction<ImportRates>,
    /// The day it is.
    today: Date,
) -> impl IntoView {
    let failed = Signal::derive(move || match import.value().get() {
        Some(Err(error)) => Some(error.to_string()),
        Some(Ok(RateFileOutcome::Refused(_))) => Some("Nothing was changed. Correct these lines.".to_owned()),
        _ => None,
    });
    let problems = Signal::derive(move || match import.value().get() {
        Some(Ok(RateFileOutcome::Refused(problems))) => problems,
        _ => Vec::new(),
    });
    let shown = RwSignal::new(None::<String>);
    let element = NodeRef::<html::Form>::new();
    Effect::new(move || {
        let outcome = import.value().get();
        shown.set(match &outcome {
            Some(Ok(outcome @ RateFileOutcome::Read { is_taken: false, .. })) => Some(words(outcome)),
            _ => None,
        });
        if let (Some(Ok(RateFileOutcome::Read { is_taken: true, .. })), Some(form)) = (outcome, element.get_untracked())
        {
            form.reset();
        }
    });
    // What was shown is no longer what would be taken.
    let changed = move |_| shown.set(None);
    view! {
        <details class=format!("{} {}", part::card, record::new)>
            <summary>"Bring a file of rates"</summary>
            <ActionForm action=import node_ref=element attr:class=record::block on:input=changed>
                <p class=part::hint>
                    "The tax rates that WooCommerce or Magento export, or a table of a state by ZIP code, as CSV. Places that it does not name keep their rates."
                </p>
                <FileText name="file" problems />
                <div class=part::field>
                    <label for="import-from">"From this day on"</label>
                    <input id="import-from" name="from" type="date" required value=today.plus_days(1).iso() />
                </div>
                <Complaint message=failed />
                <p role="status" class=part::small>{move || shown.get()}</p>
                <div class=part::actions>
                    <button class=part::button disabled=move || import.pending().get()>"Show what changes"</button>
                    <button
                        class=part::primary
                        name="take"
                        value="true"
                        disabled=move || import.pending().get() || shown.with(Option::is_none)
                    >
                        "Take these rates"
                    </button>
                </div>
            </ActionForm>
        </details>
    }
}

/// What a file changes.
pub fn words(outcome: &RateFileOutcome) -> String {
    let RateFileOutcome::Read { new, ended, same, untaxed_deliveries, is_taken } = outcome else {
        return String::new();
    };
    let verb = if *is_taken { "made" } else { "to make" };
    let mut words = format!("{} {verb}, {ended} of them instead of another one", counted(*new, "rate"));
    if *same > 0 {
        words.push_str(&format!(", {same} hold already"));
    }
    words.push('.');
    if *untaxed_deliveries > 0 {
        words.push_str(&format!(
            " {} that delivery is not taxed; here it is taxed as what is delivered.",
            if *untaxed_deliveries == 1 {
                "One line says".to_owned()
            } else {
                format!("{untaxed_deliveries} lines say")
            }
        ));
    }
    words
}
