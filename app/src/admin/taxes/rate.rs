//! The page of one rate.

use domain::{
    kernel::{Date, TaxRateId, country},
    tax::{TaxRate, TaxRateForm},
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{DeleteRate, SaveRate, read_rate},
    fields::{Fields, ROOT},
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
};

const FORM: &str = "rate-form";

/// What can be done with a rate.
#[derive(Clone, Copy)]
struct Actions {
    save: ServerAction<SaveRate>,
    delete: ServerAction<DeleteRate>,
}

/// One rate.
#[component]
pub fn TaxRatePage(
    /// Which.
    id: TaxRateId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let actions = Actions { save: ServerAction::new(), delete: ServerAction::new() };
    let form = FormState::new(ROOT, move || actions.save.value().get());
    let typed = leave::typed(state);
    let again = RwSignal::new(0_u32);
    form.on_saved(move || {
        typed.set(Vec::new());
        state.say("Rate saved");
        again.update(|again| *again = again.wrapping_add(1));
    });
    let data = part_data(move || again.get(), move |_| read_rate(id));
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok((rate, today)) => view! { <Sheet rate today form actions /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(rate: TaxRate, today: Date, form: FormState, actions: Actions) -> impl IntoView {
    let Actions { save, delete } = actions;
    let (id, version) = (rate.id.to_string(), rate.version.to_string());
    let fields = TaxRateForm::of(&rate);
    let name = country(&rate.country).map_or(rate.country.as_str(), |country| country.name);
    let title = format!("{name} {}, {}", rate.region, rate.class.label().to_lowercase()).replace(" ,", ",");
    let failed = Signal::derive(move || {
        let deleted = delete.value().get().and_then(Result::err).map(|error| error.to_string());
        form.failure().or(deleted)
    });
    let (own, seen) = (id.clone(), version.clone());
    let removal = if rate.from > today {
        view! {
            <details class=record::removal>
                <summary>"Delete this rate"</summary>
                <ActionForm action=delete>
                    <input type="hidden" name="id" value=own />
                    <input type="hidden" name="version" value=seen />
                    <button class=part::danger>"Delete it"</button>
                </ActionForm>
            </details>
        }
        .into_any()
    } else {
        let words = "It has begun, so it stays. When another percentage comes, make a new rate from that day on: this one then ends by itself.";
        view! { <p class=part::small>{words}</p> }.into_any()
    };
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/taxes">"Taxes"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{title}</h1>
            <div class=part::actions>
                <button class=part::primary form=FORM disabled=move || save.pending().get()>"Save rate"</button>
            </div>
        </header>
        <Complaint message=failed />
        <div class=record::columns>
            <ActionForm action=save attr:id=FORM attr:class=record::main>
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="version" value=version />
                <section class=format!("{} {}", part::card, record::block)>
                    <Fields form rate=fields />
                </section>
            </ActionForm>
            <aside class=record::side>
                <section class=format!("{} {}", part::card, record::block)>{removal}</section>
            </aside>
        </div>
    }
    .into_any()
}
