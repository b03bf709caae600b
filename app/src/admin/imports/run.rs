//! The page of one import: where it stands, what it would do or did, and what can be done with it.

use std::time::Duration;

use domain::{
    importer::view::{ImportRunView, ImportState},
    kernel::ImportRunId,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{CheckImport, StartImport, StopImport, UndoImport, read_import},
    columns::Choices,
    page::StateBadge,
    preview::FirstRows,
    progress::{Progress, Steps},
    report::Report,
    style,
};
use crate::{
    admin::{
        clock::Dated,
        parts::{
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
            words::sentence,
        },
    },
    data::part_data,
    error::AppError,
};

/// How often the page looks while work goes on.
const BEAT: Duration = Duration::from_millis(700);

#[derive(Clone, Copy)]
struct Actions {
    check: ServerAction<CheckImport>,
    start: ServerAction<StartImport>,
    stop: ServerAction<StopImport>,
    undo: ServerAction<UndoImport>,
    /// Whether work goes on, as far as the page knows.
    busy: RwSignal<bool>,
    beat: RwSignal<u32>,
}

impl Actions {
    fn new() -> Self {
        Self {
            check: ServerAction::new(),
            start: ServerAction::new(),
            stop: ServerAction::new(),
            undo: ServerAction::new(),
            busy: RwSignal::new(false),
            beat: RwSignal::new(0),
        }
    }

    fn source(self) -> (usize, usize, usize, usize, u32) {
        let done = (self.check.version().get(), self.start.version().get());
        (done.0, done.1, self.stop.version().get(), self.undo.version().get(), self.beat.get())
    }

    fn refused(self) -> Option<String> {
        let refused =
            |answer: Option<Result<(), AppError>>| answer.and_then(Result::err).map(|error| error.to_string());
        refused(self.check.value().get())
            .or_else(|| refused(self.start.value().get()))
            .or_else(|| refused(self.stop.value().get()))
            .or_else(|| refused(self.undo.value().get()))
    }
}

/// One import.
#[component]
pub fn ImportPage(
    /// Which.
    id: ImportRunId,
) -> impl IntoView {
    let actions = Actions::new();
    follow(actions);
    let data = part_data(move || actions.source(), move |_| read_import(id));
    view! {
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(data) => view! { <Detail data actions /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Looks again and again while work goes on and somebody sees the page.
fn follow(actions: Actions) {
    Effect::new(move || {
        let beat = move || {
            if actions.busy.get_untracked() && !document().hidden() {
                actions.beat.update(|beat| *beat = beat.wrapping_add(1));
            }
        };
        if let Ok(handle) = set_interval(beat, BEAT) {
            on_cleanup(move || handle.clear());
        }
    });
}

#[component]
fn Detail(data: Dated<ImportRunView>, actions: Actions) -> impl IntoView {
    let Dated { now, value: run } = data;
    let state = run.row.state;
    // Told by an effect: the page may be rendered while others still read the signal.
    Effect::new(move || actions.busy.set(state.is_busy()));
    let error = (!run.error.is_empty()).then(|| {
        view! { <p class=part::banner role="alert">{sentence(&run.error)}</p> }
    });
    view! {
        <nav class=style::path aria-label="Path">
            <a href="/admin/imports">"Import"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <div class=style::heading>
                <h1 class=part::title>{run.row.files.join(", ")}</h1>
                <StateBadge state />
            </div>
            <Buttons run=run.clone() actions />
        </header>
        <Complaint message=Signal::derive(move || actions.refused()) />
        <div class=style::parts>
            <Steps state />
            {error}
            {state.is_busy().then(|| view! { <Progress run=run.clone() now /> })}
            {(!state.is_busy()).then(|| view! { <Report run=run.clone() /> })}
            {run.preview.clone().filter(|_| state == ImportState::Checked).map(|preview| {
                let file = run.row.files.first().cloned().unwrap_or_default();
                view! { <FirstRows preview file /> }
            })}
            {state.may_check().then(|| view! { <Choices run=run.clone() action=actions.check /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Buttons(run: ImportRunView, actions: Actions) -> impl IntoView {
    let (id, state) = (run.row.id, run.row.state);
    let report = run.report.unwrap_or_default();
    let count = report.products.saturating_add(report.customers).saturating_add(report.orders);
    let start_words = match state {
        ImportState::Stopped => "Go on".to_owned(),
        ImportState::Undone => "Import again".to_owned(),
        _ if report.customers == 0 && report.orders == 0 && count == 1 => "Import 1 product".to_owned(),
        _ if report.customers == 0 && report.orders == 0 => format!("Import {count} products"),
        _ => format!("Import {count} records"),
    };
    let has_something = count > 0 || state != ImportState::Checked;
    view! {
        <div class=part::actions>
            {(state.is_busy() && state != ImportState::Undoing).then(|| view! {
                <ActionForm action=actions.stop>
                    <input type="hidden" name="import" value=id.to_string() />
                    <button class=part::button>"Stop"</button>
                </ActionForm>
            })}
            {(state == ImportState::Imported && report.products > 0).then(|| view! {
                <a class=part::button href="/admin/products">"See products"</a>
            })}
            {state.may_undo().then(|| view! {
                <ActionForm action=actions.undo>
                    <input type="hidden" name="import" value=id.to_string() />
                    <button class=part::danger>"Undo this import"</button>
                </ActionForm>
            })}
            {(state.may_import() && has_something).then(|| view! {
                <ActionForm action=actions.start>
                    <input type="hidden" name="import" value=id.to_string() />
                    <button class=part::primary>{start_words}</button>
                </ActionForm>
            })}
        </div>
    }
}
