//! The page with all currencies.

use domain::{
    currency::{CurrencyForm, SellingCurrency, view::CurrencyDesk},
    kernel::Currency,
};
use leptos::{form::ActionForm, html, prelude::*};

use super::{
    api::{CreateCurrency, read_currencies},
    fields::{Fields, ROOT},
    samples::Samples,
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

/// The currencies, and a new one.
#[component]
pub fn CurrenciesPage() -> impl IntoView {
    let create = ServerAction::<CreateCurrency>::new();
    let data = part_data(move || create.version().get(), |_| read_currencies());
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Currencies"</h1>
        </div>
        <SectionTabs section=Section::Site here="/admin/currencies" />
        <p class=record::lead>
            "Shoppers choose one at the foot of every page. All prices follow its rate, but for those that a variant has of its own; an order keeps the rate that it was placed by, and is paid and paid back in its currency."
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
fn Desk(desk: CurrencyDesk, create: ServerAction<CreateCurrency>) -> impl IntoView {
    let CurrencyDesk { base, table, samples } = desk;
    let sellings = table.offered(base).map(|one| one.selling(table.revision)).collect();
    let rows = table.currencies.iter().map(|one| row(one, base)).collect_view();
    let own = view! {
        <tr>
            <td>
                <strong>{base.code().to_owned()}</strong>
            </td>
            <td>
                <Badge tone=Tone::Good label="Your prices" />
            </td>
            <td class=format!("{} {}", record::quiet, record::wide)>"As you type them"</td>
            <td class=record::number>"1"</td>
        </tr>
    };
    view! {
        <div class=format!("{} {}", record::main, record::narrow)>
            <NewCurrency create base />
            <section class=part::card aria-labelledby="currencies">
                <div class=part::cardhead>
                    <h2 id="currencies">"You sell in"</h2>
                </div>
                <table class=record::table>
                    <thead>
                        <tr>
                            <th scope="col">"Currency"</th>
                            <th scope="col">"State"</th>
                            <th scope="col" class=record::wide>"Prices"</th>
                            <th scope="col" class=record::number>{format!("For one {}", base.code())}</th>
                        </tr>
                    </thead>
                    <tbody>{own} {rows}</tbody>
                </table>
            </section>
            <Samples samples sellings />
        </div>
    }
    .into_any()
}

/// How a currency stands.
pub(super) fn state(one: &SellingCurrency, base: Currency) -> (Tone, &'static str) {
    if one.base != base {
        (Tone::Warn, "Rate from another currency")
    } else if one.is_open {
        (Tone::Good, "Open")
    } else {
        (Tone::Neutral, "Closed")
    }
}

fn row(one: &SellingCurrency, base: Currency) -> impl IntoView + use<> {
    let (tone, label) = state(one, base);
    let code = one.currency.code().to_owned();
    let href = format!("/admin/currencies/{code}");
    view! {
        <tr class=record::row>
            <td>
                <a href=href>{code}</a>
            </td>
            <td>
                <Badge tone label />
            </td>
            <td class=format!("{} {}", record::quiet, record::wide)>{one.rounding.label()}</td>
            <td class=record::number>{one.rate.to_string()}</td>
        </tr>
    }
}

#[component]
fn NewCurrency(create: ServerAction<CreateCurrency>, base: Currency) -> impl IntoView {
    let state = AdminState::of_frame();
    let form = FormState::new(ROOT, move || create.value().get());
    let element = NodeRef::<html::Form>::new();
    form.on_saved(move || {
        state.say("Currency added");
        if let Some(element) = element.get_untracked() {
            element.reset();
        }
    });
    let failed = Signal::derive(move || form.failure());
    let currency = CurrencyForm { rounding: "smallest".to_owned(), open: true, ..CurrencyForm::default() };
    view! {
        <details class=format!("{} {}", part::card, record::new)>
            <summary>"Sell in another currency"</summary>
            <ActionForm action=create node_ref=element attr:class=record::block>
                <Fields form currency base />
                <Complaint message=failed />
                <button class=part::primary disabled=move || create.pending().get()>"Add currency"</button>
            </ActionForm>
        </details>
    }
    .into_any()
}
