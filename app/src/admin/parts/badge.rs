//! The state of something in one or two words on a tint.

use domain::{fulfilment::FulfilmentState, order::OrderState, payment::PaymentState, returns::ReturnState};
use leptos::prelude::*;

use super::style;

/// How a state feels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done.
    Good,
    /// Look at it soon.
    Warn,
    /// Something is wrong.
    Bad,
    /// Something to do.
    Info,
    /// Nothing to do.
    Neutral,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Good => style::good,
            Self::Warn => style::warn,
            Self::Bad => style::bad,
            Self::Info => style::info,
            Self::Neutral => style::neutral,
        }
    }
}

/// Words on a tint.
#[component]
pub fn Badge(
    /// How it feels.
    tone: Tone,
    /// The words.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <span class=format!("{} {}", style::badge, tone.class())>{label}</span> }
}

/// Where the payment stands.
#[must_use]
pub fn payment(state: PaymentState) -> (Tone, &'static str) {
    match state {
        PaymentState::Pending => (Tone::Neutral, "Awaiting payment"),
        PaymentState::Unknown => (Tone::Warn, "Checking"),
        PaymentState::Declined => (Tone::Bad, "Declined"),
        PaymentState::Captured => (Tone::Good, "Paid"),
        PaymentState::Mismatched => (Tone::Bad, "Wrong amount"),
        PaymentState::Cancelled => (Tone::Neutral, "Not paid"),
        PaymentState::Refunded => (Tone::Bad, "Refunded"),
    }
}

/// Where the delivery stands, seen together with the order.
#[must_use]
pub fn delivery(order: OrderState, state: FulfilmentState) -> (Tone, &'static str) {
    match (order, state) {
        (OrderState::Cancelled, _) => (Tone::Neutral, "Cancelled"),
        (OrderState::NeedsReview, _) => (Tone::Bad, "Needs review"),
        (OrderState::Completed, _) | (_, FulfilmentState::Fulfilled) => (Tone::Good, "Sent"),
        (_, FulfilmentState::Partial) => (Tone::Info, "Partly sent"),
        (OrderState::PendingPayment, FulfilmentState::Unfulfilled) => (Tone::Neutral, "Waiting"),
        (_, FulfilmentState::Unfulfilled) => (Tone::Info, "To send"),
    }
}

/// Where a return stands.
#[component]
pub fn ReturnBadge(
    /// Where it stands.
    state: ReturnState,
) -> impl IntoView {
    let tone = match state {
        ReturnState::Requested | ReturnState::Received => Tone::Warn,
        ReturnState::Approved => Tone::Info,
        ReturnState::Refused | ReturnState::Cancelled => Tone::Neutral,
        ReturnState::Closed => Tone::Good,
    };
    view! { <Badge tone label=state.label() /> }
}

/// The payment's badge.
#[component]
pub fn PaymentBadge(
    /// Where the payment stands.
    state: PaymentState,
) -> impl IntoView {
    let (tone, label) = payment(state);
    view! { <Badge tone label /> }
}

/// The delivery's badge.
#[component]
pub fn DeliveryBadge(
    /// Where the order stands.
    order: OrderState,
    /// Where the delivery stands.
    state: FulfilmentState,
) -> impl IntoView {
    let (tone, label) = delivery(order, state);
    view! { <Badge tone label /> }
}
