//! The two pages, on the server.

use domain::returns::{ReturnKind, Words};
use leptos::prelude::*;
use leptos_meta::Meta;
use ui::PAGE;

use super::{
    confirm::Confirm,
    fields::{Fields, NothingOpen},
    style,
};
use crate::{
    context,
    storefront::{
        order::api::{self, OrderData, ReturnQuery},
        page::{came_back, page_of, part_of_path},
    },
    title::PageTitle,
};

/// Choosing what to send back.
#[component]
pub fn ReturnPage() -> impl IntoView {
    of_kind(ReturnKind::Return)
}

/// The withdrawal function.
#[component]
pub fn WithdrawalPage() -> impl IntoView {
    of_kind(ReturnKind::Withdrawal)
}

fn of_kind(kind: ReturnKind) -> impl IntoView {
    let (token, came_back) = (part_of_path("token"), came_back());
    let query = ReturnQuery::from_address(&context::query());
    let reading = api::read_order(token.clone());
    view! {
        <Meta name="robots" content="noindex, nofollow" />
        <Meta name="referrer" content="same-origin" />
        {page_of(reading, move |data| page(data, kind, query, token, came_back))}
    }
}

fn page(data: OrderData, kind: ReturnKind, query: ReturnQuery, token: String, came_back: bool) -> AnyView {
    let words = Words::of(data.language);
    let heading = match kind {
        ReturnKind::Withdrawal => words.withdraw_here(),
        ReturnKind::Return => words.return_items(),
    };
    let offer = data.returnable.offer(kind);
    let number = data.order.number.to_string();
    let content = if offer.is_open() {
        step(data, offer, query, &token, came_back, words)
    } else {
        view! { <NothingOpen offer words email=data.email /> }.into_any()
    };
    view! {
        <PageTitle text=format!("{heading}: {number}") />
        <main id="main" class=format!("{PAGE} {}", style::page) lang=words.code()>
            <p class=style::path>
                <a href=format!("/orders/{token}")>{words.back_to_order()}</a>
                {format!(" · {number}")}
            </p>
            <h1>{heading}</h1>
            {content}
        </main>
    }
    .into_any()
}

/// The second step, once what was typed fits; the first before, and whenever the shopper wants to change it.
fn step(
    data: OrderData,
    offer: domain::returns::view::ReturnOffer,
    query: ReturnQuery,
    token: &str,
    came_back: bool,
    words: Words,
) -> AnyView {
    let ReturnQuery { form, change } = query;
    let Some(form) = form else {
        let form = domain::returns::ReturnForm { key: data.key.clone(), ..Default::default() };
        return view! { <Fields offer form is_new=true problems=Vec::new() token=token.to_owned() words email=data.email /> }
            .into_any();
    };
    let planned = form.wish().and_then(|wish| data.returnable.plan(offer.kind, &wish));
    match planned {
        Ok(planned) if !change => {
            view! { <Confirm data planned form kind=offer.kind token=token.to_owned() came_back words /> }.into_any()
        }
        planned => {
            let problems = planned.err().unwrap_or_default();
            view! { <Fields offer form is_new=false problems token=token.to_owned() words email=data.email /> }
                .into_any()
        }
    }
}
