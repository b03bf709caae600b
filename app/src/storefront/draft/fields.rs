//! The form: who it is for, how it comes, how it is paid.

use domain::{
    checkout::{Field, FieldError},
    draft::{Words, view::OfferView},
    kernel::COUNTRIES,
};
use leptos::prelude::*;
use ui::{CONTROL, Notice, NoticeKind};

use super::style;
use crate::storefront::{account::Line, checkout::style as look};

/// All of it.
#[component]
pub(super) fn Fields(
    /// What is offered.
    offer: OfferView,
    /// The secret of the link.
    token: String,
    /// The words of its language.
    words: Words,
) -> impl IntoView {
    let (checkout, total) = (&offer.checkout, offer.checkout.totals.total);
    let is_orderable = checkout.cart.is_orderable();
    let end = if is_orderable {
        button(&offer, words)
    } else {
        view! { <Notice kind=NoticeKind::Bad>{words.not_orderable()}</Notice> }.into_any()
    };
    let (contact, place) = (contact(&offer, words), place(&offer, words));
    let (shipping, payment) = (shipping(&offer, words), payment(&offer, words));
    view! {
        <form class=look::form action="/api/offer/order" method="post" novalidate>
            <input type="hidden" name="token" value=token />
            <input type="hidden" name="version" value=offer.version.to_string() />
            <input type="hidden" name="idempotency_key" value=checkout.idempotency_key.clone() />
            <input type="hidden" name="seen_total" value=total.minor.to_string() />
            <input type="hidden" name="seen_currency" value=total.currency.code().to_owned() />
            {contact}
            {place}
            {shipping}
            {payment}
            {end}
        </form>
    }
    .into_any()
}

fn wrong_with(errors: &[FieldError], field: Field, words: Words) -> Option<String> {
    errors.iter().find(|error| error.field == field).map(|error| words.wrong(error))
}

/// A field of one line.
fn line(
    offer: &OfferView,
    words: Words,
    field: Field,
    (name, label, autocomplete, value): (&'static str, &'static str, &'static str, &str),
) -> AnyView {
    let line = Line {
        value: value.to_owned(),
        wrong: wrong_with(&offer.checkout.errors, field, words),
        is_optional: matches!(field, Field::Extra | Field::VatNumber),
        ..Line::new(name, label, autocomplete)
    };
    line.view("offer", words.fields())
}

fn contact(offer: &OfferView, words: Words) -> AnyView {
    let labels = words.fields();
    view! {
        <section class=look::group aria-labelledby="contact">
            <h2 id="contact">{words.contact()}</h2>
            {line(offer, words, Field::Email, ("email", labels.email(), "email", &offer.checkout.form.email))}
        </section>
    }
    .into_any()
}

fn place(offer: &OfferView, words: Words) -> AnyView {
    let (form, labels, is_delivered) = (&offer.checkout.form, words.fields(), offer.checkout.cart.is_delivered);
    let address = is_delivered.then(|| {
        view! {
            {line(offer, words, Field::Street, ("street", labels.street(), "street-address", &form.street))}
            <div class=look::pair>
                {line(offer, words, Field::Postcode, ("postcode", labels.postcode(), "postal-code", &form.postcode))}
                {line(offer, words, Field::Town, ("town", labels.town(), "address-level2", &form.town))}
            </div>
            {line(offer, words, Field::Extra, ("extra", labels.extra(), "address-line2", &form.extra))}
        }
    });
    let vat = offer.checkout.asks_vat_number.then(|| {
        let standing = offer.checkout.vat.map(|standing| words.vat(standing));
        view! {
            {line(offer, words, Field::VatNumber, ("vat_number", words.vat_number(), "off", &form.vat_number))}
            {standing.map(|text| view! { <p class=style::small>{text}</p> })}
        }
    });
    view! {
        <section class=look::group aria-labelledby="place">
            <h2 id="place">{if is_delivered { words.delivery() } else { words.who() }}</h2>
            {line(offer, words, Field::FullName, ("full_name", labels.full_name(), "name", &form.full_name))}
            {address}
            {country(offer, words)}
            {vat}
            <p class=style::anew>
                {words.another_country()} " "
                <button type="submit" formaction="/api/offer/remember" formnovalidate>{words.reckon()}</button>
            </p>
        </section>
    }
    .into_any()
}

fn country(offer: &OfferView, words: Words) -> AnyView {
    let (labels, chosen) = (words.fields(), offer.checkout.form.country.clone());
    let wrong = wrong_with(&offer.checkout.errors, Field::Country, words);
    let is_offered = |code: &str| code == chosen || offer.checkout.countries.iter().any(|known| known == code);
    let options = COUNTRIES
        .iter()
        .filter(|country| is_offered(country.code))
        .map(|country| {
            let is_chosen = country.code == chosen;
            view! { <option value=country.code selected=is_chosen>{country.name}</option> }
        })
        .collect_view();
    view! {
        <div class=crate::storefront::account::FIELD>
            <label for="offer-country">
                <span>{labels.country()}</span>
                <small>{labels.required()}</small>
            </label>
            <select class=CONTROL id="offer-country" name="country" autocomplete="country">
                {options}
            </select>
            {wrong.map(|text| view! { <p class=crate::storefront::account::WRONG>{text}</p> })}
        </div>
    }
    .into_any()
}

/// A choice among several.
struct Choice {
    group: &'static str,
    code: String,
    name: String,
    hint: String,
    price: Option<String>,
    is_chosen: bool,
}

impl Choice {
    fn view(self) -> impl IntoView {
        let Self { group, code, name, hint, price, is_chosen } = self;
        view! {
            <label class=look::choice>
                <input type="radio" name=group value=code checked=is_chosen />
                <span>
                    <strong>{name}</strong>
                    <small>{hint}</small>
                </span>
                {price.map(|price| view! { <b>{price}</b> })}
            </label>
        }
    }
}

fn shipping(offer: &OfferView, words: Words) -> Option<AnyView> {
    let checkout = &offer.checkout;
    let choice = |option: &domain::shipping::view::ShippingOption| {
        let price = if option.price.minor == 0 { words.free().to_owned() } else { option.price.to_string() };
        let choice = Choice {
            group: "shipping",
            code: option.code.clone(),
            name: option.name.clone(),
            hint: words.arrives(option.arrives),
            price: Some(price),
            is_chosen: option.code == checkout.form.shipping,
        };
        choice.view()
    };
    let wrong = wrong_with(&checkout.errors, Field::Shipping, words);
    let view = || {
        view! {
            <fieldset class=look::choices>
                <legend class=ui::HIDDEN>{words.how_delivered()}</legend>
                {checkout.shipping_options.iter().map(choice).collect_view()}
            </fieldset>
            <p class=look::choice_error>{wrong}</p>
        }
        .into_any()
    };
    (checkout.cart.is_delivered && !checkout.shipping_options.is_empty()).then(view)
}

fn payment(offer: &OfferView, words: Words) -> AnyView {
    let checkout = &offer.checkout;
    let choice = |option: &domain::payment::view::PaymentOption| {
        let (name, hint) = words.method(option.method);
        let key = option.method.key();
        let choice = Choice {
            group: "payment",
            code: key.to_owned(),
            name: name.to_owned(),
            hint: hint.to_owned(),
            price: None,
            is_chosen: key == checkout.form.payment,
        };
        choice.view()
    };
    let is_free = checkout.cart.due.minor == 0;
    let wrong = wrong_with(&checkout.errors, Field::Payment, words);
    view! {
        <section class=look::group aria-labelledby="payment-title">
            <h2 id="payment-title">{words.payment()}</h2>
            {is_free.then(|| view! { <p>{words.nothing_to_pay()}</p> })}
            <fieldset class=look::choices hidden=is_free>
                <legend class=ui::HIDDEN>{words.how_paid()}</legend>
                {checkout.payment_options.iter().map(choice).collect_view()}
            </fieldset>
            <p class=look::choice_error>{wrong}</p>
        </section>
    }
    .into_any()
}

/// The button names the sum; which of the verbs is shown follows from the way of payment, by the style sheet alone.
fn button(offer: &OfferView, words: Words) -> AnyView {
    let due = offer.checkout.cart.due;
    let label = if due.minor == 0 {
        words.order().into_any()
    } else {
        view! {
            <span class=look::pays>{format!("{} ", words.order_and_pay())}</span>
            <span class=look::places>{format!("{} ", words.place_order())}</span>
            {due.to_string()}
        }
        .into_any()
    };
    view! {
        <button class=look::order type="submit">
            {label}
        </button>
        <p class=look::small>{words.obligation()}</p>
    }
    .into_any()
}
