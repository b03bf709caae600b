//! The page with all counts.

use domain::{
    inventory::{
        CountState,
        view::{CountRow, CountRows},
    },
    kernel::Timestamp,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{StartCount, list_counts},
    style,
};
use crate::{
    admin::{
        clock::Dated,
        parts::{
            badge::{Badge, Tone},
            local::Moment,
            record,
            refusal::{Complaint, Refusal},
            section_tabs::{Section, SectionTabs},
            skeleton::ListSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// The counts, and the beginning of a new one.
#[component]
pub fn CountsPage() -> impl IntoView {
    let start = ServerAction::<StartCount>::new();
    let failed = Signal::derive(move || start.value().get().and_then(Result::err).map(|error| error.to_string()));
    let data = part_data(|| (), |()| list_counts());
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Counts"</h1>
        </div>
        <SectionTabs section=Section::Stock here="/admin/stock/counts" />
        <Complaint message=failed />
        <Transition fallback=|| view! { <ListSkeleton /> }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(Dated { now, value }) => view! { <Counts counts=value now start /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Where a count stands.
pub fn badge(state: CountState) -> impl IntoView {
    let tone = match state {
        CountState::Open => Tone::Info,
        CountState::Finished => Tone::Good,
        CountState::Cancelled => Tone::Neutral,
    };
    view! { <Badge tone label=state.label() /> }
}

#[component]
fn Counts(counts: CountRows, now: Timestamp, start: ServerAction<StartCount>) -> impl IntoView {
    let CountRows { rows, scopes, locations } = counts;
    let places = (locations.len() > 1).then(|| {
        let options = locations.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> });
        view! {
            <div class=part::field>
                <label for="location">"Where"</label>
                <select id="location" name="location" autocomplete="off">
                    <option value="">"Where most of each lies"</option>
                    {options.collect_view()}
                </select>
            </div>
        }
    });
    let options = scopes.into_iter().map(|(key, words)| view! { <option value=key>{words}</option> });
    let list = if rows.is_empty() {
        view! { <p class=record::nothing>"Nothing was counted yet. A count changes the stock only when it is finished."</p> }
            .into_any()
    } else {
        table(rows, now)
    };
    view! {
        <section class=format!("{} {}", part::card, style::begin) aria-label="New count">
            <ActionForm action=start attr:class=style::start>
                <div class=part::field>
                    <label for="scope">"What is counted"</label>
                    <select id="scope" name="scope" autocomplete="off">
                        {options.collect_view()}
                    </select>
                </div>
                {places}
                <button class=part::primary disabled=move || start.pending().get()>"Start a count"</button>
            </ActionForm>
        </section>
        <section class=part::card aria-labelledby="counts">
            <div class=part::cardhead>
                <h2 id="counts">"All counts"</h2>
            </div>
            {list}
        </section>
    }
    .into_any()
}

fn table(rows: Vec<CountRow>, now: Timestamp) -> AnyView {
    let rows = rows.into_iter().map(|row| {
        view! {
            <tr class=record::row>
                <td>
                    <a href=format!("/admin/stock/counts/{}", row.id)>{row.label}</a>
                </td>
                <td>{badge(row.state)}</td>
                <td class=record::number>{row.counted}</td>
                <td class=format!("{} {}", record::quiet, record::wide)>{row.actor}</td>
                <td class=record::quiet>
                    <Moment at=row.at now />
                </td>
            </tr>
        }
    });
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"What"</th>
                    <th scope="col">"State"</th>
                    <th scope="col" class=record::number>"Variants"</th>
                    <th scope="col" class=record::wide>"Begun by"</th>
                    <th scope="col">"When"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
