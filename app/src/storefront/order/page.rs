//! The page, on the server.

use domain::payment::PaymentState;
use leptos::prelude::*;
use leptos_meta::Meta;
use ui::PAGE;

use super::{
    account::Account,
    api::{self, OrderData},
    bill::Bill,
    cards::Cards,
    documents::Documents,
    files::Files,
    progress::Progress,
    refunds::Refunds,
    returns::Returns,
    status::Status,
    style,
    watch::Watch,
};
use crate::{
    storefront::{
        frame::FetchAhead,
        page::{came_back, page_of, part_of_path},
    },
    title::PageTitle,
};

/// The page.
#[component]
pub fn OrderPage() -> impl IntoView {
    let (token, came_back) = (part_of_path("token"), came_back());
    let reading = api::read_order(token.clone());
    view! {
        <Meta name="robots" content="noindex, nofollow" />
        <Meta name="referrer" content="same-origin" />
        {page_of(reading, move |data| page(data, token, came_back))}
    }
}

fn page(data: OrderData, token: String, came_back: bool) -> AnyView {
    let order = data.order.clone();
    let placed = order.placed_at.date().long();
    let watch = (order.payment_state == PaymentState::Unknown)
        .then(|| view! { <FetchAhead island="watch" /><Watch token=token.clone() /> });
    let account = view! { <Account data=&data token=token.clone() /> }.into_any();
    // What came of a return is news; that one is possible is not.
    let has_returns = !order.returns.is_empty();
    let returns = view! { <Returns data token=token.clone() /> }.into_any();
    let (news, possible) = if has_returns { (Some(returns), None) } else { (None, Some(returns)) };
    view! {
        <PageTitle text=format!("Order {}", order.number) />
        <main id="main" class=format!("{PAGE} {}", style::page)>
            <header class=style::head>
                <p>{format!("Order {} · {placed}", order.number)}</p>
                <Status order=order.clone() token=token.clone() came_back />
            </header>
            <Files files=order.downloads.clone() />
            <Cards cards=order.gift_cards.clone() />
            <Progress order=order.clone() />
            {account}
            <Refunds refunds=order.refunds.clone() />
            {news}
            <Documents documents=order.documents.clone() token />
            <Bill order />
            {possible}
            {watch}
        </main>
    }
    .into_any()
}
