//! Contact and address.

use domain::{checkout::Field as FormField, kernel::COUNTRIES, tax::VatStanding};
use leptos::prelude::*;
use ui::{CONTROL, Field, Labelled, Need, send_again};

use super::{draft::Draft, style};

/// Where the confirmation goes.
#[component]
pub fn Contact(draft: Draft) -> impl IntoView {
    view! {
        <section class=style::group aria-labelledby="contact">
            <h2 id="contact">"Contact"</h2>
            <Field
                name="email"
                label="Email"
                need=Need::Required
                value=draft.email
                error=draft.error(FormField::Email)
                autocomplete="email"
                kind="email"
                inputmode="email"
                on_leave=leaving(draft, FormField::Email)
            />
        </section>
    }
    .into_any()
}

/// Where the parcel goes. What is not delivered needs the country, for the tax, and a name.
#[component]
pub fn Delivery(draft: Draft) -> impl IntoView {
    view! {
        <section class=style::group aria-labelledby="delivery">
            <h2 id="delivery">{if draft.is_delivered() { "Delivery" } else { "Who it is for" }}</h2>
            <Country draft />
            <Field
                name="full_name"
                label="Full name"
                need=Need::Required
                value=draft.full_name
                error=draft.error(FormField::FullName)
                autocomplete="name"
                autocapitalize="words"
                on_leave=leaving(draft, FormField::FullName)
            />
            {if draft.is_delivered() { view! { <Address draft /> }.into_any() } else { business(draft) }}
            {(draft.is_known() && draft.is_delivered())
                .then(|| {
                    view! {
                        <label class=style::keep>
                            <input type="checkbox" name="save_address" value="true" />
                            "Save this address"
                        </label>
                    }
                })}
        </section>
    }
    .into_any()
}

#[component]
fn Address(draft: Draft) -> impl IntoView {
    // Once it is unfolded it stays so.
    let has_extra = Memo::new(move |had: Option<&bool>| {
        let is_typed =
            draft.extra.with(|extra| !extra.is_empty()) || draft.vat_number.with(|number| !number.is_empty());
        had == Some(&true) || is_typed
    });
    let more = if draft.asks_vat_number() {
        "+ Add company, VAT number or a second line"
    } else {
        "+ Add company or a second line"
    };
    view! {
        <div class=style::pair>
            <Field
                name="postcode"
                label="Postcode"
                need=Need::Required
                value=draft.postcode
                error=draft.error(FormField::Postcode)
                autocomplete="postal-code"
                autocapitalize="characters"
                on_leave=leaving(draft, FormField::Postcode)
            />
            <Field
                name="town"
                label="Town"
                need=Need::Required
                value=draft.town
                error=draft.error(FormField::Town)
                autocomplete="address-level2"
                autocapitalize="words"
                on_leave=leaving(draft, FormField::Town)
            />
        </div>
        <Field
            name="street"
            label="Street and number"
            need=Need::Required
            value=draft.street
            error=draft.error(FormField::Street)
            autocomplete="street-address"
            autocapitalize="words"
            on_leave=leaving(draft, FormField::Street)
        />
        <details class=style::extra open=move || has_extra.get()>
            <summary>{more}</summary>
            <Field
                name="extra"
                label="Company or second line"
                need=Need::Optional
                value=draft.extra
                error=draft.error(FormField::Extra)
                autocomplete="address-line2"
                autocapitalize="words"
                on_leave=leaving(draft, FormField::Extra)
            />
            {draft.asks_vat_number().then(|| view! { <VatNumber draft /> })}
        </details>
    }
    .into_any()
}

fn has_vat_number(draft: Draft) -> bool {
    draft.vat_number.with_untracked(|number| !number.is_empty())
}

/// The number for value added tax of an order without an address.
fn business(draft: Draft) -> AnyView {
    if !draft.asks_vat_number() {
        return ().into_any();
    }
    view! {
        <details class=style::extra open=has_vat_number(draft)>
            <summary>"+ Add VAT number"</summary>
            <VatNumber draft />
        </details>
    }
    .into_any()
}

/// The number for value added tax, and what follows from it.
#[component]
fn VatNumber(draft: Draft) -> impl IntoView {
    let standing = move || draft.sums.with(|sums| sums.vat.map(standing));
    view! {
        <Field
            name="vat_number"
            label="VAT number, for a business elsewhere in the EU"
            need=Need::Optional
            value=draft.vat_number
            error=draft.error(FormField::VatNumber)
            autocomplete="off"
            autocapitalize="characters"
            on_leave=leaving(draft, FormField::VatNumber)
        />
        <p class=style::standing role="status">{standing}</p>
    }
    .into_any()
}

fn standing(standing: VatStanding) -> &'static str {
    match standing {
        VatStanding::Exempt => "This number is valid: you pay no VAT to us, and declare it yourself.",
        VatStanding::NotNeeded => "VAT is due where this goes. The number will stand on your invoice.",
        VatStanding::Unknown => "The register of the EU does not know this number, so VAT is included.",
        VatStanding::Unchecked => {
            "The register of the EU does not answer just now, so VAT is included. Try again in a minute, or order like this."
        }
    }
}

fn leaving(draft: Draft, field: FormField) -> Callback<()> {
    Callback::new(move |()| draft.leave(field))
}

#[component]
fn Country(draft: Draft) -> impl IntoView {
    let chosen = draft.country.get_untracked();
    // One that was chosen before stays: the page says that nothing is delivered there.
    let offered = draft.start.with_value(|start| start.countries.clone());
    let options = COUNTRIES
        .iter()
        .filter(|country| country.code == chosen || offered.iter().any(|code| code == country.code))
        .map(|country| {
            view! { <option value=country.code selected=country.code == chosen>{country.name}</option> }
        })
        .collect_view();
    let field = NodeRef::<leptos::html::Select>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get().filter(|field| field.value() != draft.country.get_untracked()) {
            send_again(&field, "change");
        }
    });
    let change = move |event: leptos::ev::Event| {
        draft.country.set(event_target_value(&event));
        draft.leave(FormField::Country);
        if draft.postcode.with_untracked(|postcode| !postcode.is_empty()) {
            draft.leave(FormField::Postcode);
        }
    };
    view! {
        <Labelled name="country" label="Country" need=Need::Required error=draft.error(FormField::Country)>
            <select node_ref=field class=CONTROL id="country" name="country" autocomplete="country" required on:change=change>
                {options}
            </select>
        </Labelled>
        <p class=style::without_script>
            {if draft.asks_vat_number() { "Another country or a VAT number? " } else { "Another country? " }}
            <button type="submit" formaction="/api/checkout/remember" formnovalidate>"Show its delivery and sums"</button>
        </p>
    }
    .into_any()
}
