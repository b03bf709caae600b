//! The discount code in the bag: typed in without leaving the page, its name in the sums with a way to take it away.

use domain::coupon::view::CouponView;
use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{change::CartChange, style};
use crate::storefront::parts::coupon_field;

/// Where the forms go without a script.
const ACTION: &str = "/api/cart/coupon";

/// The name of what was taken off in the sums: of a code, where one took it off.
pub fn coupon_label(code: &str) -> AnyView {
    if code.is_empty() { "Reduction".to_owned() } else { format!("Discount code {code}") }.into_any()
}

/// The name of the code that takes something off, with a way to take it away; nothing of one that does not.
pub fn applied(coupon: Option<&CouponView>, change: CartChange) -> Option<AnyView> {
    let code = coupon.filter(|coupon| coupon.problem.is_none())?.code.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        change.set_coupon(String::new());
    };
    let told = format!("Remove discount code {code}");
    Some(
        view! {
            {coupon_label(&code)}
            <form class=style::taken action=ACTION method="post" on:submit=send>
                <input type="hidden" name="code" value="" />
                <button class=style::remove type="submit" aria-label=told>"Remove"</button>
            </form>
        }
        .into_any(),
    )
}

/// The field, while no code takes anything off.
#[component]
pub fn CouponField(
    /// The code that was typed in.
    coupon: Memo<Option<CouponView>>,
    /// What is done with it.
    change: CartChange,
) -> impl IntoView {
    move || {
        let (code, problem) = match coupon.get() {
            None => (String::new(), None),
            Some(CouponView { code, problem: Some(problem) }) => (code, Some(problem)),
            Some(_) => return None,
        };
        let input = NodeRef::<html::Input>::new();
        let send = move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = input.get_untracked() {
                change.set_coupon(input.value());
            }
        };
        Some(coupon_field(code, problem, ACTION, input, send))
    }
}
