//! Ordered, paid, sent: what has happened and what comes.

use domain::{
    fulfilment::{FulfilmentState, view::ParcelItem},
    order::{OrderState, view::OrderView},
    payment::PaymentState,
};
use leptos::prelude::*;
use ui::{Icon, IconName};

use super::style;

/// The three steps, and the parcels. An order that was called off has none.
#[component]
pub fn Progress(order: OrderView) -> impl IntoView {
    if order.state == OrderState::Cancelled {
        return ().into_any();
    }
    let is_paid = matches!(order.payment_state, PaymentState::Captured | PaymentState::Refunded);
    let sent = match order.fulfilment_state {
        FulfilmentState::Unfulfilled => "We pack it",
        FulfilmentState::Partial => "Partly sent",
        FulfilmentState::Fulfilled => "Sent",
    };
    let is_sent = order.fulfilment_state == FulfilmentState::Fulfilled;
    let is_delivered = order.is_delivered();
    let has_owed = !is_sent && order.lines.iter().any(|line| line.later.is_some());
    let mut steps = vec![
        ("Ordered", order.placed_at.date().long(), true),
        match (is_paid, order.awaited) {
            (true, Some(left)) => ("Partly paid", format!("{left} is left"), false),
            (true, None) => ("Paid", order.payment_name, true),
            (false, _) => ("Payment", order.payment_name, false),
        },
    ];
    if is_delivered {
        steps.push((sent, order.shipping_name, is_sent));
        let arrives = if has_owed { "see each thing below".to_owned() } else { order.arrives.to_string() };
        steps.push(("Arrives", arrives, false));
    } else {
        steps.push(("Ready for you", "nothing is sent".to_owned(), is_sent));
    }
    let are_several = order.parcels.len() > 1 || (!is_sent && is_delivered);
    let parcels = order
        .parcels
        .into_iter()
        .map(|parcel| {
            let number = if parcel.tracking_number.is_empty() { None } else { Some(parcel.tracking_number) };
            view! {
                <li>
                    <Icon name=IconName::Delivery />
                    <span>{format!("Sent {} with {}", parcel.sent_at.date().long(), parcel.carrier)}</span>
                    {number.map(|number| view! { <code>{number}</code> })}
                    {are_several.then(|| {
                        let items: Vec<String> = parcel.items.iter().map(ParcelItem::words).collect();
                        view! { <small>{items.join(" · ")}</small> }
                    })}
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class=style::steps>
            {steps
                .into_iter()
                .map(|(word, detail, done)| view! {
                    <li class=if done { style::done } else { style::open }>
                        <strong>{word} {done.then(|| view! { <span class=ui::HIDDEN>", done"</span> })}</strong>
                        <span>{detail}</span>
                    </li>
                })
                .collect_view()}
        </ol>
        <ul class=style::parcels>{parcels}</ul>
    }
    .into_any()
}
