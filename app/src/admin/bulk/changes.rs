//! The changes that were made, and one of them: how far it is, what it changed, and the way back.

use std::time::Duration;

use domain::{
    catalog::bulk::view::{ChangeDetail, ChangeState, ChangeView},
    kernel::ProductChangeId,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{UndoChange, list_changes, read_change},
    preview::ChangeTable,
    style,
};
use crate::{
    admin::{
        clock::{Dated, moment},
        parts::{
            refusal::{Complaint, Refusal},
            skeleton::ListSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// How often the page looks while work goes on.
const BEAT: Duration = Duration::from_millis(700);

fn state_words(state: ChangeState) -> (&'static str, &'static str) {
    match state {
        ChangeState::Running => ("being made", part_badge::INFO),
        ChangeState::Done => ("made", part_badge::GOOD),
        ChangeState::Undoing => ("being undone", part_badge::INFO),
        ChangeState::Undone => ("undone", part_badge::NEUTRAL),
    }
}

/// The tints of a state.
mod part_badge {
    use crate::admin::parts::style as part;
    pub const INFO: &str = part::info;
    pub const GOOD: &str = part::good;
    pub const NEUTRAL: &str = part::neutral;
}

/// The last changes.
#[component]
pub fn ChangesPage() -> impl IntoView {
    let data = part_data(|| (), |()| list_changes());
    view! {
        <nav class=style::path aria-label="Path">
            <a href="/admin/products">"Products"</a>
            " /"
        </nav>
        <div class=part::titlerow>
            <h1 class=part::title>"Changes of many products"</h1>
        </div>
        <section class=part::card>
            <Suspense fallback=|| view! { <ListSkeleton /> }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(changes) => view! { <List changes /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Suspense>
        </section>
    }
}

#[component]
fn List(changes: Dated<Vec<ChangeView>>) -> impl IntoView {
    let Dated { now, value } = changes;
    if value.is_empty() {
        return view! {
            <div class=part::empty>
                <h2>"Nothing was changed for many at once"</h2>
                <p>"Select products in the list and change them together; every change stands here and can be undone."</p>
                <a class=part::button href="/admin/products">
                    "Select products"
                </a>
            </div>
        }
        .into_any();
    }
    let row = |change: ChangeView| {
        let (words, tint) = state_words(change.state);
        view! {
            <li>
                <a href=format!("/admin/products/changes/{}", change.id)>{change.title}</a>
                <span class=format!("{} {tint}", part::badge)>{words}</span>
                <small class=part::small>
                    {format!("{} values · {} · {}", change.changed, change.actor, moment(change.created_at, now))}
                </small>
            </li>
        }
    };
    view! { <ul class=style::list>{value.into_iter().map(row).collect_view()}</ul> }.into_any()
}

/// One change.
#[component]
pub fn ChangePage(
    /// Which.
    id: ProductChangeId,
) -> impl IntoView {
    let undo = ServerAction::<UndoChange>::new();
    let (busy, beat) = (RwSignal::new(false), RwSignal::new(0_u32));
    let data = part_data(move || (undo.version().get(), beat.get()), move |_| read_change(id));
    Effect::new(move || {
        let look = move || {
            if busy.get_untracked() && !document().hidden() {
                beat.update(|beat| *beat = beat.wrapping_add(1));
            }
        };
        if let Ok(handle) = set_interval(look, BEAT) {
            on_cleanup(move || handle.clear());
        }
    });
    view! {
        <nav class=style::path aria-label="Path">
            <a href="/admin/products">"Products"</a>
            " / "
            <a href="/admin/products/changes">"Changes"</a>
            " /"
        </nav>
        <Transition>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(detail) => view! { <Detail detail undo busy /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Detail(detail: Dated<ChangeDetail>, undo: ServerAction<UndoChange>, busy: RwSignal<bool>) -> impl IntoView {
    let Dated { now, value: ChangeDetail { change, first, kept } } = detail;
    let (words, tint) = state_words(change.state);
    let is_busy = change.state.is_busy();
    Effect::new(move || busy.set(is_busy));
    let refused = move || undo.value().get().and_then(Result::err).map(|error| error.to_string());
    let total = if change.state == ChangeState::Undoing { change.changed } else { change.total };
    let more = usize::try_from(change.changed).unwrap_or(0).saturating_sub(first.len());
    view! {
        <header class=part::titlerow>
            <div>
                <h1 class=part::title>{change.title.clone()}</h1>
                <p class=part::small>
                    <span class=format!("{} {tint}", part::badge)>{words}</span>
                    {format!(" {} · {}", change.actor, moment(change.created_at, now))}
                </p>
            </div>
            <div class=part::actions>
                {(change.state == ChangeState::Done && change.changed > 0)
                    .then(|| {
                        view! {
                            <ActionForm action=undo>
                                <input type="hidden" name="change" value=change.id.to_string() />
                                <button class=part::danger disabled=move || undo.pending().get()>
                                    "Undo this change"
                                </button>
                            </ActionForm>
                        }
                    })}
            </div>
        </header>
        <Complaint message=Signal::derive(refused) />
        <section class=format!("{} {}", part::card, style::block)>
            {is_busy
                .then(|| {
                    view! {
                        <progress aria-label=words value=change.done.to_string() max=total.max(1).to_string()></progress>
                        <p class=part::small role="status">{format!("{} of {total}", change.done)}</p>
                        <p class=part::hint>
                            "You can leave this page; the work goes on, even when the server is started anew."
                        </p>
                    }
                })}
            <ul class=style::figures>
                <li>
                    <strong>{change.changed}</strong>
                    " values changed"
                </li>
                {(change.problems > 0)
                    .then(|| {
                        view! {
                            <li>
                                <strong>{change.problems}</strong>
                                " could not be changed"
                            </li>
                        }
                    })}
                {(change.state == ChangeState::Undone)
                    .then(|| {
                        view! {
                            <li>
                                <strong>{change.changed - change.kept}</strong>
                                " values are what they were before"
                            </li>
                        }
                    })}
            </ul>
            {(!kept.is_empty())
                .then(|| {
                    view! {
                        <div class=part::banner role="status">
                            <strong>{change.kept} " stayed, because they have been changed since:"</strong>
                            <ul class=style::problems>
                                {kept
                                    .into_iter()
                                    .map(|shown| {
                                        let comma = if shown.variant.is_empty() { "" } else { ", " };
                                        view! { <li>{shown.title} {comma} {shown.variant} ": " {shown.change.field.label()}</li> }
                                    })
                                    .collect_view()}
                            </ul>
                        </div>
                    }
                })}
            <ChangeTable changes=first />
            {(more > 0).then(|| view! { <p class=part::small>{format!("and {more} more")}</p> })}
        </section>
    }
}
