//! The page of one currency.

use domain::{
    currency::{
        CurrencyForm,
        view::{CurrencySheet, PastRate},
    },
    kernel::Currency,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{RemoveCurrency, SaveCurrency, UseRateAgain, read_currency},
    fields::{Fields, ROOT},
    page::state,
    samples::Samples,
    style,
};
use crate::{
    admin::{
        clock::short_day,
        layout::AdminState,
        parts::{
            badge::Badge,
            form::{FormState, renewed},
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

const FORM: &str = "currency-form";

/// What can be done with a currency.
#[derive(Clone, Copy)]
struct Actions {
    save: ServerAction<SaveCurrency>,
    again: ServerAction<UseRateAgain>,
    remove: ServerAction<RemoveCurrency>,
}

/// One currency.
#[component]
pub fn CurrencyPage(
    /// Which.
    currency: Currency,
) -> impl IntoView {
    let told = AdminState::of_frame();
    let actions = Actions { save: ServerAction::new(), again: ServerAction::new(), remove: ServerAction::new() };
    let form = FormState::new(ROOT, move || actions.save.value().get());
    let again = FormState::new("again", move || actions.again.value().get());
    let typed = leave::typed(told);
    let saved = RwSignal::new(0_u32);
    let on_saved = move |words: &'static str| {
        typed.set(Vec::new());
        told.say(words);
        saved.update(|saved| *saved = saved.wrapping_add(1));
    };
    form.on_saved(move || on_saved("Currency saved"));
    again.on_saved(move || on_saved("The earlier rate holds again"));
    let data = part_data(move || saved.get(), move |_| read_currency(currency.code().to_owned()));
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(sheet) => view! { <Sheet sheet form again actions is_after_save=saved.get_untracked() != 0 /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(
    sheet: CurrencySheet,
    form: FormState,
    again: FormState,
    actions: Actions,
    is_after_save: bool,
) -> impl IntoView {
    let element = renewed(is_after_save);
    let CurrencySheet { currency: known, base, revision, past, orders, own_prices, samples } = sheet;
    let Actions { save, remove, .. } = actions;
    let (code, version) = (known.currency.code().to_owned(), known.version.to_string());
    let (tone, label) = state(&known, base);
    let fields = CurrencyForm::of(&known);
    let failed = Signal::derive(move || {
        let removed = remove.value().get().and_then(Result::err).map(|error| error.to_string());
        form.failure().or_else(|| again.failure()).or(removed)
    });
    let sellings = if known.base == base { vec![known.selling(revision)] } else { Vec::new() };
    let removal = removal(orders, actions, (code.clone(), version.clone()));
    let history = history(past, actions, (code.clone(), version.clone()));
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/currencies">"Currencies"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{code.clone()}</h1>
            <Badge tone label />
            <div class=part::actions>
                <button class=part::primary form=FORM disabled=move || save.pending().get()>"Save currency"</button>
            </div>
        </header>
        <Complaint message=failed />
        <div class=record::columns>
            <div class=record::main>
                <ActionForm action=save node_ref=element attr:id=FORM>
                    <input type="hidden" name="code" value=code />
                    <input type="hidden" name="version" value=version />
                    <section class=format!("{} {}", part::card, record::block)>
                        <Fields form currency=fields base is_known=true />
                    </section>
                </ActionForm>
                <Samples samples sellings />
                {history}
            </div>
            <aside class=record::side>
                <section class=format!("{} {}", part::card, record::block)>
                    <dl class=record::fact>
                        <dt>"Orders placed in it"</dt>
                        <dd>{orders}</dd>
                        <dt>"Prices of their own in it"</dt>
                        <dd>{own_prices}</dd>
                    </dl>
                    {removal}
                </section>
            </aside>
        </div>
    }
    .into_any()
}

fn removal(orders: i64, actions: Actions, (code, version): (String, String)) -> AnyView {
    if orders > 0 {
        let words = "Orders were placed in it, so it stays. Close it, and nobody is shown it any more.";
        return view! { <p class=part::small>{words}</p> }.into_any();
    }
    view! {
        <details class=record::removal>
            <summary>"Remove this currency"</summary>
            <ActionForm action=actions.remove>
                <input type="hidden" name="code" value=code />
                <input type="hidden" name="version" value=version />
                <p class=part::small>"Prices that variants have of their own in it go with it."</p>
                <button class=part::danger>"Remove it"</button>
            </ActionForm>
        </details>
    }
    .into_any()
}

/// The rates so far; each but the first can hold again.
fn history(past: Vec<PastRate>, actions: Actions, (code, version): (String, String)) -> AnyView {
    let row = |(index, past): (usize, PastRate)| {
        let (code, version) = (code.clone(), version.clone());
        let again = (index > 0).then(|| {
            let label = format!("Use {} again", past.rate);
            view! {
                <ActionForm action=actions.again attr:class=style::again>
                    <input type="hidden" name="code" value=code />
                    <input type="hidden" name="version" value=version />
                    <input type="hidden" name="revision" value=past.revision.to_string() />
                    <button class=part::button aria-label=label disabled=move || actions.again.pending().get()>"Use again"</button>
                </ActionForm>
            }
        });
        view! {
            <tr>
                <td>{past.rate.to_string()}</td>
                <td class=format!("{} {}", record::quiet, record::wide)>{past.rounding.label()}</td>
                <td class=record::quiet>{format!("{}, {}", short_day(past.since), past.actor)}</td>
                <td>{again}</td>
            </tr>
        }
    };
    let rows = past.into_iter().enumerate().map(row).collect_view();
    view! {
        <section class=part::card aria-labelledby="rates">
            <div class=part::cardhead>
                <h2 id="rates">"Rates so far"</h2>
            </div>
            <table class=record::table>
                <thead>
                    <tr>
                        <th scope="col">"Rate"</th>
                        <th scope="col" class=record::wide>"Prices"</th>
                        <th scope="col">"Since"</th>
                        <th scope="col">
                            <span class=part::hidden>"Use again"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
