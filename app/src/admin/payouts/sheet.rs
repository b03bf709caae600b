//! The page of one payout.

use domain::{
    kernel::PayoutId,
    payout::view::{PayoutLine, PayoutSheet, Standing},
};
use leptos::prelude::*;

use super::{api::read_payout, page::badge, style};
use crate::{
    admin::{
        clock::Dated,
        parts::{
            badge::{Badge, Tone},
            record,
            refusal::Refusal,
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// One payout.
#[component]
pub fn PayoutPage(
    /// Which.
    id: PayoutId,
) -> impl IntoView {
    let data = part_data(|| (), move |()| read_payout(id));
    view! {
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Dated { value, .. }) => view! { <Sheet sheet=value /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Sheet(sheet: PayoutSheet) -> impl IntoView {
    let PayoutSheet { payout, lines } = sheet;
    let state = badge(&payout);
    let day = payout.day.map(|day| view! { <dt>"At the bank"</dt> <dd>{day.long()}</dd> });
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/reconcile">"Reconcile"</a>
            " / "
            <a href="/admin/reconcile/payouts">"Payouts"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{payout.reference.clone()} " " {state}</h1>
        </header>
        <div class=record::columns>
            <section class=part::card aria-labelledby="lines">
                <div class=part::cardhead>
                    <h2 id="lines">"Lines"</h2>
                    <span class=part::aside>"what needs a look first"</span>
                </div>
                <div class=style::scroll tabindex="0" role="region" aria-label="Lines of the payout">
                    <table class=record::table>
                        <thead>
                            <tr>
                                <th scope="col">"What"</th>
                                <th scope="col">"State"</th>
                                <th scope="col" class=record::number>"Gross"</th>
                                <th scope="col" class=format!("{} {}", record::number, record::wide)>"Fee"</th>
                                <th scope="col" class=format!("{} {}", record::number, record::wide)>"Net"</th>
                            </tr>
                        </thead>
                        <tbody>{lines.into_iter().map(line).collect_view()}</tbody>
                    </table>
                </div>
            </section>
            <aside class=record::side>
                <section class=format!("{} {}", part::card, record::block)>
                    <dl class=record::fact>
                        <dt>"Gross"</dt>
                        <dd>{payout.gross.to_string()}</dd>
                        <dt>"Fees"</dt>
                        <dd>{payout.fees.to_string()}</dd>
                        <dt>"Net, at the bank"</dt>
                        <dd>{payout.net.to_string()}</dd>
                        {day}
                    </dl>
                    <p class=part::hint>"The fees and what the bank got are in the books."</p>
                </section>
            </aside>
        </div>
    }
    .into_any()
}

fn line(line: PayoutLine) -> impl IntoView {
    let tone = match line.standing {
        Standing::Agrees => Tone::Good,
        Standing::Differs => Tone::Bad,
        Standing::Unknown => Tone::Warn,
        Standing::Own => Tone::Neutral,
    };
    let order = line.order.map(|(id, number)| view! { <a href=format!("/admin/orders/{id}")>{number}</a> " · " });
    let ours = line.ours.filter(|_| line.standing == Standing::Differs).map(|ours| format!("The shop says {ours}. "));
    let advice = line.standing.advice(line.kind);
    let advice = (!advice.is_empty()).then(|| {
        view! { <span class=format!("{} {}", part::small, style::advice)>{ours} {advice}</span> }
    });
    let named = if line.source.is_empty() { line.reference } else { line.source };
    let named = if line.words.is_empty() { named } else { format!("{} · {named}", line.words) };
    view! {
        <tr>
            <td>
                <div class=style::what>
                    <span>{order} {line.kind.label()}</span>
                    <span class=part::small>{named}</span>
                    {advice}
                </div>
            </td>
            <td>
                <Badge tone label=line.standing.label() />
            </td>
            <td class=record::number>{line.gross.to_string()}</td>
            <td class=format!("{} {}", record::number, record::wide)>{line.fee.to_string()}</td>
            <td class=format!("{} {}", record::number, record::wide)>{line.net.to_string()}</td>
        </tr>
    }
    .into_any()
}
