//! The way out of the list: what it shows, as a file that can be imported again.

use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};
use leptos_router::params::ParamsMap;

use super::{Column, ProductsQuery, filter_fields, look, style};
use crate::admin::parts::style as part;

const FORMATS: [(&str, &str); 3] = [("csv", "CSV"), ("xlsx", "Excel (XLSX)"), ("json", "JSON")];

const SHEET: &str = "export-products";

/// Closes the sheet, once the browser has begun to fetch what was chosen.
fn close() {
    let _ = request_animation_frame(|| {
        let sheet = document().get_element_by_id(SHEET).and_then(|sheet| sheet.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(sheet) = sheet {
            let _ = sheet.hide_popover();
        }
    });
}

/// Links to the view's files: all columns, or those that the list shows.
#[component]
pub fn ExportLinks(
    /// The view.
    query: Memo<ProductsQuery>,
    /// The columns that the person has chosen; a view may have its own.
    columns: Vec<Column>,
) -> impl IntoView {
    let address = move |ending: &str, columns: &[Column]| {
        query.with(|query| {
            let mut fields = filter_fields(&query.filter);
            fields.push(("sort", query.order.key()));
            if !columns.is_empty() {
                let shown = if query.columns.is_empty() { columns } else { &query.columns };
                fields.push(("columns", look::write_columns(shown)));
            }
            let map: ParamsMap = fields.into_iter().collect();
            format!("/admin/export/products.{ending}{}", map.to_query_string())
        })
    };
    let links = move |columns: Vec<Column>| {
        FORMATS
            .into_iter()
            .map(|(ending, words)| {
                let columns = columns.clone();
                view! {
                    <a
                        class=part::button
                        href=move || address(ending, &columns)
                        rel="external"
                        download
                        on:click=move |_| close()
                    >
                        {words}
                    </a>
                }
            })
            .collect_view()
    };
    view! {
        <button class=part::button popovertarget=SHEET>"Export"</button>
        <div id=SHEET popover="auto" class=style::popover role="dialog" aria-label="Export products">
            <div class=part::cardhead>
                <h2>"Export this view"</h2>
            </div>
            <div class=style::sheet>
                <h3>"All columns"</h3>
                <p class=part::hint>"Every product of this view with its variants, in this order. Edit the file and import it again: what you leave as it is stays."</p>
                <div class=part::actions>{links(Vec::new())}</div>
                <h3>"Columns of this view"</h3>
                <p class=part::hint>"A row for each product, as the list shows it. For reading, not for importing again."</p>
                <div class=part::actions>{links(columns)}</div>
            </div>
        </div>
    }
}
