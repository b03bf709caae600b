//! Where customers sign in: with a link by mail, always; with a password, where one is set.

use domain::customer::Words;
use leptos::prelude::*;
use ui::{Button, ButtonKind};

use super::{
    api::{self, Typed},
    parts::{Line, asked, done, refusal, sheet, words},
    style,
};
use crate::{context, storefront::page::page_of};

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let (words, typed) = (words(), context::take_typed::<Typed>());
    let next = if asked("next") == "checkout" { "checkout" } else { "" };
    let told = done(words);
    page_of(api::nobody(), move |_| sheet(words, words.sign_in(), content(words, typed.as_ref(), next, told)))
}

fn content(words: Words, typed: Option<&Typed>, next: &'static str, told: Option<AnyView>) -> impl IntoView + use<> {
    let (by_link, by_password) = (Typed::of("link", typed), Typed::of("password", typed));
    let (link_wrong, password_wrong) = (refusal(words, &by_link), refusal(words, &by_password));
    let email = |value: &str| Line { value: value.to_owned(), ..Line::new("email", words.email(), "email") };
    view! {
        <h1>{words.sign_in()}</h1>
        <p class=style::lead>{words.sign_in_lead()}</p>
        {told}
        <div class=style::columns>
            <section aria-labelledby="by-link">
                <h2 id="by-link">{words.by_link()}</h2>
                <p class=style::small>{words.by_link_hint()}</p>
                {link_wrong}
                <form class=style::form action="/api/account/send_link" method="post">
                    <input type="hidden" name="next" value=next />
                    {email(&by_link.text).view("link", words)}
                    <div><Button>{words.send_link()}</Button></div>
                </form>
            </section>
            <section aria-labelledby="by-password">
                <h2 id="by-password">{words.by_password()}</h2>
                <p class=style::small>{words.forgotten()}</p>
                {password_wrong}
                <form class=style::form action="/api/account/sign_in" method="post">
                    <input type="hidden" name="next" value=next />
                    {Line { autocomplete: "username", ..email(&by_password.text) }.view("password", words)}
                    {Line::new("password", words.password(), "current-password").view("password", words)}
                    <div><Button kind=ButtonKind::Quiet>{words.sign_in()}</Button></div>
                </form>
            </section>
        </div>
    }
}
