//! Who a draft is for, how it is delivered, and what is said of it.

use domain::{
    draft::{DraftForm, view::DraftChoices},
    kernel::COUNTRIES,
    shipping::view::ShippingOption,
};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::{
    day::Day,
    form::{FormState, TextField},
    record, style as part,
};

/// The customer: what is left empty, they type themselves.
pub(super) fn customer(form: FormState, typed: &DraftForm) -> AnyView {
    let address = &typed.address;
    let code = address.country.clone();
    let countries = COUNTRIES.iter().map(move |country| {
        let is_chosen = country.code == code;
        view! { <option value=country.code selected=is_chosen>{country.name}</option> }
    });
    let told = move || form.refusal_of("address.country").map(|words| view! { <p class=part::complaint>{words}</p> });
    view! {
        <fieldset class=style::group>
            <legend>"Customer"</legend>
            <p class=part::hint>"What you leave empty, the customer fills in."</p>
            <TextField form path="email" label="E-mail" value=typed.email.clone() keys="email" />
            <TextField form path="address.full_name" label="Full name" value=address.full_name.clone() />
            <TextField form path="address.extra" label="Company or second line" value=address.extra.clone() />
            <TextField form path="address.street" label="Street and number" value=address.street.clone() />
            <div class=style::town>
                <TextField form path="address.postcode" label="Postcode" value=address.postcode.clone() />
                <TextField form path="address.town" label="Town" value=address.town.clone() />
            </div>
            <div class=part::field>
                <label for="draft-country">"Country"</label>
                <select id="draft-country" name="draft[address][country]" autocomplete="off">
                    {countries.collect_view()}
                </select>
                {told}
            </div>
        </fieldset>
    }
    .into_any()
}

/// In which language and currency.
#[component]
pub(super) fn Tongue(
    /// The form.
    form: FormState,
    /// What stands in the fields.
    typed: DraftForm,
    /// What can be chosen.
    choices: DraftChoices,
    /// The code of the currency.
    currency: RwSignal<String>,
) -> impl IntoView {
    let (money, language) = (typed.currency.clone(), typed.language.clone());
    // What was chosen stays, even where the shop no longer offers it.
    let mut codes = choices.currencies;
    if !codes.contains(&money) {
        codes.push(money.clone());
    }
    let currencies = codes.into_iter().map(move |code| {
        let is_chosen = code == money;
        view! { <option value=code.clone() selected=is_chosen>{code.clone()}</option> }
    });
    let mut known = choices.languages;
    if !known.iter().any(|(code, _)| *code == language) {
        known.push((language.clone(), language.clone()));
    }
    let languages = known.into_iter().map(move |(code, name)| {
        let is_chosen = code == language;
        view! { <option value=code selected=is_chosen>{name}</option> }
    });
    let told = move || form.refusal_of("currency").map(|words| view! { <p class=part::complaint>{words}</p> });
    view! {
        <div class=record::two>
            <div class=part::field>
                <label for="draft-language">"Language"</label>
                <select id="draft-language" name="draft[language]" autocomplete="off">
                    {languages.collect_view()}
                </select>
            </div>
            <div class=part::field>
                <label for="draft-currency">"Currency"</label>
                <select
                    id="draft-currency"
                    name="draft[currency]"
                    autocomplete="off"
                    on:change=move |event| currency.set(event_target_value(&event))
                >
                    {currencies.collect_view()}
                </select>
                {told}
            </div>
        </div>
    }
    .into_any()
}

/// How it is delivered: as the customer chooses, or in one way, at what the shop asks or at a price of one's own.
#[component]
pub(super) fn Delivery(
    /// The form.
    form: FormState,
    /// The way that was chosen, and what it was agreed to cost.
    way: (String, String),
    /// The ways that go to the address with these items.
    options: Memo<Vec<ShippingOption>>,
) -> impl IntoView {
    let (way, price) = way;
    let chosen = RwSignal::new(way);
    let told = move || form.refusal_of("shipping").map(|words| view! { <p class=part::complaint>{words}</p> });
    let ways = move || {
        let mut ways: Vec<(String, String)> = options
            .get()
            .into_iter()
            .map(|option| (option.code, format!("{}, {}", option.name, option.price)))
            .collect();
        let now = chosen.get_untracked();
        if !now.is_empty() && !ways.iter().any(|(code, _)| *code == now) {
            ways.push((now.clone(), now));
        }
        let is_chosen = |code: &String| chosen.get_untracked() == *code;
        ways.into_iter()
            .map(|(code, words)| {
                let is_chosen = is_chosen(&code);
                view! { <option value=code selected=is_chosen>{words}</option> }
            })
            .collect_view()
    };
    view! {
        <fieldset class=style::group>
            <legend>"Delivery"</legend>
            <div class=part::field>
                <label for="draft-shipping">"Way of delivery"</label>
                <select
                    id="draft-shipping"
                    name="draft[shipping]"
                    autocomplete="off"
                    on:change=move |event| chosen.set(event_target_value(&event))
                >
                    <option value="">"The customer chooses"</option>
                    {ways}
                </select>
                {told}
            </div>
            <div hidden=move || chosen.get().is_empty()>
                <TextField
                    form
                    path="shipping_price"
                    label="Own price of the delivery"
                    value=price
                    keys="decimal"
                    hint="Empty for what the shop asks. It holds for the country above; elsewhere the customer sees what the shop asks there."
                />
            </div>
        </fieldset>
    }
    .into_any()
}

/// What the customer reads, and until when it holds.
pub(super) fn terms(form: FormState, typed: &DraftForm) -> AnyView {
    view! {
        <TextField
            form
            path="note"
            label="Note to the customer"
            value=typed.note.clone()
            lines=4
            hint="It stands in the mail and above the items."
        />
        <Day
            form
            path="last_day"
            label="Last day"
            value=typed.last_day.clone()
            hint="It can be ordered until the end of this day."
        />
    }
    .into_any()
}
