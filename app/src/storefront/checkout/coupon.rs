//! The discount code, on the server alone: plain forms, for what follows from a code is the whole page. With a script each field was
//! kept when it was left; without one, what was typed and not sent is lost.

use domain::coupon::view::CouponView;
use leptos::prelude::*;

use super::style;

const ACTION: &str = "/api/checkout/coupon";

/// A field to type a code in, open with what is wrong when the one that was typed takes nothing off; a way to take away one that does.
#[component]
pub fn Coupon(
    /// The code that was typed in.
    coupon: Option<CouponView>,
) -> AnyView {
    match coupon {
        Some(CouponView { code, problem: None }) => {
            let told = format!("Remove discount code {code}");
            view! {
                <form class=style::coupon_applied action=ACTION method="post">
                    <input type="hidden" name="code" value="" />
                    <span>"Discount code " <strong>{code}</strong></span>
                    <button class=ui::UNDERLINED type="submit" aria-label=told>"Remove"</button>
                </form>
            }
            .into_any()
        }
        Some(CouponView { code, problem }) => field(code, problem),
        None => field(String::new(), None),
    }
}

fn field(code: String, problem: Option<String>) -> AnyView {
    let is_wrong = problem.is_some();
    view! {
        <details class=style::coupon open=is_wrong>
            <summary>"Discount code"</summary>
            <form action=ACTION method="post">
                <input
                    class=ui::CONTROL
                    name="code"
                    value=code
                    aria-label="Discount code"
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=is_wrong.then_some("coupon-problem")
                    maxlength="40"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                />
                <button type="submit">"Apply"</button>
                {problem.map(|words| view! { <p class=style::coupon_problem id="coupon-problem" role="alert">{words}</p> })}
            </form>
        </details>
    }
    .into_any()
}
