//! What is ordered and what it costs: beside the form, on a phone folded above it.

use domain::tax::VatStanding;
use leptos::{ev::SubmitEvent, prelude::*};

use super::{SET_CODE, draft::Draft, style};
use crate::storefront::cart::{applied_cards, applied_coupon, totals_table};

/// The summary.
#[component]
pub fn Summary(
    draft: Draft,
    /// The lines, and the field for a code.
    children: Children,
) -> impl IntoView {
    let count = match draft.start.with_value(|start| start.item_count) {
        1 => "Your order · 1 thing".to_owned(),
        count => format!("Your order · {count} things"),
    };
    let delivery = draft.is_delivered().then_some("Delivery");
    // What is wrong with a code is seen on a phone, too.
    let is_unfolded = draft.start.with_value(|start| start.sums.is_code_refused() || !start.is_orderable);
    let without_tax = move || draft.sums.with(|sums| sums.vat == Some(VatStanding::Exempt));
    let due = move || draft.sums.with(|sums| sums.due.to_string());
    let send = move |event: SubmitEvent| draft.keep_and_send(&event);
    view! {
        <aside class=style::summary aria-label="Your order" on:submit=send>
            <details open=is_unfolded>
                <summary>
                    <span>{count}</span>
                    <strong>{due}</strong>
                </summary>
                <div class=style::summary_body>
                    {children()}
                    <a class=ui::UNDERLINED href="/cart">"Change your bag"</a>
                    <div aria-live="polite" aria-busy=move || draft.counting.get().then_some("true")>
                        {move || draft.sums.with(|sums| {
                            let coupon = applied_coupon(&sums.coupon, SET_CODE);
                            totals_table(&sums.totals, delivery, coupon, applied_cards(&sums.cards, sums.due))
                        })}
                        {move || without_tax().then(|| view! { <p class=style::standing>"Without VAT: the number of your business was checked."</p> })}
                    </div>
                </div>
            </details>
        </aside>
    }
    .into_any()
}
