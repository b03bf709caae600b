//! The pages behind mailed links. Opening one changes nothing, because mail programs open links, too: its button does.

use domain::customer::{Words, view::AddressView};
use leptos::prelude::*;
use ui::{Button, LinkButton};

use super::{
    api::{self, EmailLink, OpenLink, Typed},
    parts::{asked, refusal, sheet, words},
    style,
};
use crate::{
    context,
    storefront::page::{page_of, part_of_path},
};

/// Behind the link that signs in.
#[component]
pub fn LinkPage() -> impl IntoView {
    let (token, words) = (part_of_path("token"), words());
    let next = if asked("next") == "checkout" { "checkout" } else { "" };
    page_of(api::read_link(token.clone()), move |link| match link {
        Some(link) => sheet(words, words.welcome(), open(words, link, token, next)),
        None => over(words),
    })
}

fn open(words: Words, link: OpenLink, token: String, next: &'static str) -> impl IntoView {
    let keeps = link.keeps.map(|address| {
        let view = AddressView { id: domain::kernel::AddressId(0), address, for_delivery: false, for_bills: false };
        view! {
            <p>{words.keeps()}</p>
            <address class=style::address>{lines(&view)}</address>
        }
    });
    let button = if keeps.is_some() { words.open_account() } else { words.sign_in() };
    view! {
        <h1>{words.welcome()}</h1>
        <p class=style::lead>{words.signs_in_as()} " " <strong>{link.email}</strong></p>
        {keeps}
        <form class=style::form action="/api/account/enter" method="post">
            <input type="hidden" name="token" value=token />
            <input type="hidden" name="next" value=next />
            <div><Button>{button}</Button></div>
        </form>
    }
}

/// An address as it stands on a parcel.
pub fn lines(view: &AddressView) -> impl IntoView + use<> {
    view.lines().into_iter().map(|line| view! { <span>{line}</span> }).collect_view()
}

fn over(words: Words) -> AnyView {
    context::set_status(404);
    let content = view! {
        <h1>{words.link_over()}</h1>
        <p class=style::lead>{words.link_over_hint()}</p>
        <p><LinkButton href="/account/sign-in">{words.sign_in()}</LinkButton></p>
    };
    sheet(words, words.link_over(), content)
}

/// Behind the link to another address.
#[component]
pub fn EmailLinkPage() -> impl IntoView {
    let (token, words, typed) = (part_of_path("token"), words(), context::take_typed::<Typed>());
    page_of(api::read_email_link(token.clone()), move |found| match found {
        EmailLink::Over => over(words),
        EmailLink::SignInFirst => {
            let content = view! {
                <h1>{words.confirm_email()}</h1>
                <p class=style::lead>{words.sign_in_to_confirm()}</p>
                <p><LinkButton href="/account/sign-in">{words.sign_in()}</LinkButton></p>
            };
            sheet(words, words.confirm_email(), content)
        }
        EmailLink::Open(email) => {
            let wrong = refusal(words, &Typed::of("confirm", typed.as_ref()));
            let content = view! {
                <h1>{words.confirm_email()}</h1>
                {wrong}
                <p class=style::lead>{words.becomes()} " " <strong>{email}</strong></p>
                <form class=style::form action="/api/account/confirm_email" method="post">
                    <input type="hidden" name="token" value=token />
                    <div><Button>{words.use_email()}</Button></div>
                </form>
            };
            sheet(words, words.confirm_email(), content)
        }
    })
}
