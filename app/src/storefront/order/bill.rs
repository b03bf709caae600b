//! What was agreed: lines, sums, address.

use domain::{
    customer::Address,
    kernel::{Money, country},
    order::view::{OrderLineView, OrderView},
    payment::PaymentState,
};
use leptos::prelude::*;

use super::style;
use crate::storefront::{
    cart::{LeftToPay, coupon_label, totals_table},
    parts::{PictureView, answer_list, part_list},
};

/// The lines with their sums, and where they go.
#[component]
pub fn Bill(order: OrderView) -> impl IntoView {
    let is_delivered = order.is_delivered();
    let without_tax = order.vat.as_ref().is_some_and(|vat| vat.proof.is_some());
    let vat_number = order.vat.as_ref().map(|vat| format!("VAT number {}", vat.number));
    let coupon = (!order.coupon.is_empty()).then(|| coupon_label(&order.coupon).into_any());
    let left = left_to_pay(&order);
    view! {
        <div class=style::bill>
            <section aria-labelledby="lines">
                <h2 id="lines">"What you ordered"</h2>
                <ul class=style::lines>{order.lines.into_iter().map(line).collect_view()}</ul>
                <div class=style::totals>
                    {totals_table(&order.totals, is_delivered.then_some("Delivery"), coupon, left)}
                    {without_tax.then(|| view! { <p>"Without VAT: you declare it yourself."</p> })}
                </div>
            </section>
            <section class=style::to aria-labelledby="to">
                <h2 id="to">{if is_delivered { "Where it goes" } else { "Who it is for" }}</h2>
                {address(&order.address)}
                {vat_number.map(|words| view! { <p>{words}</p> })}
                {is_delivered
                    .then(|| {
                        view! {
                            <h2>"Delivery"</h2>
                            <p>{order.shipping_name} <br /> {format!("Arrives {}", order.arrives)}</p>
                        }
                    })}
                <h2>"Payment"</h2>
                <p>{order.payment_name}</p>
                <p class=style::keep>"Keep this page's address: it opens your order, and nobody else knows it."</p>
            </section>
        </div>
    }
    .into_any()
}

/// What gift cards pay, and what they leave; nothing without any.
fn left_to_pay(order: &OrderView) -> Option<LeftToPay> {
    let rows: Vec<(AnyView, Money)> =
        order.paid_cards.iter().map(|card| (card.name().into_any(), card.amount)).collect();
    let is_paid = matches!(order.payment_state, PaymentState::Captured | PaymentState::Refunded);
    let words = if is_paid { "Paid otherwise" } else { "Left to pay" };
    (!rows.is_empty()).then(|| LeftToPay { rows, words, due: order.due() })
}

fn line(line: OrderLineView) -> impl IntoView {
    let later = line.later_words(None).map(|words| view! { <p class=style::later>{words}</p> });
    let picture = line.picture.map(|picture| view! { <PictureView picture sizes="80px" decorative=true /> });
    let (answers, parts) = (answer_list(&line.answers), part_list(&line.parts));
    let facts = match line.variant_title.as_str() {
        "" => format!("{}\u{a0}×\u{a0}{}", line.quantity, line.unit_price),
        variant => format!("{variant} · {}\u{a0}×\u{a0}{}", line.quantity, line.unit_price),
    };
    let title = match line.product_slug {
        Some(slug) => view! { <a href=format!("/products/{slug}")>{line.title}</a> }.into_any(),
        None => line.title.into_any(),
    };
    view! {
        <li>
            <span class=style::thumb>{picture}</span>
            <div>
                <p>
                    <strong>{title}</strong>
                    <small>{facts}</small>
                </p>
                {later}
                {answers}
                {parts}
            </div>
            <strong>{line.line_total.to_string()}</strong>
        </li>
    }
}

fn address(address: &Address) -> impl IntoView + use<> {
    let country = country(&address.country).map(|country| country.name);
    let extra = (!address.extra.is_empty()).then(|| view! { {address.extra.clone()} <br /> });
    view! {
        <p>
            {address.full_name.clone()}
            <br />
            {extra}
            {(!address.street.is_empty())
                .then(|| {
                    view! {
                        {address.street.clone()}
                        <br />
                        {format!("{} {}", address.postcode, address.town)}
                        <br />
                    }
                })}
            {country}
        </p>
    }
}
