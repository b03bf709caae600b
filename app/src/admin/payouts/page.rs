//! The page with all payouts.

use domain::{
    kernel::{PayoutId, Timestamp},
    payout::view::{PayoutRow, PayoutRows, ReportOutcome},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    api::{TakeReport, list_payouts},
    import::Import,
    style,
};
use crate::{
    admin::{
        clock::Dated,
        layout::AdminState,
        parts::{
            badge::{Badge, Tone},
            local::Moment,
            record,
            refusal::Refusal,
            skeleton::ListSkeleton,
            style as part,
            words::counted,
        },
    },
    data::part_data,
};

/// The payouts, and the way in for more.
#[component]
pub fn PayoutsPage() -> impl IntoView {
    let state = AdminState::of_frame();
    let take = ServerAction::<TakeReport>::new();
    Effect::new(move || {
        if let Some(Ok(ReportOutcome::Taken { new, known })) = take.value().get() {
            let known = if known > 0 { format!(", {known} were here already") } else { String::new() };
            state.say(&format!("{} taken{known}", counted(new, "payout")));
        }
    });
    let map = use_query_map();
    let after = Memo::new(move |_| map.with(|map| map.get("after").and_then(|after| after.parse::<PayoutId>().ok())));
    let data = part_data(move || (after.get(), take.version().get()), |(after, _)| list_payouts(after));
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/orders">"Orders"</a>
            " / "
            <a href="/admin/reconcile">"Reconcile"</a>
            " /"
        </nav>
        <div class=part::titlerow>
            <h1 class=part::title>"Payouts"</h1>
        </div>
        <Import take open=false />
        <section class=part::card aria-labelledby="payouts">
            <div class=part::cardhead>
                <h2 id="payouts">"Paid out to the bank"</h2>
            </div>
            <Transition fallback=|| view! { <ListSkeleton /> }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(Dated { now, value }) => list(value, now),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

fn list(rows: PayoutRows, now: Timestamp) -> AnyView {
    if rows.rows.is_empty() {
        return view! {
            <p class=record::nothing>
                "No payout is here yet. Bring a report of your payment provider: every line is compared with your payments and refunds, and its fees go into the books."
            </p>
        }
        .into_any();
    }
    let next = rows.next.map(|next| format!("/admin/reconcile/payouts?after={next}"));
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Payout"</th>
                    <th scope="col">"State"</th>
                    <th scope="col" class=record::wide>"At the bank"</th>
                    <th scope="col" class=format!("{} {}", record::number, record::wide)>"Gross"</th>
                    <th scope="col" class=format!("{} {}", record::number, record::wide)>"Fees"</th>
                    <th scope="col" class=record::number>"Net"</th>
                    <th scope="col" class=record::wide>"Taken"</th>
                </tr>
            </thead>
            <tbody>{rows.rows.into_iter().map(|row| line(row, now)).collect_view()}</tbody>
        </table>
        <nav class=style::pages aria-label="Pages">
            {next.map(|href| view! { <a class=part::button href=href>"Older payouts"</a> })}
        </nav>
    }
    .into_any()
}

/// Whether somebody should look at a payout.
pub fn badge(row: &PayoutRow) -> impl IntoView + use<> {
    let (tone, label) = match row.open {
        0 => (Tone::Good, "Agrees".to_owned()),
        open => (Tone::Warn, format!("{open} to look at")),
    };
    view! { <Badge tone label /> }
}

fn line(row: PayoutRow, now: Timestamp) -> impl IntoView {
    let state = badge(&row);
    let day = row.day.map(|day| day.long()).unwrap_or_default();
    view! {
        <tr class=record::row>
            <td>
                <a href=format!("/admin/reconcile/payouts/{}", row.id)>{row.reference}</a>
            </td>
            <td>{state}</td>
            <td class=format!("{} {}", record::quiet, record::wide)>{day}</td>
            <td class=format!("{} {}", record::number, record::wide)>{row.gross.to_string()}</td>
            <td class=format!("{} {}", record::number, record::wide)>{row.fees.to_string()}</td>
            <td class=record::number>{row.net.to_string()}</td>
            <td class=format!("{} {}", record::quiet, record::wide)>
                {row.actor} " · " <Moment at=row.at now />
            </td>
        </tr>
    }
}
