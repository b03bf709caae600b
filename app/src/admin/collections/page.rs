//! The page with all collections.

use domain::catalog::view::CollectionRow;
use leptos::{form::ActionForm, prelude::*};

use super::api::{CreateCollection, list_collections};
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

/// The list of collections.
#[component]
pub fn CollectionsPage() -> impl IntoView {
    let data = part_data(|| (), |()| list_collections());
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Collections"</h1>
            <div class=part::actions>
                <button class=part::primary popovertarget="new-collection">
                    <Drawing icon=Icon::Plus />
                    "Add collection"
                </button>
            </div>
        </div>
        <ProductViews here="/admin/collections" />
        <NewCollection />
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
            <h2>"Add your first collection"</h2>
            <p>
                "A collection has a page of its own in the shop. Put it together by hand, as for gifts, or let a rule do it, as for everything below €20 that came this month."
            </p>
            <button class=part::primary popovertarget="new-collection">
                "Add collection"
            </button>
        </div>
    }
}

#[component]
fn Table(rows: Vec<CollectionRow>) -> impl IntoView {
    let row = |row: CollectionRow| {
        let (tone, label) = if row.published { (Tone::Good, "In the shop") } else { (Tone::Neutral, "Hidden") };
        view! {
            <tr class=record::row>
                <td>
                    <a href=format!("/admin/collections/{}", row.id)>{row.name}</a>
                </td>
                <td class=format!("{} {}", record::quiet, record::wide)>
                    {if row.by_rule { "By rule" } else { "By hand" }}
                </td>
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
                    <th scope="col">"Collection"</th>
                    <th scope="col" class=record::wide>
                        "Filled"
                    </th>
                    <th scope="col">"State"</th>
                    <th scope="col" class=record::number>
                        "Products"
                    </th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// Asks for the name and the way it is filled; the rest follows on the collection's page.
#[component]
fn NewCollection() -> impl IntoView {
    let action = ServerAction::<CreateCollection>::new();
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <div id="new-collection" popover="auto" class=record::popover role="dialog" aria-label="Add collection">
            <div class=part::cardhead>
                <h2>"Add collection"</h2>
            </div>
            <ActionForm action attr:class=record::block>
                <div class=part::field>
                    <label for="new-name">"Name"</label>
                    <input id="new-name" name="name" maxlength="100" required autofocus autocomplete="off" />
                    <p class=part::hint>"Shoppers see it when you publish it."</p>
                </div>
                <fieldset class=part::field>
                    <legend class=part::label>"How it is filled"</legend>
                    <label class=record::tick>
                        <input type="radio" name="by_rule" value="false" checked />
                        "By hand, product by product"
                    </label>
                    <label class=record::tick>
                        <input type="radio" name="by_rule" value="true" />
                        "By a rule, by itself"
                    </label>
                </fieldset>
                <Complaint message=refused />
                <button class=part::primary disabled=move || action.pending().get()>
                    "Add collection"
                </button>
            </ActionForm>
        </div>
    }
}
