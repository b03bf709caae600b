//! The page with all brands.

use domain::catalog::view::BrandRow;
use leptos::{form::ActionForm, prelude::*};

use super::api::{CreateBrand, list_brands};
use crate::{
    admin::parts::{
        badge::{Badge, Tone},
        icon::{Drawing, Icon},
        record,
        refusal::{Complaint, Refusal},
        style as part,
        views::ProductViews,
    },
    data::part_data,
};

/// The list of brands.
#[component]
pub fn BrandsPage() -> impl IntoView {
    let data = part_data(|| (), |()| list_brands());
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Brands"</h1>
            <div class=part::actions>
                <button class=part::primary popovertarget="new-brand">
                    <Drawing icon=Icon::Plus />
                    "Add brand"
                </button>
            </div>
        </div>
        <ProductViews here="/admin/brands" />
        <NewBrand />
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
            <h2>"Add your first brand"</h2>
            <p>
                "A brand says who makes what is sold under it. The name that stands on a product is a brand, too, and appears here by itself."
            </p>
            <button class=part::primary popovertarget="new-brand">
                "Add brand"
            </button>
        </div>
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

/// Asks for the name; the rest follows on the brand's page.
#[component]
fn NewBrand() -> impl IntoView {
    let action = ServerAction::<CreateBrand>::new();
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <div id="new-brand" popover="auto" class=record::popover role="dialog" aria-label="Add brand">
            <div class=part::cardhead>
                <h2>"Add brand"</h2>
            </div>
            <ActionForm action attr:class=record::block>
                <div class=part::field>
                    <label for="new-name">"Name"</label>
                    <input id="new-name" name="name" maxlength="100" required autofocus autocomplete="off" />
                    <p class=part::hint>"As it stands on products."</p>
                </div>
                <Complaint message=refused />
                <button class=part::primary disabled=move || action.pending().get()>
                    "Add brand"
                </button>
            </ActionForm>
        </div>
        <Complaint message=refused />
    }
}
