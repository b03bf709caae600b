//! The way out of the list: what it shows, as a file that can be imported again.

use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use super::{ProductsQuery, filter_fields, style};
use crate::admin::parts::style as part;

/// Links to the view's files.
#[component]
pub fn ExportLinks(
    /// The view.
    query: Memo<ProductsQuery>,
) -> impl IntoView {
    let address = move |ending: &str| {
        let mut map = ParamsMap::new();
        for (name, value) in query.with(|query| filter_fields(&query.filter)) {
            map.insert(name, value);
        }
        format!("/admin/export/products.{ending}{}", map.to_query_string())
    };
    view! {
        <button class=part::button popovertarget="export-products">"Export"</button>
        <div id="export-products" popover="auto" class=style::popover role="dialog" aria-label="Export products">
            <div class=part::cardhead>
                <h2>"Export this view"</h2>
            </div>
            <div class=style::sheet>
                <p class=part::hint>"Every product of this view with its variants. Edit the file and import it again: what you leave as it is stays."</p>
                <div class=part::actions>
                    {[("csv", "CSV"), ("xlsx", "Excel (XLSX)"), ("json", "JSON")]
                        .into_iter()
                        .map(|(ending, words)| view! {
                            <a class=part::button href=move || address(ending) rel="external" download>{words}</a>
                        })
                        .collect_view()}
                </div>
            </div>
        </div>
    }
}
