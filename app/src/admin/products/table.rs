//! Products as rows; on a phone each row is a card.

use domain::{
    catalog::{
        ProductKind, ProductSort,
        view::{ProductRow, ProductRows},
    },
    kernel::{ProductId, Timestamp},
};
use leptos::prelude::*;

use super::{
    Column, ProductsQuery,
    selection::{Chosen, PageBox, RowBox},
    style,
    switch::PublishSwitch,
};
use crate::admin::parts::{local::Moment, picture::Thumbnail, style as part};

/// From this many on down the stock is said with a warning.
const FEW: i64 = 5;
/// More is not told.
const MOST: i64 = 999_999;

/// The products of a page.
#[component]
pub fn ProductTable(
    /// The rows.
    rows: ProductRows,
    /// The columns behind the name.
    columns: Vec<Column>,
    /// Rows without pictures, and closer together.
    compact: bool,
    /// What is asked.
    query: ProductsQuery,
    /// What is chosen.
    chosen: Chosen,
    /// When the rows were read.
    now: Timestamp,
) -> impl IntoView {
    let page: Vec<ProductId> = rows.rows.iter().map(|row| row.id).collect();
    let page = StoredValue::new(page);
    let headings = columns.iter().map(|column| view! { <Heading column=*column query=query.clone() /> }).collect_view();
    let columns = StoredValue::new(columns);
    view! {
        <table class=style::table class=(style::compact, compact)>
            <thead>
                <tr>
                    <th scope="col" class=style::tick>
                        <PageBox chosen page />
                    </th>
                    <SortHeading label="Product" sort=ProductSort::Title query numeric=false />
                    {headings}
                </tr>
            </thead>
            <tbody>
                {rows
                    .rows
                    .into_iter()
                    .map(|row| view! { <Row row columns chosen page compact now /> })
                    .collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Heading(column: Column, query: ProductsQuery) -> impl IntoView {
    let numeric = column.is_number();
    match column.sort() {
        Some(sort) => view! { <SortHeading label=column.label() sort query numeric /> }.into_any(),
        None => view! { <th scope="col">{column.label()}</th> }.into_any(),
    }
}

#[component]
fn SortHeading(label: &'static str, sort: ProductSort, query: ProductsQuery, numeric: bool) -> impl IntoView {
    let order = query.order;
    let here = order.sort == sort;
    let direction = if order.descending { "descending" } else { "ascending" };
    let arrow = if order.descending { " ↓" } else { " ↑" };
    view! {
        <th scope="col" class=(part::numeric, numeric) aria-sort=here.then_some(direction)>
            <a class=style::sort href=query.by(sort).address()>
                {label}
                <span aria-hidden="true">{here.then_some(arrow)}</span>
            </a>
        </th>
    }
}

#[component]
fn Row(
    row: ProductRow,
    columns: StoredValue<Vec<Column>>,
    chosen: Chosen,
    page: StoredValue<Vec<ProductId>>,
    compact: bool,
    now: Timestamp,
) -> impl IntoView {
    let (id, title) = (row.id, row.title.clone());
    let cells = columns.with_value(|columns| columns.iter().map(|column| cell(*column, &row, now)).collect_view());
    view! {
        <tr class=style::row class=(style::chosen, move || chosen.has(id))>
            <td class=style::tick>
                <RowBox chosen page product=id title=title.clone() />
            </td>
            <td class=style::product>
                {(!compact).then(|| view! { <Thumbnail picture=row.picture.clone() /> })}
                <a href=format!("/admin/products/{id}")>{title}</a>
            </td>
            {cells}
        </tr>
    }
}

/// A cell, named for the cards of a phone.
fn cell(column: Column, row: &ProductRow, now: Timestamp) -> AnyView {
    let text =
        |class: &'static str, text: String| view! { <td class=class data-label=column.label()>{text}</td> }.into_any();
    match column {
        Column::Brand => text(style::quiet, row.brand.clone()),
        Column::Category => text(style::quiet, row.category.clone()),
        Column::Sku => text(style::quiet, row.sku.clone()),
        Column::Tags => text(style::quiet, row.tags.clone()),
        Column::Updated => view! {
            <td class=style::quiet data-label=column.label()>
                <Moment at=row.updated_at now />
            </td>
        }
        .into_any(),
        Column::Variants => text(style::number, row.variants.to_string()),
        Column::Price => {
            let from = if row.variants > 1 { "from " } else { "" };
            text(style::number, row.price.map(|price| format!("{from}{price}")).unwrap_or_default())
        }
        Column::Stock => {
            let class = match row.available {
                ..=0 => style::out,
                1..=FEW => style::few,
                _ => style::enough,
            };
            // Files and gift cards do not run out.
            let counted = matches!(row.kind, ProductKind::Simple | ProductKind::Bundle);
            let words = if counted { row.available.clamp(0, MOST).to_string() } else { "–".to_owned() };
            view! {
                <td class=style::number data-label=column.label()>
                    <span class=class>{words}</span>
                </td>
            }
            .into_any()
        }
        Column::Completeness => {
            let score = row.completeness.clamp(0, 100);
            let class = if score < 80 { style::lacking } else { style::enough };
            view! {
                <td class=style::number data-label=column.label()>
                    <span class=class>{score} " %"</span>
                </td>
            }
            .into_any()
        }
        Column::Published => view! {
            <td class=style::published data-label=column.label()>
                <PublishSwitch product=row.id title=row.title.clone() published=row.published />
            </td>
        }
        .into_any(),
    }
}
