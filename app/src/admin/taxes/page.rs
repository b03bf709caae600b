//! The page with all rates.

use domain::{
    kernel::{Date, Destination, country},
    tax::{
        TaxRate, TaxRateForm, TaxTable,
        view::{RateFileOutcome, TaxDesk},
    },
};
use leptos::{form::ActionForm, html, prelude::*};
use leptos_router::{components::Form, hooks::use_query_map};

use super::{
    api::{CreateRate, ImportRates, SaveTaxSettings, read_taxes},
    fields::{Fields, ROOT},
    import::{self, ImportForm},
    settings::{self, Settings},
    style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            badge::{Badge, Tone},
            form::FormState,
            record,
            refusal::{Complaint, Refusal},
            section_tabs::{Section, SectionTabs},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// The rates, a new one, and where taxes are collected.
#[component]
pub fn TaxesPage() -> impl IntoView {
    let state = AdminState::of_frame();
    let create = ServerAction::<CreateRate>::new();
    let save = ServerAction::<SaveTaxSettings>::new();
    let import = ServerAction::<ImportRates>::new();
    let taken = RwSignal::new(0_u32);
    Effect::new(move || {
        if let Some(Ok(outcome @ RateFileOutcome::Read { is_taken: true, .. })) = import.value().get() {
            state.say(&import::words(&outcome));
            taken.update(|taken| *taken = taken.wrapping_add(1));
        }
    });
    let map = use_query_map();
    let words = Memo::new(move |_| map.with(|map| map.get("q").unwrap_or_default()));
    let form = FormState::new(settings::ROOT, move || save.value().get());
    form.on_saved(move || state.say("Taxes saved"));
    let data = part_data(
        move || (words.get(), create.version().get(), save.version().get(), taken.get()),
        |(words, ..)| read_taxes(words),
    );
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Taxes"</h1>
        </div>
        <SectionTabs section=Section::Site here="/admin/taxes" />
        <p class=record::lead>
            "Your prices include the tax. A new rate ends the one before it on its first day; orders keep the rates that they were placed with."
        </p>
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(desk) => view! { <Desk desk words=words.get_untracked() create import form save /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Desk(
    desk: TaxDesk,
    words: String,
    create: ServerAction<CreateRate>,
    import: ServerAction<ImportRates>,
    form: FormState,
    save: ServerAction<SaveTaxSettings>,
) -> impl IntoView {
    let TaxDesk { table, home, today, left_off } = desk;
    let is_over = |rate: &&TaxRate| rate.until.is_some_and(|until| until < today);
    let (past, present): (Vec<&TaxRate>, Vec<&TaxRate>) = table.rates.iter().partition(is_over);
    let line = |rate: &&TaxRate| row(rate, state(rate, &table, &home, today));
    let rows = if present.is_empty() && !words.is_empty() {
        view! { <p class=record::nothing>"No rate that holds or is to come is of such a place."</p> }.into_any()
    } else if present.is_empty() {
        view! { <p class=record::nothing>"There is no rate: no order has any tax in it. Make the rates of your country."</p> }
            .into_any()
    } else {
        rates(present.iter().map(line).collect_view().into_any())
    };
    let past = (!past.is_empty()).then(|| {
        let rows = past.iter().map(line).collect_view().into_any();
        view! {
            <details class=format!("{} {}", part::card, record::new)>
                <summary>"Rates that have ended"</summary>
                {rates(rows)}
            </details>
        }
    });
    let more = (left_off > 0).then(|| {
        view! { <p class=record::nothing>{format!("{left_off} more are not shown: find them by their place or postcode.")}</p> }
    });
    let chosen = home.clone();
    view! {
        <div class=record::columns>
            <div class=record::main>
                <NewRate create home=chosen today />
                <ImportForm import today />
                <section class=part::card aria-labelledby="rates">
                    <div class=part::cardhead>
                        <h2 id="rates">"Rates"</h2>
                        <Form method="GET" action="/admin/taxes" attr:class=style::find>
                            <input type="search" name="q" value=words aria-label="Find a place or a postcode" placeholder="Place or postcode" />
                            <button class=part::button>"Find"</button>
                        </Form>
                    </div>
                    {rows}
                    {more}
                </section>
                {past}
            </div>
            <aside class=record::side>
                <Settings settings=table.settings.clone() home form save />
            </aside>
        </div>
    }
    .into_any()
}

/// How a rate stands.
fn state(rate: &TaxRate, table: &TaxTable, home: &str, today: Date) -> (Tone, &'static str) {
    let is_collected =
        table.taxed_at(home, Destination::country(&rate.country)).is_some_and(|place| place.country == rate.country);
    if !is_collected {
        (Tone::Neutral, "Not charged")
    } else if rate.holds_on(today) {
        (Tone::Good, "Charged")
    } else if rate.from > today {
        (Tone::Info, "To come")
    } else {
        (Tone::Neutral, "Ended")
    }
}

fn rates(rows: AnyView) -> AnyView {
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Place"</th>
                    <th scope="col">"Class"</th>
                    <th scope="col">"State"</th>
                    <th scope="col" class=record::wide>"Days"</th>
                    <th scope="col" class=record::number>"Rate"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(rate: &TaxRate, (tone, label): (Tone, &'static str)) -> impl IntoView + use<> {
    let name = country(&rate.country).map_or(rate.country.as_str(), |country| country.name);
    let place = if rate.region.is_empty() { name.to_owned() } else { format!("{name}: {}", rate.region) };
    let days = match rate.until {
        Some(until) => format!("{} to {}", rate.from.long(), until.long()),
        None => format!("since {}", rate.from.long()),
    };
    view! {
        <tr class=record::row>
            <td>
                <a href=format!("/admin/taxes/{}", rate.id)>{place}</a>
            </td>
            <td class=record::quiet>{rate.class.label().trim_end_matches(" rate")}</td>
            <td>
                <Badge tone label />
            </td>
            <td class=format!("{} {}", record::quiet, record::wide)>{days}</td>
            <td class=record::number>{format!("{} %", rate.rate)}</td>
        </tr>
    }
}

#[component]
fn NewRate(create: ServerAction<CreateRate>, home: String, today: Date) -> impl IntoView {
    let state = AdminState::of_frame();
    let form = FormState::new(ROOT, move || create.value().get());
    let element = NodeRef::<html::Form>::new();
    form.on_saved(move || {
        state.say("Rate made");
        if let Some(element) = element.get_untracked() {
            element.reset();
        }
    });
    let failed = Signal::derive(move || form.failure());
    let from = today.plus_days(1).iso();
    let rate = TaxRateForm { class: "standard".to_owned(), country: home, from, ..TaxRateForm::default() };
    view! {
        <details class=format!("{} {}", part::card, record::new)>
            <summary>"New rate"</summary>
            <ActionForm action=create node_ref=element attr:class=record::block>
                <Fields form rate />
                <Complaint message=failed />
                <button class=part::primary disabled=move || create.pending().get()>"Make rate"</button>
            </ActionForm>
        </details>
    }
    .into_any()
}
