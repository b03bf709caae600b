//! Who an order is for and where it goes.

use domain::{
    kernel::{Timestamp, country},
    order::view::{OrderDetail, OrderView},
};
use leptos::prelude::*;

use super::style;
use crate::admin::{
    gift_cards::credit_address,
    parts::{local::Moment, style as part},
};

/// The customer, with their earlier orders.
#[component]
pub fn Customer(
    /// The order.
    detail: OrderDetail,
) -> impl IntoView {
    let email = detail.order.email.clone();
    let all = format!("/admin/orders?q={email}");
    view! {
        <section class=part::card aria-labelledby="customer">
            <div class=part::cardhead>
                <h2 id="customer">"Customer"</h2>
                <a class=part::aside href=all>
                    {if detail.customer_orders == 1 {
                        "1st order".to_owned()
                    } else {
                        format!("{} orders", detail.customer_orders)
                    }}
                </a>
            </div>
            <div class=style::facts>
                <strong>{detail.order.address.full_name.clone()}</strong>
                <a class=part::small href=format!("mailto:{email}") rel="external">
                    {email.clone()}
                </a>
                <span class=part::small>"Spent " {detail.customer_spent.to_string()} " in all"</span>
                <a class=part::small href=credit_address(&detail.order.email, detail.id)>"Give store credit"</a>
            </div>
        </section>
    }
}

/// The address.
#[component]
pub fn ShipTo(
    /// The order.
    order: OrderView,
) -> impl IntoView {
    let title = if order.is_delivered() { "Ship to" } else { "Bill to" };
    let address = order.address;
    let country = country(&address.country).map_or(address.country.clone(), |country| country.name.to_owned());
    view! {
        <section class=part::card aria-labelledby="ship-to">
            <div class=part::cardhead>
                <h2 id="ship-to">{title}</h2>
            </div>
            <address class=style::facts>
                <span>{address.full_name}</span>
                {(!address.extra.is_empty()).then(|| view! { <span>{address.extra}</span> })}
                <span>{address.street}</span>
                <span>{address.postcode} " " {address.town}</span>
                <span>{country}</span>
            </address>
        </section>
    }
}

/// The parcels, when there are any.
#[component]
pub fn Parcels(
    /// The order.
    order: OrderView,
    /// When it was read.
    now: Timestamp,
) -> impl IntoView {
    (!order.parcels.is_empty()).then(|| {
        view! {
            <section class=part::card aria-labelledby="parcels">
                <div class=part::cardhead>
                    <h2 id="parcels">"Parcels"</h2>
                </div>
                {order
                    .parcels
                    .into_iter()
                    .map(|parcel| {
                        view! {
                            <div class=style::facts>
                                <strong>{parcel.carrier}</strong>
                                {(!parcel.tracking_number.is_empty())
                                    .then(|| view! { <span class=style::tracking>{parcel.tracking_number}</span> })}
                                <span class=part::small>"Sent " <Moment at=parcel.sent_at now /></span>
                            </div>
                        }
                    })
                    .collect_view()}
            </section>
        }
    })
}
