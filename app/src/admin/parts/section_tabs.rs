//! The ways between pages that belong together, as tabs: on a phone they are the only way there.

use leptos::{html, prelude::*};

use super::record;

/// Pages that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What belongs to products.
    Products,
    /// How the shop is found.
    Site,
    /// What there is, and what is bought.
    Stock,
}

impl Section {
    fn words(self) -> &'static str {
        match self {
            Self::Products => "Product pages",
            Self::Site => "Site",
            Self::Stock => "Stock pages",
        }
    }

    fn pages(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Products => &[
                ("/admin/products", "Products"),
                ("/admin/categories", "Categories"),
                ("/admin/collections", "Collections"),
                ("/admin/brands", "Brands"),
                ("/admin/product-types", "Product types"),
                ("/admin/coupons", "Coupons"),
                ("/admin/stock", "Stock"),
            ],
            Self::Site => &[
                ("/admin/search", "Search"),
                ("/admin/redirects", "Redirects"),
                ("/admin/delivery", "Delivery"),
                ("/admin/taxes", "Taxes"),
                ("/admin/currencies", "Currencies"),
            ],
            Self::Stock => &[
                ("/admin/stock", "Low stock"),
                ("/admin/stock/owed", "Owed"),
                ("/admin/purchase-orders", "Purchase orders"),
                ("/admin/suppliers", "Suppliers"),
                ("/admin/stock/counts", "Counts"),
                ("/admin/stock/locations", "Locations"),
            ],
        }
    }
}

/// The tabs.
#[component]
pub fn SectionTabs(
    /// Which belong together.
    section: Section,
    /// The address of the page that is shown.
    here: &'static str,
) -> impl IntoView {
    let current = NodeRef::<html::A>::new();
    in_sight(current);
    let tab = |(href, label): &(&'static str, &'static str)| {
        if *href == here {
            view! {
                <a class=record::view href=*href aria-current="page" node_ref=current>
                    {*label}
                </a>
            }
            .into_any()
        } else {
            view! {
                <a class=record::view href=*href>
                    {*label}
                </a>
            }
            .into_any()
        }
    };
    view! {
        <nav class=record::views aria-label=section.words()>
            {section.pages().iter().map(tab).collect_view()}
        </nav>
    }
}

/// So much of the tab before stays in sight, which tells that there is one.
const BEFORE: i32 = 56;

/// Moves a row of tabs that is wider than the screen to the one that is shown.
fn in_sight(current: NodeRef<html::A>) {
    Effect::new(move || {
        let Some(tab) = current.get() else { return };
        if let Some(row) = tab.parent_element() {
            row.set_scroll_left(tab.offset_left().saturating_sub(BEFORE));
        }
    });
}
