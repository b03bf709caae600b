//! What is ordered and what it costs: beside the form, on a phone folded above it.

use leptos::prelude::*;

use super::{draft::Draft, style};
use crate::storefront::cart::{CouponField, CouponWay, applied, totals_table};

/// The summary.
#[component]
pub fn Summary(
    draft: Draft,
    /// The lines.
    children: Children,
) -> impl IntoView {
    let count = match draft.start.with_value(|start| start.item_count) {
        1 => "Your order · 1 thing".to_owned(),
        count => format!("Your order · {count} things"),
    };
    let delivery = draft.is_delivered().then_some("Delivery");
    let coupon = Memo::new(move |_| draft.sums.with(|sums| sums.coupon.clone()));
    let way = CouponWay { action: "/api/checkout/coupon", send: Callback::new(move |code| draft.set_coupon(code)) };
    // What is wrong with a code is seen on a phone, too.
    let is_refused = coupon.with_untracked(|coupon| coupon.as_ref().is_some_and(|coupon| coupon.problem.is_some()));
    let total = move || draft.sums.with(|sums| sums.totals.total.to_string());
    view! {
        <aside class=style::summary aria-label="Your order">
            <details open=is_refused || !draft.start.with_value(|start| start.is_orderable)>
                <summary>
                    <span>{count}</span>
                    <strong>{total}</strong>
                </summary>
                <div class=style::summary_body>
                    {children()}
                    <a class=ui::UNDERLINED href="/cart">"Change your bag"</a>
                    <div aria-live="polite" aria-busy=move || draft.counting.get().then_some("true")>
                        {move || draft.sums.with(|sums| {
                            totals_table(&sums.totals, delivery, applied(sums.coupon.as_ref(), way))
                        })}
                    </div>
                    <CouponField coupon way />
                </div>
            </details>
        </aside>
    }
    .into_any()
}
