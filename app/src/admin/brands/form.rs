//! The page of one brand.

use domain::{
    catalog::{BrandForm, Contact, is_safety_told},
    kernel::BrandId,
};
use leptos::{form::ActionForm, prelude::*};

use super::api::{RemoveBrand, SaveBrand, read_brand};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            badge::{Badge, Tone},
            country::CountryOptions,
            form::{FormState, TextField},
            leave, record,
            refusal::{Complaint, Refusal},
            skeleton::RecordSkeleton,
            style as part,
        },
    },
    data::part_data,
};

const ROOT: &str = "brand";
const FORM: &str = "brand-form";

/// One brand.
#[component]
pub fn BrandPage(
    /// Which.
    id: BrandId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let (action, remove) = (ServerAction::<SaveBrand>::new(), ServerAction::<RemoveBrand>::new());
    let form = FormState::new(ROOT, move || action.value().get());
    let again = RwSignal::new(0_u32);
    let typed = leave::typed(state);
    form.on_saved(move || {
        typed.set(Vec::new());
        state.say("Brand saved");
        again.update(|again| *again = again.wrapping_add(1));
    });
    let data = part_data(move || again.get(), move |_| read_brand(id));
    view! {
        <div on:input=move |_| typed.set(vec!["changes"])>
            <Transition fallback=RecordSkeleton>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(brand) => view! { <Sheet brand form action remove /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
            </Transition>
        </div>
    }
}

#[component]
fn Sheet(
    brand: BrandForm,
    form: FormState,
    action: ServerAction<SaveBrand>,
    remove: ServerAction<RemoveBrand>,
) -> impl IntoView {
    let told = is_safety_told(&brand.manufacturer, &brand.country, &brand.responsible);
    let standing = brand.clone();
    let failed = Signal::derive(move || {
        form.failure().or_else(|| remove.value().get().and_then(Result::err).map(|error| error.to_string()))
    });
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/brands">"Brands"</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>{brand.name.clone()}</h1>
            <div class=part::actions>
                <button class=part::primary form=FORM disabled=move || action.pending().get()>
                    "Save brand"
                </button>
            </div>
        </header>
        <Complaint message=failed />
        <div class=record::columns>
            <ActionForm action attr:id=FORM attr:class=record::main>
                <input type="hidden" name=form.name("id") value=brand.id.to_string() />
                <input type="hidden" name=form.name("version") value=brand.version.to_string() />
                <section class=format!("{} {}", part::card, record::block)>
                    <TextField
                        form
                        path="name"
                        label="Name"
                        value=brand.name.clone()
                        required=true
                        hint="A new name goes to all products of the brand."
                    />
                    <TextField
                        form
                        path="description"
                        label="Description"
                        value=brand.description.clone()
                        lines=4
                        hint="Product pages tell it under the brand's name. Other languages are under Languages."
                    />
                </section>
                <section class=part::card aria-labelledby="manufacturer">
                    <div class=part::cardhead>
                        <h2 id="manufacturer">"Manufacturer"</h2>
                    </div>
                    <div class=record::block>
                        <ContactFields form root="manufacturer" contact=brand.manufacturer.clone() />
                        <Country form country=brand.country.clone() />
                    </div>
                </section>
                <section class=part::card aria-labelledby="responsible">
                    <div class=part::cardhead>
                        <h2 id="responsible">"Responsible person in the European Union"</h2>
                        <span class=part::aside>"for makers elsewhere"</span>
                    </div>
                    <div class=record::block>
                        <ContactFields form root="responsible" contact=brand.responsible.clone() />
                    </div>
                </section>
            </ActionForm>
            <aside class=record::side>
                <Standing brand=standing told remove />
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn Country(form: FormState, country: String) -> impl IntoView {
    let name = form.name("country");
    let wrong = StoredValue::new(format!("{name}-wrong"));
    let refusal = move || form.refusal_of("country");
    view! {
        <div class=part::field>
            <label for=name.clone()>"Country"</label>
            <select
                id=name.clone()
                name=name
                autocomplete="off"
                aria-invalid=move || refusal().is_some().to_string()
                aria-describedby=move || refusal().map(|_| wrong.get_value())
            >
                <CountryOptions chosen=Signal::stored(country) />
            </select>
            <p class=part::hint>"A manufacturer in the European Union answers for its products itself."</p>
            {move || refusal().map(|words| view! { <p class=part::complaint id=wrong.get_value()>{words}</p> })}
        </div>
    }
}

#[component]
fn ContactFields(form: FormState, root: &'static str, contact: Contact) -> impl IntoView {
    view! {
        <TextField form path=format!("{root}.name") label="Name" value=contact.name />
        <TextField form path=format!("{root}.address") label="Postal address" value=contact.address lines=3 />
        <TextField
            form
            path=format!("{root}.email")
            label="E-mail"
            value=contact.email
            keys="email"
            hint="Or the address of a contact form."
        />
    }
}

#[component]
fn Standing(brand: BrandForm, told: bool, remove: ServerAction<RemoveBrand>) -> impl IntoView {
    let (tone, label, words) = if told {
        (Tone::Good, "Complete", "Product pages name who made it and who answers for it.")
    } else {
        let words = "Name the manufacturer with postal address and e-mail and, when it is not in the European Union, somebody there who answers for it.";
        (Tone::Warn, "Missing", words)
    };
    let products = match brand.products {
        0 => "No product has this brand yet.".to_owned(),
        1 => "1 product has this brand.".to_owned(),
        products => format!("{products} products have this brand."),
    };
    view! {
        <section class=format!("{} {}", part::card, record::block)>
            <dl class=record::fact>
                <dt>"Product safety"</dt>
                <dd>
                    <Badge tone label />
                </dd>
                <dt>"Regulation (EU) 2023/988"</dt>
                <dd>{words}</dd>
                <dt>"Products"</dt>
                <dd>{products}</dd>
            </dl>
            {(brand.products == 0)
                .then(|| {
                    view! {
                        <details class=record::removal>
                            <summary>"Remove this brand"</summary>
                            <ActionForm action=remove>
                                <input type="hidden" name="brand" value=brand.id.to_string() />
                                <button class=part::danger>"Remove “" {brand.name} "”"</button>
                            </ActionForm>
                        </details>
                    }
                })}
        </section>
    }
}
