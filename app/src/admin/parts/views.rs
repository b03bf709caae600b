//! The pages that belong to products, as tabs: on a phone they are the only way there.

use leptos::prelude::*;

use super::record;

const VIEWS: [(&str, &str); 5] = [
    ("/admin/products", "Products"),
    ("/admin/categories", "Categories"),
    ("/admin/collections", "Collections"),
    ("/admin/brands", "Brands"),
    ("/admin/product-types", "Product types"),
];

/// The tabs.
#[component]
pub fn ProductViews(
    /// The address of the page that is shown.
    here: &'static str,
) -> impl IntoView {
    view! {
        <nav class=record::views aria-label="Product pages">
            {VIEWS
                .into_iter()
                .map(|(href, label)| {
                    view! {
                        <a class=record::view href=href aria-current=(href == here).then_some("page")>
                            {label}
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
}
