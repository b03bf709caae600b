//! The returns on the page of an order, each with what to do next, and the ways to a new one.

use domain::returns::{
    ReturnKind, ReturnState, Words,
    view::{ReturnOffer, ReturnView},
};
use leptos::prelude::*;

use super::style;
use crate::storefront::order::api::{OrderData, return_path};

/// The section. The withdrawal function is there as long as anything can be withdrawn from; where nothing can be, its page says why.
#[component]
pub fn Returns(
    /// The order.
    data: OrderData,
    /// The secret of its link.
    token: String,
) -> impl IntoView {
    let words = Words::of(data.language);
    let offers = [ReturnKind::Return, ReturnKind::Withdrawal].map(|kind| data.returnable.offer(kind));
    let ways = offers.into_iter().filter(ReturnOffer::is_open).map(|offer| way(&offer, &token, words)).collect_view();
    let returns = data.order.returns;
    let rows = returns.into_iter().map(|view| row(view, &data.address, &token, words)).collect_view();
    view! {
        <section id="returns" class=style::section aria-labelledby="returns-heading" lang=words.code()>
            <h2 id="returns-heading">{words.your_returns()}</h2>
            <ul class=style::returns>{rows}</ul>
            <ul class=style::ways>{ways}</ul>
        </section>
    }
    .into_any()
}

fn way(offer: &ReturnOffer, token: &str, words: Words) -> AnyView {
    let label = match offer.kind {
        ReturnKind::Withdrawal => words.withdraw_here(),
        ReturnKind::Return => words.return_items(),
    };
    let until = match (offer.until, offer.kind) {
        (Some(until), _) => words.until(until),
        (None, ReturnKind::Withdrawal) => words.calls_it_off().to_owned(),
        (None, ReturnKind::Return) => String::new(),
    };
    view! {
        <li>
            <a class=ui::UNDERLINED href=return_path(offer.kind, token)>{label}</a>
            <small>{until}</small>
        </li>
    }
    .into_any()
}

fn row(view: ReturnView, address: &[String], token: &str, words: Words) -> AnyView {
    let state = words.state(view.state, &view);
    let head = format!("{} {} · {}", words.kind(view.kind), view.reference, words.moment(view.at));
    let sends = view.state == ReturnState::Approved && view.comes();
    let lines = view.lines.iter().map(|line| {
        let back = (view.state == ReturnState::Closed && line.condition.is_some())
            .then(|| format!(" · {}", words.accepted(line.accepted, line.quantity)));
        view! {
            <li>
                {format!("{} × {}", line.quantity, line.name)}
                {back}
            </li>
        }
    });
    let lines = lines.collect_view();
    let answer = (!view.answer.is_empty()).then(|| {
        view! {
            <p class=style::said>{words.we_say()} ": " {view.answer.clone()}</p>
        }
    });
    view! {
        <li>
            <p>
                <strong>{head}</strong>
                <span>{state}</span>
            </p>
            <ul>{lines}</ul>
            {answer}
            {sends.then(|| way_back(address, &view.reference, words))}
            {(view.state == ReturnState::Requested).then(|| call_off(&view, token, words))}
        </li>
    }
    .into_any()
}

fn way_back(address: &[String], reference: &str, words: Words) -> AnyView {
    let lines = address.iter().map(|line| view! { {line.clone()} <br /> }).collect_view();
    view! {
        <div class=style::back>
            <p>{words.send_to()}</p>
            <address>{lines}</address>
            <p>{words.put_in()} " " <strong>{reference.to_owned()}</strong></p>
            <p>{words.within_fourteen()}</p>
        </div>
    }
    .into_any()
}

fn call_off(view: &ReturnView, token: &str, words: Words) -> AnyView {
    view! {
        <form action="/api/order/return/call_off" method="post">
            <input type="hidden" name="token" value=token.to_owned() />
            <input type="hidden" name="id" value=view.id.to_string() />
            <button class=ui::UNDERLINED type="submit">{words.call_off()}</button>
        </form>
    }
    .into_any()
}
