//! The page of one location.

use domain::{
    inventory::{LocationForm, LocationSheet},
    kernel::LocationId,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{CloseLocation, EmptyLocation, ReopenLocation, SaveLocation, read_location},
    page::badge,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::{FormState, TextField, Tick},
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// The first part of the fields' names.
pub const ROOT: &str = "location";
const FORM: &str = "location-form";

/// What can be done with a location.
#[derive(Clone, Copy)]
struct Actions {
    save: ServerAction<SaveLocation>,
    close: ServerAction<CloseLocation>,
    reopen: ServerAction<ReopenLocation>,
    empty: ServerAction<EmptyLocation>,
}

impl Actions {
    fn versions(self) -> (usize, usize, usize) {
        (self.close.version().get(), self.reopen.version().get(), self.empty.version().get())
    }

    fn failure(self) -> Option<String> {
        let values = [self.close.value(), self.reopen.value(), self.empty.value()];
        values.into_iter().find_map(|value| value.get().and_then(Result::err)).map(|error| error.to_string())
    }
}

/// One location.
#[component]
pub fn LocationPage(
    /// Which.
    id: LocationId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let actions = Actions {
        save: ServerAction::new(),
        close: ServerAction::new(),
        reopen: ServerAction::new(),
        empty: ServerAction::new(),
    };
    let form = FormState::new(ROOT, move || actions.save.value().get());
    let typed = leave::typed(state);
    let again = RwSignal::new(0_u32);
    form.on_saved(move || {
        typed.set(Vec::new());
        state.say("Location saved");
        again.update(|again| *again = again.wrapping_add(1));
    });
    let data = part_data(move || (again.get(), actions.versions()), move |_| read_location(id));
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(sheet) => view! { <Sheet sheet form actions /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(sheet: LocationSheet, form: FormState, actions: Actions) -> impl IntoView {
    let failed = Signal::derive(move || form.failure().or_else(|| actions.failure()));
    let (id, name) = (sheet.row.id.to_string(), sheet.row.form.name.clone());
    let (badge, location) = (badge(&sheet.row), sheet.row.form.clone());
    let (on_hand, reserved) = (sheet.row.on_hand, sheet.row.reserved);
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/stock/locations">"Locations"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{name}</h1>
            {badge}
            <div class=part::actions>
                <button class=part::primary form=FORM disabled=move || actions.save.pending().get()>"Save location"</button>
            </div>
        </header>
        <Complaint message=failed />
        <div class=record::columns>
            <div class=record::main>
                <ActionForm action=actions.save attr:id=FORM>
                    <input type="hidden" name="id" value=id />
                    <section class=format!("{} {}", part::card, record::block)>
                        <Fields form location />
                    </section>
                </ActionForm>
                {goods(&sheet)}
            </div>
            <aside class=record::side>
                <section class=format!("{} {}", part::card, record::block)>
                    <dl class=record::fact>
                        <dt>"On hand"</dt>
                        <dd>{on_hand}</dd>
                        <dt>"Held for orders"</dt>
                        <dd>{reserved}</dd>
                    </dl>
                    {ways(&sheet, actions)}
                </section>
            </aside>
        </div>
    }
    .into_any()
}

/// Emptying, closing and opening it.
fn ways(sheet: &LocationSheet, actions: Actions) -> AnyView {
    let id = sheet.row.id.to_string();
    if sheet.row.is_closed {
        return view! {
            <ActionForm action=actions.reopen>
                <input type="hidden" name="location" value=id />
                <button class=part::button>"Open it again"</button>
            </ActionForm>
        }
        .into_any();
    }
    if sheet.row.on_hand == 0 {
        let name = sheet.row.form.name.clone();
        return view! {
            <details class=record::removal>
                <summary>"Close this location"</summary>
                <ActionForm action=actions.close>
                    <input type="hidden" name="location" value=id />
                    <p class=part::hint>"Nothing is sold from it or brought there any more. Its history stays."</p>
                    <button class=part::danger>"Close " {name}</button>
                </ActionForm>
            </details>
        }
        .into_any();
    }
    if sheet.others.is_empty() {
        return ().into_any();
    }
    let options = sheet.others.iter().map(|(id, name)| view! { <option value=id.to_string()>{name.clone()}</option> });
    let (options, key) = (options.collect_view(), sheet.key.clone());
    view! {
        <details class=record::removal>
            <summary>"Move everything elsewhere"</summary>
            <ActionForm action=actions.empty attr:class=part::field>
                <input type="hidden" name="location" value=id />
                <input type="hidden" name="key" value=key />
                <label for="empty-to">"To"</label>
                <select id="empty-to" name="to" autocomplete="off">{options}</select>
                <p class=part::hint>"What is held for orders stays until they are paid or called off. An empty location can be closed."</p>
                <button class=part::button disabled=move || actions.empty.pending().get()>"Move everything that is free"</button>
            </ActionForm>
        </details>
    }
    .into_any()
}

fn goods(sheet: &LocationSheet) -> AnyView {
    if sheet.goods.is_empty() {
        return view! {
            <section class=part::card>
                <p class=record::nothing>"Nothing lies here. Goods come by a purchase order, a count, or the page of a variant’s stock."</p>
            </section>
        }
        .into_any();
    }
    let rows = sheet.goods.iter().map(|(variant, on_hand, reserved)| {
        view! {
            <tr class=record::row>
                <td>
                    <a href=format!("/admin/stock/variants/{}", variant.id)>{variant.title.clone()}</a>
                </td>
                <td class=format!("{} {}", record::quiet, record::wide)>{variant.sku.clone()}</td>
                <td class=record::number>{*on_hand}</td>
                <td class=record::number>{*reserved}</td>
            </tr>
        }
    });
    let (rows, all) = (rows.collect_view(), sheet.row.variants);
    let more = all > i64::try_from(sheet.goods.len()).unwrap_or(i64::MAX);
    view! {
        <section class=part::card aria-labelledby="goods">
            <div class=part::cardhead>
                <h2 id="goods">"What lies here"</h2>
            </div>
            <table class=record::table>
                <thead>
                    <tr>
                        <th scope="col">"Variant"</th>
                        <th scope="col" class=record::wide>"SKU"</th>
                        <th scope="col" class=record::number>"On hand"</th>
                        <th scope="col" class=record::number>"Held"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {more.then(|| view! { <p class=record::nothing>{format!("The first 100 of {all} variants.")}</p> })}
        </section>
    }
    .into_any()
}

/// The fields of a location.
#[component]
pub fn Fields(
    /// The form.
    form: FormState,
    /// What stands in the fields.
    location: LocationForm,
) -> impl IntoView {
    view! {
        <TextField form path="name" label="Name" value=location.name required=true />
        <Tick form path="sells_online" label="Shoppers can buy what lies here" checked=location.sells_online />
        <TextField form path="street" label="Street and number" value=location.street />
        <TextField form path="extra" label="Second line" value=location.extra />
        <div class=record::town>
            <TextField form path="postcode" label="Postcode" value=location.postcode />
            <TextField form path="town" label="Town" value=location.town />
        </div>
        <TextField form path="country" label="Country" value=location.country hint="Two letters, like DE." />
    }
    .into_any()
}
