//! The page with all product types.

use domain::catalog::view::ProductTypeRow;
use leptos::{form::ActionForm, prelude::*};

use super::api::{CreateProductType, list_product_types};
use crate::{
    admin::parts::{
        icon::{Drawing, Icon},
        record,
        refusal::{Complaint, Refusal},
        style as part,
        views::ProductViews,
    },
    data::part_data,
};

/// The list of types.
#[component]
pub fn ProductTypesPage() -> impl IntoView {
    let data = part_data(|| (), |()| list_product_types());
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Product types"</h1>
            <div class=part::actions>
                <button class=part::primary popovertarget="new-type">
                    <Drawing icon=Icon::Plus />
                    "Add product type"
                </button>
            </div>
        </div>
        <ProductViews here="/admin/product-types" />
        <NewType />
        <section class=part::card>
            <Suspense>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(rows) if rows.is_empty() => view! { <Nothing /> }.into_any(),
                        Ok(rows) => view! { <Table rows /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Suspense>
        </section>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class=part::empty>
            <h2>"Add your first product type"</h2>
            <p>
                "A type says which attributes describe its products, as Material and Height do for Ceramics, and which of them no product may lack."
            </p>
            <button class=part::primary popovertarget="new-type">
                "Add product type"
            </button>
        </div>
    }
}

#[component]
fn Table(rows: Vec<ProductTypeRow>) -> impl IntoView {
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Type"</th>
                    <th scope="col" class=record::number>
                        "Attributes"
                    </th>
                    <th scope="col" class=format!("{} {}", record::number, record::wide)>
                        "Required"
                    </th>
                    <th scope="col" class=record::number>
                        "Products"
                    </th>
                </tr>
            </thead>
            <tbody>
                {rows
                    .into_iter()
                    .map(|row| {
                        view! {
                            <tr class=record::row>
                                <td>
                                    <a href=format!("/admin/product-types/{}", row.id)>{row.name}</a>
                                </td>
                                <td class=record::number>{row.attributes}</td>
                                <td class=format!("{} {}", record::number, record::wide)>{row.required}</td>
                                <td class=record::number>{row.products}</td>
                            </tr>
                        }
                    })
                    .collect_view()}
            </tbody>
        </table>
    }
}

/// Asks for the name; the attributes follow on the type's page.
#[component]
fn NewType() -> impl IntoView {
    let action = ServerAction::<CreateProductType>::new();
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <div id="new-type" popover="auto" class=record::popover role="dialog" aria-label="Add product type">
            <div class=part::cardhead>
                <h2>"Add product type"</h2>
            </div>
            <ActionForm action attr:class=record::block>
                <div class=part::field>
                    <label for="new-name">"Name"</label>
                    <input id="new-name" name="name" maxlength="80" required autofocus autocomplete="off" />
                    <p class=part::hint>"As in Ceramics or Books."</p>
                </div>
                <Complaint message=refused />
                <button class=part::primary disabled=move || action.pending().get()>
                    "Add product type"
                </button>
            </ActionForm>
        </div>
        <Complaint message=refused />
    }
}
