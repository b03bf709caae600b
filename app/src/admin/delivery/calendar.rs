//! The page with the days on which the shop sends.

use domain::shipping::{CalendarForm, view::ShippingDesk};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{SaveCalendar, read_delivery},
    style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::{FormState, TextField, Told},
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

const ROOT: &str = "calendar";
const ZONES: &str = "time-zones";

/// Days, cut-off and holidays.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let state = AdminState::of_frame();
    let save = ServerAction::<SaveCalendar>::new();
    let form = FormState::new(ROOT, move || save.value().get());
    let typed = leave::typed(state);
    let again = RwSignal::new(0_u32);
    form.on_saved(move || {
        typed.set(Vec::new());
        state.say("Days saved");
        again.update(|again| *again = again.wrapping_add(1));
    });
    let data = part_data(move || again.get(), |_| read_delivery());
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/delivery">"Delivery"</a>
            " /"
        </nav>
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(desk) => view! { <Sheet desk form save /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(desk: ShippingDesk, form: FormState, save: ServerAction<SaveCalendar>) -> impl IntoView {
    let version = desk.table.calendar.version.to_string();
    let calendar = CalendarForm::of(&desk.table.calendar);
    let failed = Signal::derive(move || form.failure());
    let zones = desk.time_zones.into_iter().map(|name| view! { <option value=name></option> }).collect_view();
    let root = form.name("working_days");
    let days = CalendarForm::WEEKDAYS
        .into_iter()
        .map(|(key, name)| {
            let is_ticked = calendar.working_days.contains_key(key);
            view! {
                <label class=record::tick>
                    <input type="checkbox" name=format!("{root}[{key}]") value="true" checked=is_ticked />
                    {name}
                </label>
            }
        })
        .collect_view();
    view! {
        <h1 class=part::title>"Days and cut-off"</h1>
        <ActionForm action=save attr:class=record::narrow>
            <input type="hidden" name="version" value=version />
            <section class=format!("{} {}", part::card, record::block)>
                <div class=record::two>
                    <TextField
                        form
                        path="cut_off"
                        label="Counts for the day until"
                        value=calendar.cut_off
                        hint="As in 14:00, by the clock of your time zone."
                    />
                    <TextField form path="time_zone" label="Time zone" value=calendar.time_zone list=ZONES hint="As in Europe/Berlin." />
                </div>
                <datalist id=ZONES>{zones}</datalist>
                <TextField
                    form
                    path="handling_days"
                    label="Further working days until it leaves"
                    value=calendar.handling_days
                    keys="numeric"
                    hint="0 when it leaves on the day that it counts for."
                />
                <fieldset class=style::group>
                    <legend>"You send on"</legend>
                    <div class=style::days>{days}</div>
                    <Told form path="working_days" />
                </fieldset>
                <TextField
                    form
                    path="holidays"
                    label="Holidays"
                    value=calendar.holidays
                    lines=10
                    hint="A line for each: 12-25 Christmas Day for every year, 2027-03-26 Good Friday for one. Nothing is sent and nothing arrives."
                />
                <Complaint message=failed />
                <button class=part::primary disabled=move || save.pending().get()>"Save days"</button>
            </section>
        </ActionForm>
    }
    .into_any()
}
