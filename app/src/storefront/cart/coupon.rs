//! The discount code: a field to type it in, and its name in the sums with a way to take it away.

use domain::coupon::view::CouponView;
use leptos::{ev::SubmitEvent, html, prelude::*};

use super::style;

/// What a page does with a code: where a plain form sends it, and what is called instead where there is a script.
#[derive(Clone, Copy)]
pub struct CouponWay {
    /// Where the form goes.
    pub action: &'static str,
    /// Called with the code; empty to take it away.
    pub send: Callback<String>,
}

/// The name of what was taken off in the sums: of a code, where one took it off.
pub fn coupon_label(code: &str) -> AnyView {
    if code.is_empty() { "Reduction".to_owned() } else { format!("Discount code {code}") }.into_any()
}

/// The name of the code that takes something off, with a way to take it away; nothing of one that does not.
pub fn applied(coupon: Option<&CouponView>, way: CouponWay) -> Option<AnyView> {
    let code = coupon.filter(|coupon| coupon.problem.is_none())?.code.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        way.send.run(String::new());
    };
    let told = format!("Remove discount code {code}");
    Some(
        view! {
            {coupon_label(&code)}
            <form class=style::taken action=way.action method="post" on:submit=send>
                <input type="hidden" name="code" value="" />
                <button class=style::remove type="submit" aria-label=told>"Remove"</button>
            </form>
        }
        .into_any(),
    )
}

/// The field, folded, while no code takes anything off; open, with what is wrong, when the one that was typed does not.
#[component]
pub fn CouponField(
    /// The code that was typed in.
    coupon: Memo<Option<CouponView>>,
    /// What is done with it.
    way: CouponWay,
) -> impl IntoView {
    move || {
        let (code, problem) = match coupon.get() {
            None => (String::new(), None),
            Some(CouponView { code, problem: Some(problem) }) => (code, Some(problem)),
            Some(_) => return None,
        };
        Some(field(code, problem, way))
    }
}

fn field(code: String, problem: Option<String>, way: CouponWay) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input.get_untracked() {
            way.send.run(input.value());
        }
    };
    let is_wrong = problem.is_some();
    view! {
        <details class=style::coupon open=is_wrong>
            <summary>"Discount code"</summary>
            <form action=way.action method="post" on:submit=send>
                <input
                    node_ref=input
                    class=ui::CONTROL
                    id="coupon"
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
                {problem.map(|words| view! { <p class=style::problem id="coupon-problem" role="alert">{words}</p> })}
            </form>
        </details>
    }
    .into_any()
}
