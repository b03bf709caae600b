//! The page with all collections.

use domain::catalog::view::CollectionRow;
use leptos::prelude::*;

use super::api::{CreateCollection, list_collections};
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

const ADD: &str = "Add collection";

/// The list of collections.
#[component]
pub fn CollectionsPage() -> impl IntoView {
    let data = part_data(|| (), |()| list_collections());
    let create = ServerAction::<CreateCollection>::new();
    view! {
        <ListPage title="Collections" add=ADD here="/admin/collections">
            <NewSheet add=ADD hint="Shoppers see it when you publish it." most=100 action=create>
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
            </NewSheet>
            <section class=part::card>
                <Suspense fallback=|| view! { <ListSkeleton rows=6 /> }>
                    {move || Suspend::new(async move {
                        match data.await {
                            Ok(rows) if rows.is_empty() => view! {
                                <Nothing
                                    title="Add your first collection"
                                    words="A collection has a page of its own in the shop. Put it together by hand, as for gifts, or let a rule do it, as for everything below €20 that came this month."
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
