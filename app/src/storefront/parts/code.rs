//! The field for a code, of a gift card or a discount: a plain form, the same in the bag and at the checkout.

use leptos::prelude::*;

use super::style;

/// The field with the code that was typed in, folded; open with what is wrong when there is a problem with it.
pub fn code_field(code: String, problem: Option<String>, action: &'static str) -> AnyView {
    let is_wrong = problem.is_some();
    view! {
        <details class=style::coupon open=is_wrong>
            <summary>"Gift card or discount code"</summary>
            <form action=action method="post">
                <input
                    class=ui::CONTROL
                    name="code"
                    value=code
                    aria-label="Gift card or discount code"
                    aria-invalid=is_wrong.then_some("true")
                    aria-describedby=is_wrong.then_some("code-problem")
                    maxlength="40"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                />
                <button type="submit">"Apply"</button>
                {problem.map(|words| view! { <p id="code-problem" role="alert">{words}</p> })}
            </form>
        </details>
    }
    .into_any()
}
