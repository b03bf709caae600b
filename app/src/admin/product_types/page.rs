//! The page with all product types.

use domain::catalog::view::ProductTypeRow;
use leptos::prelude::*;

use super::api::{CreateProductType, list_product_types};
use crate::{
    admin::parts::{
        list::{ListPage, NewSheet, Nothing},
        record,
        refusal::Refusal,
        skeleton::ListSkeleton,
        style as part,
    },
    data::part_data,
};

const ADD: &str = "Add product type";

/// The list of types.
#[component]
pub fn ProductTypesPage() -> impl IntoView {
    let data = part_data(|| (), |()| list_product_types());
    let create = ServerAction::<CreateProductType>::new();
    view! {
        <ListPage title="Product types" add=ADD here="/admin/product-types">
            <NewSheet add=ADD hint="As in Ceramics or Books." most=80 action=create />
            <section class=part::card>
                <Suspense fallback=|| view! { <ListSkeleton rows=6 /> }>
                    {move || Suspend::new(async move {
                        match data.await {
                            Ok(rows) if rows.is_empty() => view! {
                                <Nothing
                                    title="Add your first product type"
                                    words="A type says which attributes describe its products, as Material and Height do for Ceramics, and which of them no product may lack."
                                    add=ADD
                                />
                            }
                            .into_any(),
                            Ok(rows) => view! { <Table rows /> }.into_any(),
                            Err(error) => view! { <Refusal error /> }.into_any(),
                        }
                    })}
                </Suspense>
            </section>
        </ListPage>
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
