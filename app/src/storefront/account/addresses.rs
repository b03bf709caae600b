//! The addresses that a customer keeps.

use domain::{
    checkout::{Field, FieldError},
    customer::{AddressForm, Words, view::AddressView},
    kernel::{AddressId, COUNTRIES},
};
use leptos::prelude::*;
use ui::{Button, CONTROL, LinkButton};

use super::{
    api::{self, Typed},
    link::lines,
    parts::{Line, done, refusal, room, words},
    style,
};
use crate::{
    context,
    storefront::page::{page_of, part_of_path},
};

const HERE: &str = "/account/addresses";

/// All of them.
#[component]
pub fn AddressesPage() -> impl IntoView {
    let (words, typed) = (words(), context::take_typed::<Typed>());
    let told = done(words);
    page_of(api::read_addresses(), move |found| {
        let Some(addresses) = found else { return ().into_any() };
        let wrong = refusal(words, &Typed::of("list", typed.as_ref()));
        let is_empty = addresses.is_empty();
        let content = view! {
            {told}
            {wrong}
            {is_empty.then(|| view! { <p class=style::nothing>{words.no_addresses()}</p> })}
            <ul class=style::cards>{addresses.iter().map(|view| card(words, view)).collect_view()}</ul>
            <p><LinkButton href="/account/addresses/new">{words.add_address()}</LinkButton></p>
            {(!is_empty).then(|| view! { <p class=style::small>{words.bills_hint()}</p> })}
        };
        room(words, words.addresses(), HERE, content)
    })
}

fn card(words: Words, view: &AddressView) -> impl IntoView + use<> {
    let id = view.id.to_string();
    let which = format!(": {}", view.words());
    let uses = [
        (view.for_delivery, "delivery", words.for_delivery(), words.use_for_delivery()),
        (view.for_bills, "bills", words.for_bills(), words.use_for_bills()),
    ];
    let marks = uses.into_iter().filter(|(is_set, ..)| *is_set).map(|(_, _, mark, _)| view! { <span>{mark}</span> });
    let marks = marks.collect_view();
    let ways = uses
        .into_iter()
        .filter(|(is_set, ..)| !is_set)
        .map(|(_, usual, _, button)| {
            view! {
                <form action="/api/account/set_usual_address" method="post">
                    <input type="hidden" name="address" value=id.clone() />
                    <input type="hidden" name="usual" value=usual />
                    <button class=style::plain>{button} <span class=ui::HIDDEN>{which.clone()}</span></button>
                </form>
            }
        })
        .collect_view();
    view! {
        <li>
            <p class=style::marks>{marks}</p>
            <address class=style::address>{lines(view)}</address>
            <div class=style::tools>
                <a class=ui::UNDERLINED href=format!("{HERE}/{id}")>
                    {words.change()} <span class=ui::HIDDEN>{which.clone()}</span>
                </a>
                {ways}
                <form action="/api/account/delete_address" method="post">
                    <input type="hidden" name="address" value=id />
                    <button class=style::plain>{words.delete()} <span class=ui::HIDDEN>{which}</span></button>
                </form>
            </div>
        </li>
    }
}

/// A further one.
#[component]
pub fn NewAddressPage() -> impl IntoView {
    let (words, typed) = (words(), context::take_typed::<Typed>());
    page_of(api::visitor(), move |found| {
        let Some((shop, customer)) = found else { return ().into_any() };
        let first = AddressForm {
            country: shop.settings.country.clone(),
            full_name: customer.full_name,
            ..AddressForm::default()
        };
        room(words, words.add_address(), HERE, fields(words, None, first, typed.as_ref()))
    })
}

/// One that is there.
#[component]
pub fn AddressPage() -> impl IntoView {
    let (words, typed) = (words(), context::take_typed::<Typed>());
    page_of(api::read_address(part_of_path("id")), move |found| {
        let Some(view) = found else { return ().into_any() };
        let first = AddressForm::of(&view);
        room(words, words.change_address(), HERE, fields(words, Some(view.id), first, typed.as_ref()))
    })
}

/// What stands in the fields is what was typed, where that was refused.
fn fields(words: Words, id: Option<AddressId>, first: AddressForm, typed: Option<&Typed>) -> impl IntoView + use<> {
    let refused = Typed::of("address", typed);
    let wrong = refusal(words, &refused);
    let was_refused = wrong.is_some();
    let form = if was_refused { refused.address } else { first };
    let errors = if was_refused { form.check().err().unwrap_or_default() } else { Vec::new() };
    let line = |field: Field, name, label, autocomplete, value: &str| Line {
        value: value.to_owned(),
        wrong: wrong_with(words, &errors, field),
        is_optional: field == Field::Extra,
        ..Line::new(name, label, autocomplete)
    };
    let lines = [
        line(Field::FullName, "full_name", words.full_name(), "name", &form.full_name),
        line(Field::Postcode, "postcode", words.postcode(), "postal-code", &form.postcode),
        line(Field::Town, "town", words.town(), "address-level2", &form.town),
        line(Field::Street, "street", words.street(), "street-address", &form.street),
        line(Field::Extra, "extra", words.extra(), "address-line2", &form.extra),
    ];
    view! {
        {wrong}
        <form class=style::form action="/api/account/save_address" method="post" novalidate>
            {id.map(|id| view! { <input type="hidden" name="id" value=id.to_string() /> })}
            {country(words, &form.country)}
            {lines.into_iter().map(|line| line.view("address", words)).collect_view()}
            <div class=style::tools>
                <Button>{words.save_address()}</Button>
                <a class=ui::UNDERLINED href=HERE>{words.addresses()}</a>
            </div>
        </form>
    }
}

fn wrong_with(words: Words, errors: &[FieldError], field: Field) -> Option<String> {
    errors.iter().find(|error| error.field == field).map(|error| words.wrong(error))
}

fn country(words: Words, chosen: &str) -> impl IntoView + use<> {
    let options = COUNTRIES
        .iter()
        .map(|country| {
            let is_chosen = country.code.eq_ignore_ascii_case(chosen);
            view! { <option value=country.code selected=is_chosen>{country.name}</option> }
        })
        .collect_view();
    view! {
        <div class=style::field>
            <label for="address-country">
                <span>{words.country()}</span>
                <small>{words.required()}</small>
            </label>
            <select class=CONTROL id="address-country" name="country" autocomplete="country">{options}</select>
        </div>
    }
}
