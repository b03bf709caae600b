//! The grid for browsers that run no script: fields that post, so many variants at a time.

use domain::catalog::bulk::{
    BulkProduct, BulkVariant, Field, Subject, show_cell,
    view::{GridData, Selection},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::params::ParamsMap;

use super::model;
use crate::admin::{
    bulk::{api::SaveCells, fields::cell_key, query::selection_fields, style},
    parts::{refusal::Complaint, style as part},
};

/// So many variants stand on a page.
const SHOWN: usize = 40;

/// Which variant stands first.
pub fn first_of(map: &ParamsMap) -> usize {
    map.get("from").and_then(|from| from.parse().ok()).unwrap_or(0)
}

/// The table.
#[component]
pub fn Plain(
    /// The variants.
    data: GridData,
    /// Which products were chosen.
    selection: Selection,
    /// Which variant stands first.
    first: usize,
) -> impl IntoView {
    let action = ServerAction::<SaveCells>::new();
    let refused = move || action.value().get().and_then(Result::err).map(|error| error.to_string());
    let currency = data.currency;
    let rows: Vec<(BulkProduct, BulkVariant)> = data
        .products
        .into_iter()
        .flat_map(|product| product.variants.clone().into_iter().map(move |variant| (product.clone(), variant)))
        .collect();
    let total = rows.len();
    let rows: Vec<_> = rows.into_iter().skip(first).take(SHOWN).collect();
    let last = first + rows.len();
    let mut seen = None;
    let body = rows
        .into_iter()
        .map(|(product, variant)| {
            let again = seen == Some(product.id);
            seen = Some(product.id);
            let cells = model::columns().into_iter().map(|field| {
                // A product's value is asked for once.
                let value = (!(again && field.is_of_product())).then(|| product.value(Some(&variant), field));
                let subject =
                    if field.is_of_product() { Subject::Product(product.id) } else { Subject::Variant(variant.id) };
                let key = cell_key(product.id, subject, field);
                let label = format!("{}: {} {}", field.label(), product.title, variant.title);
                view! { <td>{value.map(|value| field_view(key, field, value, label, currency))}</td> }
            });
            let cells = cells.collect_view();
            view! {
                <tr>
                    <th scope="row">
                        {product.title.clone()} " " <small class=part::small>{variant.title.clone()}</small>
                    </th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    let way = |from: usize| {
        let fields = selection_fields(&selection).into_iter().chain([("from", from.to_string())]);
        format!("/admin/products/bulk{}", fields.collect::<ParamsMap>().to_query_string())
    };
    let previous = (first > 0).then(|| way(first.saturating_sub(SHOWN)));
    let next = (last < total).then(|| way(last));
    view! {
        <ActionForm action attr:class=part::card>
            <div class=style::scroll>
                <table class=style::plain>
                    <thead>
                        <tr>
                            <th scope="col">"Variant"</th>
                            {model::columns().into_iter().map(|field| view! { <th scope="col">{field.label()}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
            <Complaint message=Signal::derive(refused) />
            <div class=style::foot>
                <button class=part::primary>"Save cells"</button>
                {previous.map(|href| view! { <a class=part::button href=href>"Previous"</a> })}
                {next.map(|href| view! { <a class=part::button href=href>"Next"</a> })}
            </div>
        </ActionForm>
    }
}

fn field_view(
    key: String,
    field: Field,
    value: String,
    label: String,
    currency: domain::kernel::Currency,
) -> impl IntoView {
    let shown = show_cell(field, &value, currency);
    view! {
        <input type="hidden" name=format!("before[{key}]") value=value />
        <input class=part::input name=format!("cells[{key}]") value=shown aria-label=label autocomplete="off" />
    }
}
