//! What went back to the shopper, or is on its way.

use domain::refund::{RefundState, view::RefundView};
use leptos::prelude::*;

use super::style;

/// The refunds; nothing without any. One that was refused is no news for the shopper: the shop sees to it.
#[component]
pub fn Refunds(refunds: Vec<RefundView>) -> impl IntoView {
    let refunds: Vec<RefundView> = refunds.into_iter().filter(|refund| refund.state != RefundState::Refused).collect();
    (!refunds.is_empty()).then(|| {
        view! {
            <section class=style::files aria-labelledby="refunds">
                <h2 id="refunds">{if refunds.len() == 1 { "Your refund" } else { "Your refunds" }}</h2>
                <ul>{refunds.into_iter().map(refund).collect_view()}</ul>
            </section>
        }
    })
}

fn refund(refund: RefundView) -> impl IntoView {
    let is_done = refund.state == RefundState::Done;
    let in_money = refund.in_money();
    let on_cards = (refund.on_cards.minor > 0).then(|| {
        let what = if in_money.minor > 0 { format!("{} of it", refund.on_cards) } else { "All of it".to_owned() };
        if is_done {
            format!("{what} is on your gift card again, or came as store credit in a mail")
        } else {
            format!("{what} goes back onto your gift card")
        }
    });
    let words = match (is_done, refund.by_hand) {
        (true, true) => "Sent to your bank account",
        (true, false) => "Gone back to where you paid from; banks may take a few days to show it",
        (false, true) => "We send it to your bank account",
        (false, false) => "On its way back to where you paid from",
    };
    let facts = [refund.what.as_str(), refund.reason.as_str()];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
    view! {
        <li>
            <p>
                <strong>{format!("{} · {}", refund.amount, refund.at.date().long())}</strong>
                {(in_money.minor > 0).then(|| view! { <small>{words}</small> })}
                {on_cards.map(|words| view! { <small>{words}</small> })}
                {(!facts.is_empty()).then(|| view! { <small>{facts}</small> })}
            </p>
        </li>
    }
}
