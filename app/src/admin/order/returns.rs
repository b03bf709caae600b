//! The returns of an order: deciding, noting that the parcel came, and the way to look into it.

use domain::{
    kernel::{Language, Timestamp},
    order::view::OrderDetail,
    returns::{
        ReturnState, Words,
        view::{ReturnLineView, ReturnView},
    },
};
use leptos::{form::ActionForm, prelude::*};

use super::{
    actions::{OrderActions, Popover},
    inspect::{Inspect, PayBack},
    style,
};
use crate::admin::{
    clock::moment,
    parts::{badge::ReturnBadge, style as part},
};

/// The returns; nothing without any.
#[component]
pub fn Returns(
    /// The order.
    detail: OrderDetail,
    /// When it was read.
    now: Timestamp,
    /// The changes.
    actions: OrderActions,
) -> impl IntoView {
    let returns = detail.order.returns.clone();
    (!returns.is_empty()).then(|| {
        let rows = returns.into_iter().map(|view| one(view, &detail, now, actions)).collect_view();
        view! {
            <section id="returns" class=part::card aria-labelledby="returns-heading">
                <div class=part::cardhead>
                    <h2 id="returns-heading">"Returns"</h2>
                    {held(&detail).then(|| view! { <span class=part::aside>"Held: pay back what was withdrawn from before sending"</span> })}
                </div>
                {rows}
            </section>
        }
    })
}

/// Whether a withdrawal from things that were not sent keeps the order from being sent.
pub fn held(detail: &OrderDetail) -> bool {
    let is_thing =
        |asked: &ReturnLineView| detail.order.lines.iter().any(|line| line.id == asked.line && line.is_delivered);
    let open = detail.order.returns.iter().filter(|view| view.state.is_open());
    open.flat_map(|view| &view.lines).any(|line| line.comes < line.quantity && is_thing(line))
}

fn one(view: ReturnView, detail: &OrderDetail, now: Timestamp, actions: OrderActions) -> AnyView {
    let words = Words::of(Language::ENGLISH);
    let lines = view.lines.iter().map(|line| line_words(line, words)).collect::<Vec<_>>().join("; ");
    let said =
        (!view.words.is_empty()).then(|| view! { <span class=style::answer>"“" {view.words.clone()} "”"</span> });
    let answer =
        (!view.answer.is_empty()).then(|| view! { <span class=part::small>"Answer: " {view.answer.clone()}</span> });
    let steps = steps(&view, detail, actions);
    view! {
        <div class=style::download>
            <div class=style::what>
                <strong>{format!("{} {}", view.kind.label(), view.reference)}</strong>
                <span class=part::small>{format!("{lines} · {}", moment(view.at, now))}</span>
                {said}
                {answer}
            </div>
            <ReturnBadge state=view.state />
            {steps}
        </div>
    }
    .into_any()
}

fn line_words(line: &ReturnLineView, words: Words) -> String {
    let reason = line.reason.map(|reason| format!(", {}", words.why_of(reason).to_lowercase())).unwrap_or_default();
    let found = line.condition.map(|condition| {
        format!(" ({}, {})", condition.label().to_lowercase(), words.accepted(line.accepted, line.quantity))
    });
    format!("{} × {}{reason}{}", line.quantity, line.name, found.unwrap_or_default())
}

fn steps(view: &ReturnView, detail: &OrderDetail, actions: OrderActions) -> AnyView {
    match view.state {
        ReturnState::Requested => view! { <Decide view=view.clone() actions /> }.into_any(),
        ReturnState::Approved if !view.comes() => {
            view! { <PayBack view=view.clone() detail=detail.clone() actions /> }.into_any()
        }
        ReturnState::Approved => view! {
            <div class=style::forms>
                <Received view=view.clone() actions />
                <Inspect view=view.clone() detail=detail.clone() actions />
            </div>
        }
        .into_any(),
        ReturnState::Received => view! { <Inspect view=view.clone() detail=detail.clone() actions /> }.into_any(),
        ReturnState::Refused | ReturnState::Cancelled | ReturnState::Closed => ().into_any(),
    }
}

#[component]
fn Decide(view: ReturnView, actions: OrderActions) -> impl IntoView {
    let (approve, refuse) = (actions.approve_return, actions.refuse_return);
    let (yes, no) = (format!("approve-{}", view.id), format!("refuse-{}", view.id));
    view! {
        <div class=style::forms>
            <button class=part::button popovertarget=no.clone()>"Refuse"</button>
            <button class=part::primary popovertarget=yes.clone()>"Approve"</button>
        </div>
        <Popover id=yes.clone() title=format!("Approve {}", view.reference)>
            <p>"The customer gets the address and the number to put into the parcel by mail."</p>
            <ActionForm action=approve>
                <input type="hidden" name="id" value=view.id.to_string() />
                <Answer id=format!("{yes}-answer") required=false />
                <button class=part::primary disabled=move || approve.pending().get()>"Approve return"</button>
            </ActionForm>
        </Popover>
        <Popover id=no.clone() title=format!("Refuse {}", view.reference)>
            <ActionForm action=refuse>
                <input type="hidden" name="id" value=view.id.to_string() />
                <Answer id=format!("{no}-answer") required=true />
                <button class=part::danger disabled=move || refuse.pending().get()>"Refuse return"</button>
            </ActionForm>
        </Popover>
    }
}

#[component]
fn Answer(id: String, required: bool) -> impl IntoView {
    let hint = if required {
        "The customer reads why."
    } else {
        "The customer reads it. Leave it empty when there is nothing to add."
    };
    view! {
        <div class=part::field>
            <label for=id.clone()>"Answer"</label>
            <textarea id=id class=part::input name="answer" rows="3" maxlength="500" required=required></textarea>
            <p class=part::hint>{hint}</p>
        </div>
    }
}

#[component]
fn Received(view: ReturnView, actions: OrderActions) -> impl IntoView {
    let action = actions.receive_return;
    view! {
        <ActionForm action>
            <input type="hidden" name="id" value=view.id.to_string() />
            <button class=part::button disabled=move || action.pending().get()>"Parcel is here"</button>
        </ActionForm>
    }
}
