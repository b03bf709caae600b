//! The page of a product's options.

use domain::{
    catalog::{
        MOST_COMBINATIONS, MOST_OPTIONS,
        view::{OptionSheet, OptionView},
    },
    kernel::ProductId,
};
use leptos::{
    form::{ActionForm, FromFormData},
    html,
    prelude::*,
    task::spawn_local,
    web_sys,
};

use super::api::{Effect, OptionsInput, SaveOptions, plan_options, read_options};
use crate::{
    admin::parts::{
        form::{FormState, TextField},
        record,
        refusal::{Complaint, Refusal},
        rest::{REST, once_typing_rests},
        skeleton::RecordSkeleton,
        style as part,
        words::counted,
    },
    data::part_data,
};

const ROOT: &str = "options";

/// The options of one product.
#[component]
pub fn OptionsPage(
    /// Which.
    id: ProductId,
) -> impl IntoView {
    let data = part_data(|| (), move |()| read_options(id));
    let action = ServerAction::<SaveOptions>::new();
    let form = FormState::new(ROOT, move || action.value().get());
    view! {
        <Suspense fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(sheet) => view! { <Options sheet form action /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Options(sheet: OptionSheet, form: FormState, action: ServerAction<SaveOptions>) -> impl IntoView {
    let node = NodeRef::<html::Form>::new();
    let effect = RwSignal::new(Effect { kept: sheet.variants, missing: sheet.missing, ..Effect::default() });
    let back = format!("/admin/products/{}", sheet.product);
    let mut options: Vec<Option<OptionView>> = sheet.options.into_iter().map(Some).collect();
    options.resize(options.len().max(MOST_OPTIONS), None);
    let ask = once_typing_rests(REST, move |()| follow(node, effect));
    let refused = Signal::derive(move || form.refusal_of("options").or_else(|| form.failure()));
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/products">"Products"</a>
            " / "
            <a href=back.clone()>{sheet.title}</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>"Options"</h1>
        </header>
        <p class=record::lead>
            "What variants differ in, as in Size or Glaze. A renamed value keeps its variants; a value that you empty takes them off the shop, and they come back with their SKU and stock when it does."
        </p>
        <Complaint message=refused />
        <ActionForm action node_ref=node attr:class=format!("{} {}", record::main, record::narrow)>
            <input type="hidden" name=form.name("product") value=sheet.product.to_string() />
            <input type="hidden" name=form.name("version") value=sheet.version.to_string() />
            <section class=part::card on:input=move |_| ask(())>
                {options
                    .into_iter()
                    .enumerate()
                    .map(|(place, option)| view! { <OptionFields form place option /> })
                    .collect_view()}
            </section>
            <section class=format!("{} {}", part::card, record::block)>
                <p role="status">{move || effect.with(words)}</p>
                <label class=record::tick>
                    <input type="checkbox" name=form.name("fill") value="true" checked />
                    "Make the variants that are missing, on the terms of the first"
                </label>
                <div class=record::end>
                    <button class=part::primary disabled=move || action.pending().get()>
                        "Save options"
                    </button>
                    <a class=part::button href=back>
                        "Cancel"
                    </a>
                </div>
            </section>
        </ActionForm>
    }
    .into_any()
}

/// "2 variants stay, 4 are missing, 1 is not sold any more."
fn words(effect: &Effect) -> String {
    if let Some(refused) = &effect.refused {
        return refused.clone();
    }
    let mut words = format!("{} stay", counted(effect.kept, "variant"));
    if effect.kept == 1 {
        words.push('s');
    }
    if effect.missing > 0 {
        words.push_str(&format!(", {} of at most {MOST_COMBINATIONS} are missing", effect.missing));
    }
    if effect.retired > 0 {
        words.push_str(&format!(", {} not sold any more", effect.retired));
    }
    words.push('.');
    words
}

/// Tells what the fields would do.
fn follow(node: NodeRef<html::Form>, effect: RwSignal<Effect>) {
    let Some(options) = typed(node) else { return };
    spawn_local(async move {
        if let Ok(told) = plan_options(options).await {
            let _ = effect.try_set(told);
        }
    });
}

fn typed(node: NodeRef<html::Form>) -> Option<OptionsInput> {
    let data = web_sys::FormData::new_with_form(&node.try_get_untracked().flatten()?).ok()?;
    SaveOptions::from_form_data(&data).ok().map(|typed| typed.options)
}

#[component]
fn OptionFields(form: FormState, place: usize, option: Option<OptionView>) -> impl IntoView {
    let before = option.as_ref().map(|_| place.to_string()).unwrap_or_default();
    let number = place.saturating_add(1);
    let (name, values) = option.map(|option| (option.name, option.values)).unwrap_or_default();
    let values = values.into_iter().enumerate().map(|(at, value)| {
        view! {
            <input
                class=part::input
                name=form.name(&format!("list.{place}.values.{at}"))
                value=value.label
                maxlength="80"
                autocomplete="off"
                aria-label=format!("Value {} of option {number}", at + 1)
            />
        }
    });
    let values = values.collect::<Vec<_>>();
    let has_values = !values.is_empty();
    view! {
        <fieldset class=format!("{} {}", part::field, record::option)>
            <legend>"Option " {number}</legend>
            <input type="hidden" name=form.name(&format!("list.{place}.before")) value=before />
            <TextField form path=format!("list.{place}.name") label="Name" value=name hint="As in Size; empty name and values to take the option away." />
            {has_values.then(|| view! { <div class=record::values role="group" aria-label=format!("Values of option {number}")>{values}</div> })}
            <TextField
                form
                path=format!("list.{place}.more")
                label=if has_values { "More values" } else { "Values" }
                value=""
                hint="With commas between, as in S, M, L."
            />
        </fieldset>
    }
    .into_any()
}
