//! The refunds of an order, and money that came without being agreed.

use domain::{
    kernel::{OrderId, RefundId, Timestamp},
    order::view::OrderDetail,
    refund::{
        RefundState,
        view::{RefundView, WrongPayment},
    },
};
use leptos::{form::ActionForm, prelude::*};

use super::{actions::OrderActions, style};
use crate::admin::{
    clock::moment,
    parts::{
        badge::{Badge, Tone},
        style as part,
    },
};

/// The refunds; nothing without any.
#[component]
pub fn Refunds(
    /// The order.
    detail: OrderDetail,
    /// When it was read.
    now: Timestamp,
    /// The changes.
    actions: OrderActions,
) -> impl IntoView {
    let (order, wrong, refunds) = (detail.id, detail.wrong_payments, detail.order.refunds);
    (!wrong.is_empty() || !refunds.is_empty()).then(|| {
        view! {
            <section class=part::card aria-labelledby="refunds">
                <div class=part::cardhead>
                    <h2 id="refunds">"Refunds"</h2>
                </div>
                {wrong.into_iter().map(|payment| view! { <Wrong order payment actions /> }).collect_view()}
                {refunds.into_iter().map(|refund| view! { <Row refund now actions /> }).collect_view()}
            </section>
        }
    })
}

#[component]
fn Wrong(order: OrderId, payment: WrongPayment, actions: OrderActions) -> impl IntoView {
    let action = actions.give_back;
    let left = payment.left.to_string();
    view! {
        <div class=style::download>
            <div class=style::what>
                <strong>{left.clone()}</strong>
                <span class=part::small>{format!("Paid by {} and not agreed: it has to go back", payment.name.to_lowercase())}</span>
            </div>
            <ActionForm action>
                <input type="hidden" name="order" value=order.to_string() />
                <input type="hidden" name="payment" value=payment.payment.to_string() />
                <button class=part::danger disabled=move || action.pending().get()>
                    {format!("Give {left} back")}
                </button>
            </ActionForm>
        </div>
    }
}

#[component]
fn Row(refund: RefundView, now: Timestamp, actions: OrderActions) -> impl IntoView {
    let (tone, words) = match refund.state {
        RefundState::Pending if refund.by_hand => (Tone::Warn, "To be sent"),
        RefundState::Pending => (Tone::Info, "On its way"),
        RefundState::Unknown => (Tone::Warn, "No answer yet"),
        RefundState::Done => (Tone::Good, "Sent back"),
        RefundState::Refused => (Tone::Bad, "Refused"),
    };
    let waits = refund.by_hand && refund.state == RefundState::Pending;
    let money = refund.in_money().to_string();
    let on_cards =
        if refund.on_cards.minor > 0 { format!("{} of it onto gift cards", refund.on_cards) } else { String::new() };
    let facts = [on_cards, refund.what, refund.reason, moment(refund.at, now)];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
    let amount = refund.amount.to_string();
    view! {
        <div class=style::download>
            <div class=style::what>
                <strong>{amount}</strong>
                <span class=part::small>{facts}</span>
            </div>
            {if refund.state == RefundState::Refused && refund.is_difference {
                view! { <Again id=refund.id actions /> }.into_any()
            } else if waits {
                view! { <Sent id=refund.id amount=money actions /> }.into_any()
            } else {
                view! { <Badge tone label=words /> }.into_any()
            }}
        </div>
    }
}

/// What a change made an order cost less could not go back.
#[component]
fn Again(id: RefundId, actions: OrderActions) -> impl IntoView {
    let action = actions.give_again;
    view! {
        <ActionForm action>
            <input type="hidden" name="refund" value=id.to_string() />
            <button class=part::button disabled=move || action.pending().get()>"Refused: give it back again"</button>
        </ActionForm>
    }
}

#[component]
fn Sent(id: RefundId, amount: String, actions: OrderActions) -> impl IntoView {
    let action = actions.refund_sent;
    view! {
        <ActionForm action>
            <input type="hidden" name="refund" value=id.to_string() />
            <button class=part::button disabled=move || action.pending().get()>
                {format!("I have sent {amount}")}
            </button>
        </ActionForm>
    }
}
