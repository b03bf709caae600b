//! Codes in the bag and at the checkout: their names in the sums with a way to take them away, and the field in the bag. All are plain
//! forms of one field; what surrounds them may listen to their sending.

use domain::{gift_card::view::AppliedCard, kernel::Money};
use leptos::{
    ev::SubmitEvent,
    prelude::*,
    wasm_bindgen::JsCast as _,
    web_sys::{HtmlElement, HtmlInputElement},
};

use super::{style, sums::LeftToPay};
use crate::storefront::parts::code_field;

/// Where a code is typed in, in the bag; an empty one takes the discount code away.
pub const SET_CODE: &str = "/api/cart/coupon";

/// Where a card is taken away; it leads back to the page.
const REMOVE_CARD: &str = "/api/cart/remove_card";

/// The field of a form that takes a card away.
const LAST_FOUR: &str = "last_four";

/// What a form with codes asks for.
pub enum CodeChange {
    /// Type this one in; an empty one takes the discount code away.
    Set(String),
    /// Take the card with this end away.
    RemoveCard(String),
}

impl CodeChange {
    /// What the form that is sent asks for; then it is not sent by the browser.
    pub fn of(event: &SubmitEvent) -> Option<Self> {
        let form = event.target()?.dyn_into::<HtmlElement>().ok()?;
        let field = form.query_selector("input").ok()??.dyn_into::<HtmlInputElement>().ok()?;
        event.prevent_default();
        let value = field.value();
        Some(if field.name() == LAST_FOUR { Self::RemoveCard(value) } else { Self::Set(value) })
    }
}

/// The name of what was taken off in the sums: of a code, where one took it off.
pub fn coupon_label(code: &str) -> String {
    if code.is_empty() { "Reduction".to_owned() } else { format!("Discount code {code}") }
}

/// The name of the code that takes something off, with a way to take it away; nothing without one.
pub fn applied_coupon(code: &str, action: &'static str) -> Option<AnyView> {
    let sent = ("code", String::new());
    (!code.is_empty()).then(|| removable(format!("discount code {code}"), coupon_label(code), action, sent))
}

/// The gift cards that are to pay, each with a way to take it away, and what they leave; nothing without any.
pub fn applied_cards(cards: &[AppliedCard], due: Money) -> Option<LeftToPay> {
    let row = |card: &AppliedCard| {
        let name = removable(card.name.clone(), card.name.clone(), REMOVE_CARD, (LAST_FOUR, card.last_four.clone()));
        let words = card.words.clone();
        (view! { {name} <small class=style::card_problem>{words}</small> }.into_any(), card.amount)
    };
    let rows: Vec<(AnyView, Money)> = cards.iter().map(row).collect();
    (!rows.is_empty()).then_some(LeftToPay { rows, words: "Left to pay", due })
}

/// A name with a form that takes what it names away: it sends one field.
fn removable(what: String, name: String, action: &'static str, (field, value): (&'static str, String)) -> AnyView {
    view! {
        {name}
        <form class=style::taken action=action method="post">
            <input type="hidden" name=field value=value />
            <button class=style::remove type="submit" aria-label=format!("Remove {what}")>"Remove"</button>
        </form>
    }
    .into_any()
}

/// The field in the bag. It keeps what was typed where that was refused.
#[component]
pub fn CodeField(
    /// What stands in the field, what is wrong with it, and how many cards are to pay: it is emptied when one more is.
    code: Memo<((String, Option<String>), usize)>,
    /// What was typed in last.
    typed: StoredValue<String>,
) -> impl IntoView {
    move || {
        let ((code, problem), _) = code.get();
        let code = if code.is_empty() && problem.is_some() { typed.get_value() } else { code };
        code_field(code, problem, SET_CODE)
    }
}
