//! The page with all zones, and a parcel to try.

use domain::{
    kernel::{Currency, Money},
    shipping::{Basis, Calendar, CalendarForm, Method, MethodKind, Zone, ZoneForm, view::ShippingDesk},
};
use leptos::{form::ActionForm, html, prelude::*};

use super::{
    api::{CreateZone, read_delivery},
    preview::Preview,
    style,
    zone_fields::{ROOT, ZoneFields},
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

/// Where the shop delivers, how and when.
#[component]
pub fn DeliveryPage() -> impl IntoView {
    let create = ServerAction::<CreateZone>::new();
    let data = part_data(move || create.version().get(), |_| read_delivery());
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Delivery"</h1>
        </div>
        <SectionTabs section=Section::Site here="/admin/delivery" />
        <p class=record::lead>
            "The closest zone decides alone: postcodes before their country, a country before the European Union, and that before everywhere."
        </p>
        <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(desk) => view! { <Desk desk create /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Desk(desk: ShippingDesk, create: ServerAction<CreateZone>) -> impl IntoView {
    let ShippingDesk { table, currency, home, .. } = desk;
    let zones = if table.zones.is_empty() {
        view! {
            <section class=format!("{} {}", part::card, part::empty)>
                <h2>"You deliver nowhere"</h2>
                <p>"Nobody can order anything that is brought. Make a zone for the places that you send to."</p>
            </section>
        }
        .into_any()
    } else {
        table.zones.into_iter().map(|zone| view! { <ZoneCard zone currency /> }).collect_view().into_any()
    };
    view! {
        <div class=record::columns>
            <div class=record::main>
                {zones}
                <NewZone create />
            </div>
            <aside class=record::side>
                <Preview home />
                <Days calendar=table.calendar />
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn ZoneCard(zone: Zone, currency: Currency) -> impl IntoView {
    let address = format!("/admin/delivery/zones/{}", zone.id);
    let title = format!("zone-{}", zone.id);
    let labelled = title.clone();
    let places = zone.places.words();
    let aside = (places != zone.name).then(|| view! { <span class=part::aside>{places}</span> });
    let ways = if zone.methods.is_empty() {
        view! { <p class=record::nothing>"No way of delivery yet: nothing is delivered there."</p> }.into_any()
    } else {
        ways(zone.methods, currency)
    };
    view! {
        <section class=part::card aria-labelledby=labelled>
            <div class=part::cardhead>
                <h2 id=title>{zone.name}</h2>
                {aside}
            </div>
            {ways}
            <div class=style::foot>
                <a class=part::button href=address>"Edit zone, add a way"</a>
            </div>
        </section>
    }
    .into_any()
}

/// The ways of a zone.
pub fn ways(methods: Vec<Method>, currency: Currency) -> AnyView {
    view! {
        <table class=format!("{} {}", record::table, style::zone)>
            <thead>
                <tr>
                    <th scope="col">"Way"</th>
                    <th scope="col">"State"</th>
                    <th scope="col">"Working days"</th>
                    <th scope="col" class=record::number>"Price"</th>
                </tr>
            </thead>
            <tbody>{methods.into_iter().map(|method| way(method, currency)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn way(method: Method, currency: Currency) -> impl IntoView {
    let days = match method.days {
        (least, most) if least == most => least.to_string(),
        (least, most) => format!("{least} to {most}"),
    };
    let state = if !method.is_active {
        view! { <Badge tone=Tone::Neutral label="Off" /> }.into_any()
    } else if method.currency != Some(currency) {
        view! { <Badge tone=Tone::Bad label="Other currency" /> }.into_any()
    } else if method.kind == MethodKind::Pickup {
        view! { <Badge tone=Tone::Info label="To fetch" /> }.into_any()
    } else {
        view! { <Badge tone=Tone::Good label="On" /> }.into_any()
    };
    let price = price(&method, currency);
    view! {
        <tr class=record::row>
            <td>
                <a href=format!("/admin/delivery/ways/{}", method.id)>{method.name}</a>
            </td>
            <td>{state}</td>
            <td class=record::quiet>{days}</td>
            <td class=record::number>{price}</td>
        </tr>
    }
}

/// "€4.90", or "€4.90 to €12.00 by weight".
fn price(method: &Method, currency: Currency) -> String {
    let prices = || method.tiers.iter().map(|tier| tier.price);
    let money = |minor: Option<i64>| Money::new(minor.unwrap_or(0), method.currency.unwrap_or(currency)).to_string();
    let (least, most) = (money(prices().min()), money(prices().max()));
    let span = if least == most { least } else { format!("{least} to {most}") };
    match method.basis {
        Basis::Weight => format!("{span} by weight"),
        Basis::Goods => format!("{span} by value"),
        Basis::Flat => span,
    }
}

#[component]
fn NewZone(create: ServerAction<CreateZone>) -> impl IntoView {
    let state = AdminState::of_frame();
    let form = FormState::new(ROOT, move || create.value().get());
    let element = NodeRef::<html::Form>::new();
    form.on_saved(move || {
        state.say("Zone made");
        if let Some(element) = element.get_untracked() {
            element.reset();
        }
    });
    let failed = Signal::derive(move || form.failure());
    let zone = ZoneForm { places: "countries".to_owned(), ..ZoneForm::default() };
    view! {
        <details class=format!("{} {}", part::card, record::new)>
            <summary>"New zone"</summary>
            <ActionForm action=create node_ref=element attr:class=record::block>
                <ZoneFields form zone />
                <Complaint message=failed />
                <button class=part::primary disabled=move || create.pending().get()>"Make zone"</button>
            </ActionForm>
        </details>
    }
    .into_any()
}

#[component]
fn Days(calendar: Calendar) -> impl IntoView {
    let form = CalendarForm::of(&calendar);
    let days = CalendarForm::WEEKDAYS.iter().filter(|(key, _)| form.working_days.contains_key(*key));
    let days = days.map(|(_, name)| name.get(..3).unwrap_or(name)).collect::<Vec<_>>().join(", ");
    let handling = match calendar.handling_days {
        0 => "The same day".to_owned(),
        1 => "1 working day later".to_owned(),
        days => format!("{days} working days later"),
    };
    let holidays = match calendar.holidays.len() {
        0 => "None: write down on which days you do not send".to_owned(),
        count => format!("{count} written down"),
    };
    view! {
        <section class=part::card aria-labelledby="days">
            <div class=part::cardhead>
                <h2 id="days">"Days"</h2>
            </div>
            <div class=record::block>
                <dl class=record::fact>
                    <dt>"Counts for the day until"</dt>
                    <dd>{calendar.cut_off()} " (" {calendar.time_zone.clone()} ")"</dd>
                    <dt>"Leaves"</dt>
                    <dd>{handling}</dd>
                    <dt>"Working days"</dt>
                    <dd>{days}</dd>
                    <dt>"Holidays"</dt>
                    <dd>{holidays}</dd>
                </dl>
                <a class=part::button href="/admin/delivery/days">"Change days and cut-off"</a>
            </div>
        </section>
    }
    .into_any()
}
