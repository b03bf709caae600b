//! The page of one zone.

use domain::{
    kernel::ShippingZoneId,
    shipping::{MethodForm, Zone, ZoneForm, view::ShippingDesk},
};
use leptos::{form::ActionForm, html, prelude::*};

use super::{
    api::{CreateMethod, DeleteZone, SaveZone, read_delivery},
    method_fields::{self, About, MethodFields},
    page::ways,
    zone_fields::{ROOT, ZoneFields},
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::FormState,
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
    error::AppError,
};

const FORM: &str = "zone-form";

/// What can be done with a zone.
#[derive(Clone, Copy)]
struct Actions {
    save: ServerAction<SaveZone>,
    delete: ServerAction<DeleteZone>,
    add: ServerAction<CreateMethod>,
}

/// One zone.
#[component]
pub fn ZonePage(
    /// Which.
    id: ShippingZoneId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let actions = Actions { save: ServerAction::new(), delete: ServerAction::new(), add: ServerAction::new() };
    let form = FormState::new(ROOT, move || actions.save.value().get());
    let typed = leave::typed(state);
    let again = RwSignal::new(0_u32);
    form.on_saved(move || {
        typed.set(Vec::new());
        state.say("Zone saved");
        again.update(|again| *again = again.wrapping_add(1));
    });
    let data = part_data(move || (again.get(), actions.add.version().get()), |_| read_delivery());
    view! {
        <div on:input=move |_| typed.set(vec!["changes"]) on:submit=move |_| typed.set(Vec::new())>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    let desk = match data.await {
                        Ok(desk) => desk,
                        Err(error) => return view! { <Refusal error /> }.into_any(),
                    };
                    match desk.table.zones.iter().find(|zone| zone.id == id).cloned() {
                        Some(zone) => view! { <Sheet zone desk form actions /> }.into_any(),
                        None => view! { <Refusal error=AppError::NotFound /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(zone: Zone, desk: ShippingDesk, form: FormState, actions: Actions) -> impl IntoView {
    let Actions { save, delete, add } = actions;
    let (id, version) = (zone.id.to_string(), zone.version.to_string());
    let (own, seen, zone_id) = (id.clone(), version.clone(), id.clone());
    let fields = ZoneForm::of(&zone);
    let next = zone.methods.iter().map(|method| method.position).max().unwrap_or(0).saturating_add(1);
    let failed = Signal::derive(move || {
        let deleted = delete.value().get().and_then(Result::err).map(|error| error.to_string());
        form.failure().or(deleted)
    });
    let methods = if zone.methods.is_empty() {
        view! { <p class=record::nothing>"No way of delivery yet: nothing is delivered there."</p> }.into_any()
    } else {
        ways(zone.methods, desk.currency)
    };
    let about = About::of(&desk);
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/delivery">"Delivery"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{zone.name.clone()}</h1>
            <div class=part::actions>
                <button class=part::primary form=FORM disabled=move || save.pending().get()>"Save zone"</button>
            </div>
        </header>
        <Complaint message=failed />
        <div class=record::columns>
            <div class=record::main>
                <section class=part::card aria-labelledby="ways">
                    <div class=part::cardhead>
                        <h2 id="ways">"Ways of delivery"</h2>
                    </div>
                    {methods}
                </section>
                <NewMethod zone=zone_id about next add />
                <ActionForm action=save attr:id=FORM>
                    <input type="hidden" name="id" value=own />
                    <input type="hidden" name="version" value=seen />
                    <section class=format!("{} {}", part::card, record::block)>
                        <ZoneFields form zone=fields />
                    </section>
                </ActionForm>
            </div>
            <aside class=record::side>
                <section class=format!("{} {}", part::card, record::block)>
                    <details class=record::removal>
                        <summary>"Delete this zone"</summary>
                        <ActionForm action=delete>
                            <p>"Its ways of delivery go with it. Orders keep what they agreed."</p>
                            <input type="hidden" name="id" value=id />
                            <input type="hidden" name="version" value=version />
                            <button class=part::danger>"Delete " {zone.name}</button>
                        </ActionForm>
                    </details>
                </section>
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn NewMethod(zone: String, about: About, next: i64, add: ServerAction<CreateMethod>) -> impl IntoView {
    let state = AdminState::of_frame();
    let form = FormState::new(method_fields::ROOT, move || add.value().get());
    let element = NodeRef::<html::Form>::new();
    form.on_saved(move || {
        state.say("Way of delivery made");
        if let Some(element) = element.get_untracked() {
            element.reset();
        }
    });
    let failed = Signal::derive(move || form.failure());
    let method = MethodForm {
        kind: "delivery".to_owned(),
        basis: "flat".to_owned(),
        free: "never".to_owned(),
        days_least: "2".to_owned(),
        days_most: "4".to_owned(),
        position: next.min(999).to_string(),
        active: true,
        ..MethodForm::default()
    };
    view! {
        <details class=format!("{} {}", part::card, record::new)>
            <summary>"New way of delivery"</summary>
            <ActionForm action=add node_ref=element attr:class=record::block>
                <input type="hidden" name="zone" value=zone />
                <MethodFields form method about />
                <Complaint message=failed />
                <button class=part::primary disabled=move || add.pending().get()>"Make way of delivery"</button>
            </ActionForm>
        </details>
    }
    .into_any()
}
