//! How far the work is: a bar, the pace, and what is left.

use domain::{
    importer::view::{ImportRunView, ImportState, seconds_left},
    kernel::Timestamp,
};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::style as part;

/// The steps on the way, the present one marked.
#[component]
pub fn Steps(
    /// Where it stands.
    state: ImportState,
) -> impl IntoView {
    let here = match state {
        ImportState::Checking | ImportState::Failed => 1,
        ImportState::Checked | ImportState::Undone => 2,
        ImportState::Importing | ImportState::Undoing | ImportState::Stopped => 3,
        ImportState::Imported => 4,
    };
    let steps = ["Upload", "Check", "Preview", "Import", "Report"].into_iter().enumerate();
    view! {
        <ol class=style::steps aria-label="Steps">
            {steps
                .map(|(place, step)| {
                    view! { <li aria-current=(place == here).then_some("step") class=(style::past, place < here)>{step}</li> }
                })
                .collect_view()}
        </ol>
    }
}

/// The bar of a work that goes on.
#[component]
pub fn Progress(
    /// The import.
    run: ImportRunView,
    /// When it was read.
    now: Timestamp,
) -> impl IntoView {
    let milliseconds = run.begun_at.map_or(0, |begun| now.0.saturating_sub(begun.0));
    let pace = run.done.saturating_mul(1_000).checked_div(milliseconds.max(1)).filter(|_| milliseconds > 1_500);
    let mut words = vec![match run.total {
        0 => "Reading the files".to_owned(),
        total => format!("{} of {total}", run.done),
    }];
    words.extend(pace.filter(|pace| *pace > 0).map(|pace| format!("{pace} a second")));
    words.extend(seconds_left(run.done, run.total, milliseconds).map(left));
    let (done, total) = (run.done.to_string(), run.total.max(1).to_string());
    let label = run.row.state.label();
    view! {
        <div class=style::work>
            {if run.total > 0 {
                view! { <progress aria-label=label value=done max=total></progress> }.into_any()
            } else {
                view! { <progress aria-label=label></progress> }.into_any()
            }}
            <p class=part::small role="status">{words.join(" · ")}</p>
            <p class=part::hint>"You can leave this page; the work goes on, even when the server is started anew."</p>
        </div>
    }
}

fn left(seconds: i64) -> String {
    match seconds {
        ..60 => format!("{seconds} seconds left"),
        60..120 => "a minute left".to_owned(),
        _ => format!("{} minutes left", seconds / 60),
    }
}
