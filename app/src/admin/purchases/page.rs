//! The page with the list of purchase orders.

use domain::{
    kernel::{PurchaseOrderId, Timestamp},
    purchase::{
        PurchaseState,
        view::{PurchaseRow, PurchaseRows, PurchaseTab},
    },
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use super::{
    api::{BuyVariants, PurchasesQuery, list_purchases},
    style,
};
use crate::{
    admin::{
        clock::Dated,
        parts::{
            badge::{Badge, Tone},
            local::Moment,
            record,
            refusal::{Complaint, Refusal},
            register::{ListTabs, Tab, register},
            section_tabs::{Section, SectionTabs},
            skeleton::ListSkeleton,
            style as part,
        },
    },
    data::part_data,
};

/// The list of purchase orders.
#[component]
pub fn PurchasesPage() -> impl IntoView {
    let map = use_query_map();
    let query = Memo::new(move |_| map.with(query_of));
    let create = ServerAction::<BuyVariants>::new();
    let failed = Signal::derive(move || create.value().get().and_then(Result::err).map(|error| error.to_string()));
    let data = part_data(move || query.get(), list_purchases);
    view! {
        <div class=part::titlerow>
            <h1 class=part::title>"Purchase orders"</h1>
            <div class=part::actions>
                <ActionForm action=create>
                    <button class=part::primary disabled=move || create.pending().get()>"New purchase order"</button>
                </ActionForm>
            </div>
        </div>
        <SectionTabs section=Section::Stock here="/admin/purchase-orders" />
        <Complaint message=failed />
        <section class=format!("{} {}", part::card, register::list)>
            <Transition fallback=|| view! { <ListSkeleton /> }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(data) => view! { <List data query=query.get_untracked() /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

fn query_of(map: &ParamsMap) -> PurchasesQuery {
    PurchasesQuery {
        tab: PurchaseTab::from_key(&map.get("tab").unwrap_or_default()),
        after: map.get("after").and_then(|after| after.parse().ok()),
    }
}

fn address(tab: PurchaseTab, after: Option<PurchaseOrderId>) -> String {
    let mut map = ParamsMap::new();
    if tab != PurchaseTab::default() {
        map.insert("tab", tab.key().to_owned());
    }
    if let Some(after) = after {
        map.insert("after", after.to_string());
    }
    format!("/admin/purchase-orders{}", map.to_query_string())
}

#[component]
fn List(data: Dated<PurchaseRows>, query: PurchasesQuery) -> impl IntoView {
    let Dated { now, value } = data;
    let tab = |tab: PurchaseTab| Tab {
        href: address(tab, None),
        label: tab.label().to_owned(),
        is_current: tab == query.tab,
    };
    let tabs: Vec<Tab> = PurchaseTab::ALL.into_iter().map(tab).collect();
    let next = value.next.map(|next| address(query.tab, Some(next)));
    let content = if value.rows.is_empty() { nothing() } else { table(value.rows, now) };
    view! {
        <ListTabs tabs=Signal::stored(tabs) />
        {content}
        <nav class=style::pages aria-label="Pages">
            {next.map(|href| view! { <a class=part::button href=href>"Older purchase orders"</a> })}
        </nav>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <div class=part::empty>
            <h2>"Nothing is on its way"</h2>
            <p>"Choose what is low on the desk of low stock, or begin an empty purchase order and add variants by SKU or barcode."</p>
            <a class=part::button href="/admin/stock">"Low stock"</a>
        </div>
    }
    .into_any()
}

/// Where a purchase order stands.
pub fn badge(state: PurchaseState) -> impl IntoView {
    let tone = match state {
        PurchaseState::Draft | PurchaseState::Cancelled => Tone::Neutral,
        PurchaseState::Ordered => Tone::Info,
        PurchaseState::Partly => Tone::Warn,
        PurchaseState::Received => Tone::Good,
    };
    view! { <Badge tone label=state.label() /> }
}

fn table(rows: Vec<PurchaseRow>, now: Timestamp) -> AnyView {
    let rows = rows.into_iter().map(|row| {
        let supplier = if row.supplier.is_empty() { "No supplier yet".to_owned() } else { row.supplier };
        let expected = row.expected.map(|day| day.long()).unwrap_or_default();
        view! {
            <tr class=record::row>
                <td>
                    <a href=format!("/admin/purchase-orders/{}", row.id)>{row.number}</a>
                </td>
                <td>{badge(row.state)}</td>
                <td class=record::quiet>{supplier}</td>
                <td class=format!("{} {}", record::quiet, record::wide)>{expected}</td>
                <td class=record::number>{format!("{} of {}", row.received, row.items)}</td>
                <td class=format!("{} {}", record::number, record::wide)>{row.total.to_string()}</td>
                <td class=format!("{} {}", record::quiet, record::wide)>
                    <Moment at=row.at now />
                </td>
            </tr>
        }
    });
    view! {
        <table class=record::table>
            <thead>
                <tr>
                    <th scope="col">"Number"</th>
                    <th scope="col">"State"</th>
                    <th scope="col">"Supplier"</th>
                    <th scope="col" class=record::wide>"Expected"</th>
                    <th scope="col" class=record::number>"Received"</th>
                    <th scope="col" class=format!("{} {}", record::number, record::wide)>"Goods, net"</th>
                    <th scope="col" class=record::wide>"Begun"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_list_holds_tab_and_page() {
        assert_eq!(address(PurchaseTab::Open, None), "/admin/purchase-orders");
        let map: ParamsMap = [("tab", "all"), ("after", "9")].into_iter().collect();
        assert_eq!(query_of(&map), PurchasesQuery { tab: PurchaseTab::All, after: Some(PurchaseOrderId(9)) });
        let broken: ParamsMap = [("tab", "x"), ("after", "y")].into_iter().collect();
        assert_eq!(query_of(&broken), PurchasesQuery::default());
    }
}
