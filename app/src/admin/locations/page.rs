//! The page with all locations, in the order in which they are asked for goods.

use domain::inventory::{LocationForm, LocationRow};
use leptos::{form::ActionForm, html, prelude::*};

use super::{
    api::{CreateLocation, MoveLocationUp, list_locations},
    form::{Fields, ROOT},
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            badge::{Badge, Tone},
            form::FormState,
            icon::{Drawing, Icon},
            record,
            refusal::{Complaint, Refusal},
            section_tabs::{Section, SectionTabs},
            skeleton::ListSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// The list of locations, and a new one.
#[component]
pub fn LocationsPage() -> impl IntoView {
    let create = ServerAction::<CreateLocation>::new();
    let up = ServerAction::<MoveLocationUp>::new();
    let failed = Signal::derive(move || up.value().get().and_then(Result::err).map(|error| error.to_string()));
    let data = part_data(move || (create.version().get(), up.version().get()), |_| list_locations());
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Locations"</h1>
        </div>
        <SectionTabs section=Section::Stock here="/admin/stock/locations" />
        <Complaint message=failed />
        <div class=record::columns>
            <section class=part::card aria-labelledby="locations">
                <div class=part::cardhead>
                    <h2 id="locations">"All locations"</h2>
                    <span class=part::aside>"An order is taken from the first that has all of an item"</span>
                </div>
                <Transition fallback=|| view! { <ListSkeleton /> }>
                    {move || Suspend::new(async move {
                        match data.await {
                            Ok(rows) => list(rows, up),
                            Err(error) => view! { <Refusal error /> }.into_any(),
                        }
                    })}
                </Transition>
            </section>
            <aside class=record::side>
                <New create />
            </aside>
        </div>
    }
}

#[component]
fn New(create: ServerAction<CreateLocation>) -> impl IntoView {
    let state = AdminState::of_frame();
    let form = FormState::new(ROOT, move || create.value().get());
    let element = NodeRef::<html::Form>::new();
    form.on_saved(move || {
        state.say("Location made");
        if let Some(element) = element.get_untracked() {
            element.reset();
        }
    });
    let failed = Signal::derive(move || form.failure());
    let location = LocationForm { sells_online: true, ..LocationForm::default() };
    view! {
        <section class=part::card aria-labelledby="new-location">
            <div class=part::cardhead>
                <h2 id="new-location">"New location"</h2>
            </div>
            <ActionForm action=create node_ref=element attr:class=record::block>
                <Fields form location />
                <Complaint message=failed />
                <button class=part::primary disabled=move || create.pending().get()>"Make location"</button>
            </ActionForm>
        </section>
    }
    .into_any()
}

/// Whether it sells, in a word.
pub fn badge(row: &LocationRow) -> impl IntoView + use<> {
    let (tone, label) = match (row.is_closed, row.form.sells_online) {
        (true, _) => (Tone::Neutral, "Closed"),
        (false, true) => (Tone::Good, "Sells online"),
        (false, false) => (Tone::Info, "Not online"),
    };
    view! { <Badge tone label /> }
}

fn list(rows: Vec<LocationRow>, up: ServerAction<MoveLocationUp>) -> AnyView {
    if rows.is_empty() {
        return view! {
            <p class=record::nothing>"No location yet. The first is made with the first stock, or here: a name is enough."</p>
        }
        .into_any();
    }
    let rows = rows.into_iter().enumerate().map(|(place, row)| {
        let badge = badge(&row);
        let earlier = (place > 0 && !row.is_closed).then(|| {
            let label = format!("Ask {} earlier", row.form.name);
            view! {
                <ActionForm action=up>
                    <input type="hidden" name="location" value=row.id.to_string() />
                    <button class=format!("{} {}", part::quiet, part::icon) aria-label=label title="Ask earlier">
                        <Drawing icon=Icon::Up />
                    </button>
                </ActionForm>
            }
        });
        view! {
            <tr>
                <td>
                    <a href=format!("/admin/stock/locations/{}", row.id)>{row.form.name.clone()}</a>
                </td>
                <td>{badge}</td>
                <td class=format!("{} {}", record::quiet, record::wide)>{row.form.address()}</td>
                <td class=record::number>{row.on_hand}</td>
                <td class=format!("{} {}", record::number, record::wide)>{row.reserved}</td>
                <td class=record::number>{earlier}</td>
            </tr>
        }
    });
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"State"</th>
                    <th scope="col" class=record::wide>"Address"</th>
                    <th scope="col" class=record::number>"On hand"</th>
                    <th scope="col" class=format!("{} {}", record::number, record::wide)>"Held"</th>
                    <th scope="col">
                        <span class=part::hidden>"Order"</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
