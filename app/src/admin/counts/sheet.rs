//! The page of one count.

use domain::{
    inventory::{
        CountState,
        view::{CountRow, CountSheet},
    },
    kernel::{StockCountId, Timestamp},
};
use leptos::{form::ActionForm, html, prelude::*};

use super::{
    api::{CancelCount, FinishCount, LeaveOut, ScanCode, TakeBackScan, read_count},
    field::ScanField,
    lines::{self, Uncounted},
    page::badge,
    style,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            announce::announce,
            local::Moment,
            record,
            refusal::{Complaint, Refusal},
            skeleton::{ListSkeleton, RecordSkeleton},
            style as part,
            words::counted,
        },
    },
    data::{Data, part_data},
    error::AppError,
};

type Sheet = Data<Result<Dated<CountSheet>, AppError>>;

/// What can be done with a count besides scanning.
#[derive(Clone, Copy)]
struct CountActions {
    take_back: ServerAction<TakeBackScan>,
    leave: ServerAction<LeaveOut>,
    none: ServerAction<ScanCode>,
    finish: ServerAction<FinishCount>,
    cancel: ServerAction<CancelCount>,
    failed: RwSignal<Option<String>>,
}

impl CountActions {
    fn new(state: AdminState, code: NodeRef<html::Input>) -> Self {
        let actions = Self {
            take_back: ServerAction::new(),
            leave: ServerAction::new(),
            none: ServerAction::new(),
            finish: ServerAction::new(),
            cancel: ServerAction::new(),
            failed: RwSignal::new(None),
        };
        announce(state, actions.leave, actions.failed, "Left out");
        announce(state, actions.finish, actions.failed, "The stock is corrected");
        announce(state, actions.cancel, actions.failed, "Nothing was changed");
        Effect::new(move || {
            match actions.take_back.value().get() {
                None => return,
                Some(Ok(Some(sku))) => state.say(&format!("{sku}: the last scan does not count")),
                Some(Ok(None)) => state.say("There is no scan of yours to take back"),
                Some(Err(error)) => actions.failed.set(Some(error.to_string())),
            }
            // The next scan must not go astray.
            if let Some(code) = code.get_untracked() {
                let _ = code.focus();
            }
        });
        Effect::new(move || {
            if let Some(Err(error)) = actions.none.value().get() {
                actions.failed.set(Some(error.to_string()));
            }
        });
        actions
    }

    /// Rises with every change of a line.
    fn lines(self) -> usize {
        let versions = [self.take_back.version().get(), self.leave.version().get(), self.none.version().get()];
        versions.into_iter().fold(0, usize::wrapping_add)
    }

    /// Rises when the count ends.
    fn ends(self) -> usize {
        self.finish.version().get().wrapping_add(self.cancel.version().get())
    }
}

/// One count.
#[component]
pub fn CountPage(
    /// Which.
    id: StockCountId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let code = NodeRef::<html::Input>::new();
    let actions = CountActions::new(state, code);
    let scans = RwSignal::new(0_u32);
    // The field stays while the lines below it are read again: otherwise it would lose the keys.
    let head = part_data(move || actions.ends(), move |_| read_count(id));
    let sheet = part_data(move || (scans.get(), actions.lines(), actions.ends()), move |_| read_count(id));
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/stock/counts">"Counts"</a>
            " /"
        </nav>
        <Complaint message=actions.failed />
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match head.await {
                    Ok(Dated { now, value }) if value.count.state == CountState::Open => {
                        view! { <Open count=value.count now sheet actions code scans /> }.into_any()
                    }
                    Ok(Dated { now, value }) => ended(value, now),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn title(count: &CountRow, now: Timestamp) -> impl IntoView + use<> {
    let (label, state, actor, at) = (count.label.clone(), count.state, count.actor.clone(), count.at);
    view! {
        <header class=part::titlerow>
            <h1 class=part::title>"Count: " {label} " " {badge(state)}</h1>
            <span class=part::small>"Begun by " {actor} ", " <Moment at now /></span>
        </header>
    }
}

#[component]
fn Open(
    count: CountRow,
    now: Timestamp,
    sheet: Sheet,
    actions: CountActions,
    code: NodeRef<html::Input>,
    scans: RwSignal<u32>,
) -> impl IntoView {
    let id = count.id;
    let take_back = actions.take_back;
    view! {
        {title(&count, now)}
        <div class=record::columns>
            <div class=record::main>
                <section class=part::card aria-label="Scan">
                    <ScanField id code counted=move |()| scans.update(|scans| *scans = scans.wrapping_add(1))>
                        <ActionForm action=take_back>
                            <input type="hidden" name="count" value=id.to_string() />
                            <button class=part::button disabled=move || take_back.pending().get()>"Undo last scan"</button>
                        </ActionForm>
                    </ScanField>
                </section>
                <Transition fallback=|| view! { <ListSkeleton /> }>
                    {move || Suspend::new(async move {
                        match sheet.await {
                            Ok(Dated { value, .. }) => view! { <Counted sheet=value actions /> }.into_any(),
                            Err(error) => view! { <Refusal error /> }.into_any(),
                        }
                    })}
                </Transition>
            </div>
            <aside class=record::side>
                <Steps id sheet actions />
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn Counted(sheet: CountSheet, actions: CountActions) -> impl IntoView {
    let lines = lines::table(sheet.lines.clone(), sheet.count.id, Some(actions.leave));
    view! {
        <section class=part::card aria-labelledby="counted">
            <div class=part::cardhead>
                <h2 id="counted">"Counted"</h2>
                <span class=part::aside>"last first"</span>
            </div>
            {lines}
        </section>
        <Uncounted sheet none=actions.none />
    }
    .into_any()
}

#[component]
fn Steps(id: StockCountId, sheet: Sheet, actions: CountActions) -> impl IntoView {
    let CountActions { finish, cancel, .. } = actions;
    let words = move || {
        Suspend::new(async move {
            let wrong = sheet.await.map(|dated| {
                let lines = dated.value.lines;
                (lines.iter().filter(|line| line.difference() != 0).count(), lines.len())
            });
            wrong.map_or_else(
                |_| String::new(),
                |(wrong, all)| format!("{wrong} of {} differ", counted(all, "counted variant")),
            )
        })
    };
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <p class=part::hint>
                "Leave out what lies packed for paid orders: those items have left the stock already. You can go on selling while you count."
            </p>
            <strong>
                <Transition>{words}</Transition>
            </strong>
            <div class=style::steps>
                <ActionForm action=finish>
                    <input type="hidden" name="count" value=id.to_string() />
                    <button class=part::primary disabled=move || finish.pending().get()>"Finish and correct the stock"</button>
                </ActionForm>
                <details class=record::removal>
                    <summary>"Cancel this count"</summary>
                    <ActionForm action=cancel>
                        <input type="hidden" name="count" value=id.to_string() />
                        <button class=part::danger disabled=move || cancel.pending().get()>
                            "Cancel, and change nothing"
                        </button>
                    </ActionForm>
                </details>
            </div>
        </section>
    }
    .into_any()
}

fn ended(sheet: CountSheet, now: Timestamp) -> AnyView {
    let CountSheet { count, lines, .. } = sheet;
    let words = match &count.ended {
        Some((actor, at)) => {
            let (actor, at) = (actor.clone(), *at);
            view! { {count.state.label()} " by " {actor} ", " <Moment at now /> }.into_any()
        }
        None => ().into_any(),
    };
    view! {
        {title(&count, now)}
        <section class=part::card aria-labelledby="counted">
            <div class=part::cardhead>
                <h2 id="counted">"Counted"</h2>
                <span class=part::aside>{words}</span>
            </div>
            {lines::table(lines, count.id, None)}
        </section>
    }
    .into_any()
}
