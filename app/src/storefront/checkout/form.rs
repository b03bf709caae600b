//! The form as a whole, and its button.

use leptos::{ev, prelude::*};
use ui::{Icon, IconName, Notice, NoticeKind};

use super::{
    choices::{Payment, Shipping},
    draft::Draft,
    fields::{Contact, Delivery},
    style,
};

/// The form. It is sent as it stands without a script; with one it is checked first and sent once.
#[component]
pub fn CheckoutPageForm(
    draft: Draft,
    /// What to know before trying again, and whether it is bad news.
    notice: Option<(String, bool)>,
) -> impl IntoView {
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        draft.place();
    };
    for end in ["pointerup", "pointercancel"] {
        let listening = window_event_listener_untyped(end, move |_| draft.release());
        on_cleanup(move || listening.remove());
    }
    if draft.is_known() {
        let listening = window_event_listener_untyped("change", move |_| draft.take_address());
        on_cleanup(move || listening.remove());
        // It may have been chosen before the page came alive.
        Effect::new(move || draft.take_address());
    }
    // The browser's own messages would come before ours, and in its language.
    let no_bubbles = NodeRef::<leptos::html::Form>::new();
    Effect::new(move |_| {
        if let Some(form) = no_bubbles.get() {
            form.set_no_validate(true);
        }
    });
    view! {
        <form node_ref=no_bubbles id="checkout" class=style::form action="/api/checkout/place" method="post" on:submit=send on:pointerdown=move |_| draft.press()>
            {notice.map(|(words, is_bad)| view! {
                <Notice kind=if is_bad { NoticeKind::Bad } else { NoticeKind::Warn }>{words}</Notice>
            })}
            {move || draft.failure.get().map(|error| view! {
                <Notice kind=NoticeKind::Bad>{error.to_string()} " You were not charged."</Notice>
            })}
            <input type="hidden" name="idempotency_key" value=draft.start.with_value(|start| start.idempotency_key.clone()) />
            <input type="hidden" name="seen_total" value=move || draft.sums.with(|sums| sums.totals.total.minor) />
            <input type="hidden" name="seen_currency" value=move || draft.sums.with(|sums| sums.totals.total.currency.code().to_owned()) />
            <input type="hidden" name="seen_due" value=move || draft.sums.with(|sums| sums.due.minor) />
            <Contact draft />
            <Delivery draft />
            <Shipping draft />
            <Payment draft />
            <OrderButton draft />
            <p class=style::small>
                <Icon name=IconName::Lock />
                {if draft.is_delivered() {
                    "You order with an obligation to pay. You have 30 days to send it back."
                } else {
                    "You order with an obligation to pay. It is ready for you at once, and you agree that your right to withdraw ends when you fetch or spend it."
                }}
            </p>
        </form>
    }
    .into_any()
}

#[component]
fn OrderButton(draft: Draft) -> impl IntoView {
    // Which of the verbs is shown follows from the way of payment that is chosen, by the style sheet alone.
    let words = move || {
        if draft.placing.get() {
            "Placing your order …".into_any()
        } else if draft.sums.with(|sums| sums.due.minor == 0) {
            "Place order".into_any()
        } else {
            let total = draft.sums.with(|sums| sums.due.to_string());
            view! {
                <span class=style::pays>"Order and pay "</span>
                <span class=style::places>"Place order for "</span>
                {total}
            }
            .into_any()
        }
    };
    let waiting = move || draft.placing.get() || draft.counting.get();
    view! {
        <button class=style::order type="submit" aria-busy=move || waiting().then_some("true")>
            {words}
        </button>
    }
    .into_any()
}
