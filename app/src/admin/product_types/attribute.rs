//! The page of one attribute in a type, and the page of a new one.

use domain::{
    catalog::view::{AttributeSheet, TypeAttribute},
    kernel::ProductTypeId,
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    api::{AddAttribute, SaveAttribute, read_attribute, read_product_type},
    attribute_fields::AttributeFields,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            form::FormState,
            record,
            refusal::{Complaint, Refusal},
            style as part,
        },
    },
    data::part_data,
};

const ROOT: &str = "attribute";

/// A new attribute.
#[component]
pub fn NewAttributePage(
    /// The type that gets it.
    id: ProductTypeId,
) -> impl IntoView {
    let action = ServerAction::<AddAttribute>::new();
    let form = FormState::new(ROOT, move || action.value().get());
    let data = part_data(|| (), move |()| read_product_type(id));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(sheet) => {
                        let mut headings: Vec<String> =
                            sheet.attributes.iter().map(|attribute| attribute.heading.clone()).collect();
                        headings.retain(|heading| !heading.is_empty());
                        headings.dedup();
                        let attribute = TypeAttribute {
                            definition: Default::default(),
                            heading: String::new(),
                            required: false,
                        };
                        view! {
                            <Path id name=sheet.row.name />
                            <header class=part::titlerow>
                                <h1 class=part::title>"New attribute"</h1>
                            </header>
                            <Complaint message=Signal::derive(move || form.failure()) />
                            <section class=format!("{} {}", part::card, record::narrow)>
                                <ActionForm action attr:class=format!("{} {}", record::block, record::kinds)>
                                    <input type="hidden" name="product_type" value=id.to_string() />
                                    <AttributeFields form attribute headings />
                                    <div class=record::end>
                                        <button class=part::primary disabled=move || action.pending().get()>
                                            "Add attribute"
                                        </button>
                                        <a class=part::button href=format!("/admin/product-types/{id}")>
                                            "Cancel"
                                        </a>
                                    </div>
                                </ActionForm>
                            </section>
                        }
                            .into_any()
                    }
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// An attribute that is there.
#[component]
pub fn AttributePage(
    /// The type.
    id: ProductTypeId,
    /// The attribute's key.
    key: String,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let action = ServerAction::<SaveAttribute>::new();
    let form = FormState::new(ROOT, move || action.value().get());
    let again = RwSignal::new(0_u32);
    form.on_saved(move || {
        state.say("Attribute saved");
        again.update(|again| *again = again.wrapping_add(1));
    });
    let data = part_data(move || again.get(), move |_| read_attribute(id, key.clone()));
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(sheet) => view! { <Sheet sheet form action /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Path(id: ProductTypeId, name: String) -> impl IntoView {
    view! {
        <nav class=record::path aria-label="Path">
            <a href="/admin/product-types">"Product types"</a>
            " / "
            <a href=format!("/admin/product-types/{id}")>{name}</a>
            " /"
        </nav>
    }
}

#[component]
fn Sheet(sheet: AttributeSheet, form: FormState, action: ServerAction<SaveAttribute>) -> impl IntoView {
    let id = sheet.product_type.id;
    let definition = sheet.attribute.definition.clone();
    let shared = (!sheet.also_in.is_empty())
        .then(|| format!("Also in {}: what changes here changes there.", sheet.also_in.join(", ")));
    let products = match sheet.products {
        0 => "No product has a value of it yet.".to_owned(),
        1 => "1 product has a value of it.".to_owned(),
        products => format!("{products} products have a value of it."),
    };
    view! {
        <Path id name=sheet.product_type.name />
        <header class=part::titlerow>
            <h1 class=part::title>{definition.label.clone()}</h1>
        </header>
        <p class=record::lead>{products} " " {shared}</p>
        <Complaint message=Signal::derive(move || form.failure()) />
        <section class=format!("{} {}", part::card, record::narrow)>
            <ActionForm action attr:class=format!("{} {}", record::block, record::kinds)>
                <input type="hidden" name="product_type" value=id.to_string() />
                <input type="hidden" name="key" value=definition.key />
                <AttributeFields form attribute=sheet.attribute headings=sheet.headings />
                <div class=record::end>
                    <button class=part::primary disabled=move || action.pending().get()>
                        "Save attribute"
                    </button>
                    <a class=part::button href=format!("/admin/product-types/{id}")>
                        "Back to the type"
                    </a>
                </div>
            </ActionForm>
        </section>
    }
    .into_any()
}
