//! The first page of the account: every order of the proven address.

use domain::customer::{
    Words,
    view::{CustomerView, OwnOrder},
};
use leptos::prelude::*;

use super::{
    api,
    parts::{done, room, words},
    style,
};
use crate::storefront::page::page_of;

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let words = words();
    let told = done(words);
    page_of(api::read_orders(), move |found| match found {
        Some((customer, orders)) => room(words, words.account(), "/account", content(words, customer, orders, told)),
        None => ().into_any(),
    })
}

fn content(words: Words, customer: CustomerView, orders: Vec<OwnOrder>, told: Option<AnyView>) -> impl IntoView {
    let who = if customer.full_name.is_empty() {
        customer.email
    } else {
        format!("{} · {}", customer.full_name, customer.email)
    };
    let list = if orders.is_empty() {
        view! {
            <div class=style::nothing>
                <p>{words.no_orders()}</p>
                <p><a class=ui::UNDERLINED href="/">{words.to_shop()}</a></p>
            </div>
        }
        .into_any()
    } else {
        view! { <ul class=style::list>{orders.into_iter().map(|order| row(words, order)).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <p class=style::lead>{who}</p>
        {told}
        <h2>{words.orders()}</h2>
        {list}
    }
}

fn row(words: Words, order: OwnOrder) -> impl IntoView {
    let OwnOrder { number, placed_at, item_count, total, path } = order;
    view! {
        <li>
            <a class=style::order href=path>
                <strong>{number.to_string()}</strong>
                <span>{words.day(placed_at.date())} " · " {words.items(item_count)}</span>
                <b>{total.to_string()}</b>
            </a>
        </li>
    }
}
