//! Who an order is for and where it goes.

use domain::{
    kernel::{Timestamp, country},
    order::OrderState,
    order::view::{OrderDetail, OrderView},
    tax::view::{BuyerVat, VatProof},
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
                <a href=format!("/admin/customers/{}", detail.customer)>
                    <strong>{detail.order.address.full_name.clone()}</strong>
                </a>
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
    /// When it was read.
    now: Timestamp,
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
            {order.vat.map(|vat| vat_number(vat, now))}
        </section>
    }
}

/// The number for value added tax, and the proof that takes the tax out.
fn vat_number(BuyerVat { number, proof }: BuyerVat, now: Timestamp) -> impl IntoView {
    let proof = proof.map(|VatProof { name, inquiry, checked_at }| {
        let inquiry = (!inquiry.is_empty()).then(|| format!(", inquiry {inquiry}"));
        view! {
            {(!name.is_empty()).then(|| view! { <span class=part::small>{name}</span> })}
            <span class=part::small>"Without VAT: checked " <Moment at=checked_at now /> {inquiry}</span>
        }
    });
    view! {
        <div class=style::facts>
            <span>"VAT number " {number}</span>
            {proof}
        </div>
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
    // The only parcel of an order that went as a whole needs no list: the goods stand beside it.
    let are_several = order.parcels.len() > 1 || order.state == OrderState::Confirmed;
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
                                <span class=part::small>
                                    "Sent " <Moment at=parcel.sent_at now />
                                    {(!parcel.sent_from.is_empty()).then(|| format!(" from {}", parcel.sent_from))}
                                </span>
                                {are_several
                                    .then(|| {
                                        parcel
                                            .items
                                            .iter()
                                            .map(|item| view! { <span class=part::small>{item.words()}</span> })
                                            .collect_view()
                                    })}
                            </div>
                        }
                    })
                    .collect_view()}
            </section>
        }
    })
}
