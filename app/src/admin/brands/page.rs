//! The page with all brands.

use domain::catalog::view::BrandRow;
use leptos::prelude::*;

use super::api::{CreateBrand, list_brands};
use crate::{
    admin::parts::{
        badge::{Badge, Tone},
        list::{ListPage, NewSheet, Nothing},
        record,
        refusal::Refusal,
        skeleton::ListSkeleton,
        style as part,
    },
    data::part_data,
};

const ADD: &str = "Add brand";

/// The list of brands.
#[component]
pub fn BrandsPage() -> impl IntoView {
    let data = part_data(|| (), |()| list_brands());
    let create = ServerAction::<CreateBrand>::new();
    view! {
        <ListPage title="Brands" add=ADD here="/admin/brands">
            <NewSheet add=ADD hint="As it stands on products." most=100 action=create />
            <section class=part::card>
                <Suspense fallback=|| view! { <ListSkeleton /> }>
                    {move || Suspend::new(async move {
                        match data.await {
                            Ok(rows) if rows.is_empty() => view! {
                                <Nothing
                                    title="Add your first brand"
                                    words="A brand says who makes what is sold under it. The name that stands on a product is a brand, too, and appears here by itself."
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
fn Table(rows: Vec<BrandRow>) -> impl IntoView {
    let row = |row: BrandRow| {
        let (tone, label) = if row.is_told { (Tone::Good, "Complete") } else { (Tone::Warn, "Missing") };
        view! {
            <tr class=record::row>
                <td>
                    <a href=format!("/admin/brands/{}", row.id)>{row.name}</a>
                </td>
                <td class=format!("{} {}", record::quiet, record::wide)>{row.manufacturer}</td>
                <td>
                    <Badge tone label />
                </td>
                <td class=record::number>{row.products}</td>
            </tr>
        }
    };
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Brand"</th>
                    <th scope="col" class=record::wide>
                        "Manufacturer"
                    </th>
                    <th scope="col">"Product safety"</th>
                    <th scope="col" class=record::number>
                        "Products"
                    </th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
