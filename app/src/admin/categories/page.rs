//! The page with the whole tree.

use domain::{catalog::view::CategoryRow, kernel::CategoryId};
use leptos::prelude::*;

use super::{
    api::{CreateCategory, MoveCategory, list_categories},
    place::Steps,
    style,
};
use crate::{
    admin::parts::{
        badge::{Badge, Tone},
        list::{ListPage, NewSheet, Nothing},
        record,
        refusal::{Complaint, Refusal},
        skeleton::ListSkeleton,
        style as part,
    },
    data::part_data,
};

const ADD: &str = "Add category";

/// The tree as a list, each category before what stands below it.
#[component]
pub fn CategoriesPage() -> impl IntoView {
    let (create, step) = (ServerAction::<CreateCategory>::new(), ServerAction::<MoveCategory>::new());
    let data = part_data(move || step.version().get(), |_| list_categories());
    let refused = Signal::derive(move || step.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <ListPage title="Categories" add=ADD here="/admin/categories">
            <Complaint message=refused />
            <Transition fallback=|| view! { <ListSkeleton /> }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(rows) => view! { <Tree rows create step /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </ListPage>
    }
}

#[component]
fn Tree(
    rows: Vec<CategoryRow>,
    create: ServerAction<CreateCategory>,
    step: ServerAction<MoveCategory>,
) -> impl IntoView {
    let options = options(&rows);
    let list = if rows.is_empty() {
        let words =
            "Categories are the shop’s menu, as Mugs below Kitchen are. A product stands in as many as you like.";
        view! { <Nothing title="Add your first category" words add=ADD /> }.into_any()
    } else {
        view! { <Table rows step /> }.into_any()
    };
    view! {
        <NewSheet add=ADD hint="As it stands in the menu." most=200 action=create>
            <div class=part::field>
                <label for="new-parent">"Parent category"</label>
                <select id="new-parent" name="parent">
                    <option value="">"None: at the top"</option>
                    {options}
                </select>
            </div>
        </NewSheet>
        <section class=part::card>{list}</section>
    }
    .into_any()
}

/// The categories with the names of those above them.
fn options(rows: &[CategoryRow]) -> AnyView {
    let mut above: Vec<&str> = Vec::new();
    let mut paths = Vec::with_capacity(rows.len());
    for row in rows {
        above.truncate(row.depth);
        above.push(&row.name);
        paths.push((row.id, above.join(" / ")));
    }
    let option = |(id, path): (CategoryId, String)| view! { <option value=id.to_string()>{path}</option> };
    paths.into_iter().map(option).collect_view().into_any()
}

#[component]
fn Table(rows: Vec<CategoryRow>, step: ServerAction<MoveCategory>) -> impl IntoView {
    view! {
        <table class=format!("{} {}", record::table, style::tree)>
            <thead>
                <tr>
                    <th scope="col">"Category"</th>
                    <th scope="col" class=record::wide>
                        "State"
                    </th>
                    <th scope="col" class=format!("{} {}", record::number, record::wide)>
                        "Directly in it"
                    </th>
                    <th scope="col" class=record::number>
                        <span class=record::wide>"In all"</span>
                        <span class=style::narrow>"Products"</span>
                    </th>
                    <th scope="col">
                        <span class=part::hidden>"Place"</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row step /> }).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(row: CategoryRow, step: ServerAction<MoveCategory>) -> impl IntoView {
    let (tone, label) = state(&row);
    let level = row.depth.saturating_add(1);
    view! {
        <tr class=record::row>
            <td class=style::name data-depth=row.depth.to_string()>
                <span class=part::hidden>{format!("Level {level}: ")}</span>
                <a href=format!("/admin/categories/{}", row.id)>{row.name.clone()}</a>
            </td>
            <td class=record::wide>
                <Badge tone label />
            </td>
            <td class=format!("{} {} {}", record::number, record::quiet, record::wide)>{row.own}</td>
            <td class=record::number>{row.total}</td>
            <td class=style::place>
                <Steps row action=step />
            </td>
        </tr>
    }
    .into_any()
}

/// Whether shoppers find it: menus leave out what has nothing to show.
pub fn state(row: &CategoryRow) -> (Tone, &'static str) {
    match (row.shown, row.total) {
        (0, 0) => (Tone::Neutral, "Empty"),
        (0, _) => (Tone::Warn, "Nothing for sale"),
        _ => (Tone::Good, "In the shop"),
    }
}
