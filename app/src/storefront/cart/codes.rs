//! Codes in the bag and at the checkout: typed in without leaving the page, their names in the sums with a way to take them away.

use domain::{gift_card::view::AppliedCard, kernel::Money};
use leptos::{ev::SubmitEvent, html, prelude::*};

use super::{style, sums::LeftToPay};
use crate::storefront::parts::code_field;

/// What is done with codes, and where the forms go without a script.
#[derive(Clone, Copy)]
pub struct Codes {
    /// Where a code is typed in; an empty one takes the discount code away.
    pub action: &'static str,
    /// Types one in.
    pub set: Callback<String>,
    /// Takes the card with this end away.
    pub remove_card: Callback<String>,
}

/// Where a card is taken away without a script; it leads back to the page.
const REMOVE_CARD: &str = "/api/cart/remove_card";

/// The name of what was taken off in the sums: of a code, where one took it off.
pub fn coupon_label(code: &str) -> String {
    if code.is_empty() { "Reduction".to_owned() } else { format!("Discount code {code}") }
}

/// The name of the code that takes something off, with a way to take it away; nothing without one.
pub fn applied_coupon(code: &str, codes: Codes) -> Option<AnyView> {
    let sent = ("code", String::new());
    (!code.is_empty())
        .then(|| removable(format!("discount code {code}"), coupon_label(code), codes.action, sent, codes.set))
}

/// The gift cards that are to pay, each with a way to take it away, and what they leave; nothing without any.
pub fn applied_cards(cards: &[AppliedCard], due: Money, codes: Codes) -> Option<LeftToPay> {
    let row = |card: &AppliedCard| {
        let sent = ("last_four", card.last_four.clone());
        let name = removable(card.name.clone(), card.name.clone(), REMOVE_CARD, sent, codes.remove_card);
        let words = card.words.clone();
        (view! { {name} <small class=style::card_problem>{words}</small> }.into_any(), card.amount)
    };
    let rows: Vec<(AnyView, Money)> = cards.iter().map(row).collect();
    (!rows.is_empty()).then_some(LeftToPay { rows, words: "Left to pay", due })
}

/// A name with a form that takes what it names away: it sends one field, or with a script what stands in it.
fn removable(
    what: String,
    name: String,
    action: &'static str,
    (field, value): (&'static str, String),
    run: Callback<String>,
) -> AnyView {
    let sent = value.clone();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        run.run(sent.clone());
    };
    view! {
        {name}
        <form class=style::taken action=action method="post" on:submit=send>
            <input type="hidden" name=field value=value />
            <button class=style::remove type="submit" aria-label=format!("Remove {what}")>"Remove"</button>
        </form>
    }
    .into_any()
}

/// The field. It keeps what was typed where that was refused.
#[component]
pub fn CodeField(
    /// What stands in the field, what is wrong with it, and how many cards are to pay: it is emptied when one more is.
    code: Memo<((String, Option<String>), usize)>,
    /// What is done with it.
    codes: Codes,
) -> impl IntoView {
    let typed = StoredValue::new(String::new());
    move || {
        let ((code, problem), _) = code.get();
        let code = if code.is_empty() && problem.is_some() { typed.get_value() } else { code };
        let input = NodeRef::<html::Input>::new();
        let send = move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = input.get_untracked() {
                typed.set_value(input.value());
                codes.set.run(input.value());
            }
        };
        code_field(code, problem, codes.action, input, send)
    }
}
