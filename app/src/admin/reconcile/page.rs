//! The page on which money and orders are compared.

use domain::{
    kernel::Timestamp,
    payment::discrepancy::{Discrepancy, DiscrepancyKind, MoneyMoved, ReconcileView},
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{AskProvider, TryAgain, list_discrepancies},
    style,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            announce::announce,
            badge::{Badge, Tone},
            local::Moment,
            record,
            refusal::{Complaint, Refusal},
            skeleton::ListSkeleton,
            style as part,
            words::counted,
        },
    },
    data::part_data,
};

/// What can be tried again.
#[derive(Clone, Copy)]
struct Again {
    ask: ServerAction<AskProvider>,
    effect: ServerAction<TryAgain>,
    failed: RwSignal<Option<String>>,
}

impl Again {
    fn new(state: AdminState) -> Self {
        let again = Self { ask: ServerAction::new(), effect: ServerAction::new(), failed: RwSignal::new(None) };
        announce(state, again.ask, again.failed, "The provider was asked");
        announce(state, again.effect, again.failed, "It is tried again");
        again
    }
}

/// Everything that does not agree, the gravest first.
#[component]
pub fn ReconcilePage() -> impl IntoView {
    let state = AdminState::of_frame();
    let again = Again::new(state);
    // Payments and refunds are heard of while the page is open.
    let source =
        Memo::new(move |_| (state.changes(), again.ask.version().get().wrapping_add(again.effect.version().get())));
    let data = part_data(move || source.get(), |_| list_discrepancies());
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/orders">"Orders"</a>
            " /"
        </nav>
        <div class=part::titlerow>
            <h1 class=part::title>"Reconcile"</h1>
            <div class=part::actions>
                <a class=part::button href="/admin/reconcile/payouts">"Payouts and fees"</a>
            </div>
        </div>
        <Complaint message=again.failed />
        <Transition fallback=|| view! { <ListSkeleton /> }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Dated { now, value }) => view! { <Compared view=value now again /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Compared(view: ReconcileView, now: Timestamp, again: Again) -> impl IntoView {
    let ReconcileView { discrepancies, has_more, moved } = view;
    let groups = DiscrepancyKind::ALL.into_iter().filter_map(|kind| {
        let rows: Vec<Discrepancy> =
            discrepancies.iter().filter(|discrepancy| discrepancy.kind == kind).cloned().collect();
        (!rows.is_empty()).then(|| view! { <Group kind rows now again /> })
    });
    let groups = groups.collect_view();
    view! {
        <Moved moved agrees=discrepancies.is_empty() />
        {groups}
        {has_more.then(|| view! { <p class=part::small>"There are more; these are the oldest."</p> })}
    }
}

/// Whether all is well, and what moved.
#[component]
fn Moved(moved: Vec<MoneyMoved>, agrees: bool) -> impl IntoView {
    let words = moved.into_iter().map(|moved| {
        let payments = counted(moved.payments, "payment");
        let back = if moved.went_back.minor > 0 { format!(", {} went back", moved.went_back) } else { String::new() };
        view! { <p>{format!("In the last 30 days {payments} brought {}{back}.", moved.came)}</p> }
    });
    let (tone, label) =
        if agrees { (Tone::Good, "Everything agrees") } else { (Tone::Warn, "Some of it needs a look") };
    view! {
        <section class=format!("{} {}", part::card, style::summary)>
            <h2>
                <Badge tone label />
            </h2>
            {words.collect_view()}
            {agrees
                .then(|| {
                    view! {
                        <p class=part::small>
                            "Every paid order has its money, every payment has its order, and no refund waits."
                        </p>
                    }
                })}
        </section>
    }
}

#[component]
fn Group(kind: DiscrepancyKind, rows: Vec<Discrepancy>, now: Timestamp, again: Again) -> impl IntoView {
    let count = rows.len();
    view! {
        <section class=part::card aria-labelledby=kind.key()>
            <div class=part::cardhead>
                <h2 id=kind.key()>{kind.heading()}</h2>
                <span class=part::aside>{count}</span>
            </div>
            <p class=style::advice>{kind.advice()}</p>
            <ul class=style::rows>
                {rows.into_iter().map(|row| view! { <Row row now again /> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Row(row: Discrepancy, now: Timestamp, again: Again) -> impl IntoView {
    let Discrepancy { kind, subject, order, agreed, moved, detail, since } = row;
    let named = order.as_ref().map(|(_, number)| number.clone());
    let (href, words) = match order {
        Some((id, number)) => (format!("/admin/orders/{id}"), number),
        None => ("/admin/orders".to_owned(), "Orders".to_owned()),
    };
    let sums = match (agreed, moved) {
        (Some(agreed), Some(moved)) => format!("{moved} of {agreed}"),
        (Some(agreed), None) => agreed.to_string(),
        (None, _) => String::new(),
    };
    let about = named.map(|number| format!(", order {number}")).unwrap_or_default();
    view! {
        <li class=style::row>
            <div class=style::what>
                <strong>
                    <a href=href>{words}</a>
                </strong>
                <span class=part::small>{detail} " · " <Moment at=since now /></span>
            </div>
            <strong class=part::numeric>{sums}</strong>
            {match kind {
                DiscrepancyKind::Unanswered => {
                    let ask = again.ask;
                    view! {
                        <ActionForm action=ask>
                            <input type="hidden" name="payment" value=subject.to_string() />
                            <button
                                class=part::button
                                aria-label=format!("Ask now{about}")
                                disabled=move || ask.pending().get()
                            >
                                "Ask now"
                            </button>
                        </ActionForm>
                    }
                        .into_any()
                }
                DiscrepancyKind::EffectGivenUp => {
                    let effect = again.effect;
                    view! {
                        <ActionForm action=effect>
                            <input type="hidden" name="effect" value=subject.to_string() />
                            <button
                                class=part::button
                                aria-label=format!("Try again{about}")
                                disabled=move || effect.pending().get()
                            >
                                "Try again"
                            </button>
                        </ActionForm>
                    }
                        .into_any()
                }
                _ => ().into_any(),
            }}
        </li>
    }
}
