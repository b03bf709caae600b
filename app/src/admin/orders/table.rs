//! Orders as rows; on a phone each row is a card.

use domain::{
    kernel::{OrderId, Timestamp},
    order::view::OrderRow,
};
use leptos::prelude::*;

use super::style;
use crate::admin::parts::{
    badge::{DeliveryBadge, PaymentBadge},
    local::Moment,
    style as part,
};

/// The orders of a list.
#[component]
pub fn OrderTable(
    /// The rows.
    rows: Vec<OrderRow>,
    /// When they were read.
    now: Timestamp,
    /// Orders above this one came while the list was open.
    #[prop(optional_no_strip)]
    seen: Option<OrderId>,
) -> impl IntoView {
    view! {
        <table class=style::table>
            <thead>
                <tr>
                    <th scope="col">"Order"</th>
                    <th scope="col">"Placed"</th>
                    <th scope="col">"Customer"</th>
                    <th scope="col" class=part::numeric>
                        "Items"
                    </th>
                    <th scope="col" class=part::numeric>
                        "Total"
                    </th>
                    <th scope="col">"Payment"</th>
                    <th scope="col">"Delivery"</th>
                    <th scope="col">"To"</th>
                </tr>
            </thead>
            <tbody>
                {rows
                    .into_iter()
                    .map(|row| view! { <Row fresh=seen.is_some_and(|seen| row.id > seen) row now /> })
                    .collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn Row(row: OrderRow, now: Timestamp, fresh: bool) -> impl IntoView {
    let items = if row.item_count == 1 { " item" } else { " items" };
    view! {
        <tr class=style::row class=(style::fresh, fresh)>
            <td class=style::number>
                <a href=format!("/admin/orders/{}", row.id)>{row.number.to_string()}</a>
            </td>
            <td class=style::placed>
                <Moment at=row.placed_at now />
            </td>
            <td class=style::customer>{row.customer_name}</td>
            <td class=format!("{} {}", style::items, part::numeric)>
                {row.item_count} <span class=style::unit>{items}</span>
            </td>
            <td class=format!("{} {}", style::total, part::numeric)>{row.total.to_string()}</td>
            <td class=style::payment>
                <PaymentBadge state=row.payment_state />
            </td>
            <td class=style::delivery>
                <DeliveryBadge order=row.state state=row.fulfilment_state />
            </td>
            <td class=style::country>{country_name(&row.country)}</td>
        </tr>
    }
}

fn country_name(code: &str) -> String {
    domain::kernel::country(code).map_or_else(|| code.to_owned(), |country| country.name.to_owned())
}
