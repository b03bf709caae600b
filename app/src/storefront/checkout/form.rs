//! The form as a whole, and its button.

use domain::checkout::view::CheckoutNotice;
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
pub fn CheckoutPageForm(draft: Draft) -> impl IntoView {
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        draft.place();
    };
    for end in ["pointerup", "pointercancel"] {
        let listening = window_event_listener_untyped(end, move |_| draft.release());
        on_cleanup(move || listening.remove());
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
            {draft.start.with_value(|start| start.notice.clone()).map(notice)}
            {move || draft.failure.get().map(|error| view! {
                <Notice kind=NoticeKind::Bad>{error.to_string()} " You were not charged."</Notice>
            })}
            <input type="hidden" name="idempotency_key" value=draft.start.with_value(|start| start.idempotency_key.clone()) />
            <input type="hidden" name="seen_total" value=move || draft.sums.with(|sums| sums.totals.total.minor) />
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
    let words = move || {
        if draft.placing.get() {
            "Placing your order …".to_owned()
        } else {
            format!("Order and pay {}", draft.sums.with(|sums| sums.totals.total))
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

fn notice(notice: CheckoutNotice) -> impl IntoView {
    let (kind, words) = match notice {
        CheckoutNotice::PriceChanged => (
            NoticeKind::Warn,
            "A price has changed since you opened this page. The sums below are the new ones; nothing was ordered yet.",
        ),
        CheckoutNotice::StockChanged => (
            NoticeKind::Warn,
            "Somebody was faster: some of it is no longer there in that number. Your bag says which. Nothing was ordered yet.",
        ),
        CheckoutNotice::PaymentDeclined => (
            NoticeKind::Bad,
            "The payment was declined. You were not charged, and everything is still here. Try again or pay another way.",
        ),
        CheckoutNotice::TooManyUnpaid => (
            NoticeKind::Warn,
            "Several orders from you or your network still wait for their bank transfer. Choose another way to pay, or pay one of them first. Nothing was ordered yet, and everything is still here.",
        ),
        CheckoutNotice::PaymentCancelled => {
            (NoticeKind::Warn, "You left the payment page. You were not charged, and everything is still here.")
        }
    };
    view! { <Notice kind>{words}</Notice> }
}
