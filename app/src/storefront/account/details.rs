//! Name, address for mails, password, the other browsers, and the data: to take along or to delete.

use domain::customer::{Words, view::CustomerView};
use leptos::prelude::*;
use ui::{Button, ButtonKind};

use super::{
    api::{self, Typed},
    parts::{Line, done, refusal, room, words},
    style,
};
use crate::{context, storefront::page::page_of};

/// The page.
#[component]
pub fn DetailsPage() -> impl IntoView {
    let (words, typed) = (words(), context::take_typed::<Typed>());
    let told = done(words);
    page_of(api::visitor(), move |found| {
        let Some((_, customer)) = found else { return ().into_any() };
        let content = view! {
            {told}
            {name(words, &customer, typed.as_ref())}
            {email(words, &customer, typed.as_ref())}
            {password(words, &customer, typed.as_ref())}
            {browsers(words)}
            {data(words)}
        };
        room(words, words.details(), "/account/details", content)
    })
}

fn name(words: Words, customer: &CustomerView, typed: Option<&Typed>) -> AnyView {
    let refused = Typed::of("name", typed);
    let wrong = refusal(words, &refused);
    let value = if wrong.is_some() { refused.text } else { customer.full_name.clone() };
    view! {
        <section class=style::part aria-labelledby="name">
            <h2 id="name">{words.name()}</h2>
            {wrong}
            <form class=style::form action="/api/account/save_name" method="post">
                {Line { value, ..Line::new("full_name", words.full_name(), "name") }.view("name", words)}
                <div><Button kind=ButtonKind::Quiet>{words.save_name()}</Button></div>
            </form>
        </section>
    }
    .into_any()
}

fn email(words: Words, customer: &CustomerView, typed: Option<&Typed>) -> AnyView {
    let refused = Typed::of("email", typed);
    let wrong = refusal(words, &refused);
    view! {
        <section class=style::part aria-labelledby="email">
            <h2 id="email">{words.change_email()}</h2>
            <p><strong>{customer.email.clone()}</strong></p>
            <p class=style::small>{words.change_email_hint()}</p>
            {wrong}
            <form class=style::form action="/api/account/change_email" method="post">
                {current_password(words, customer, "email")}
                {Line { value: refused.text, ..Line::new("email", words.new_email(), "email") }.view("email", words)}
                <div><Button kind=ButtonKind::Quiet>{words.send_email_link()}</Button></div>
            </form>
        </section>
    }
    .into_any()
}

/// The field for the password so far. Whoever came by a mailed link has proven more than it would.
fn current_password(words: Words, customer: &CustomerView, form: &str) -> Option<AnyView> {
    (customer.has_password && !customer.by_link)
        .then(|| Line::new("current", words.current_password(), "current-password").view(form, words))
}

fn password(words: Words, customer: &CustomerView, typed: Option<&Typed>) -> AnyView {
    let wrong = refusal(words, &Typed::of("password", typed));
    view! {
        <section class=style::part aria-labelledby="password">
            <h2 id="password">{words.password()}</h2>
            <p class=style::small>{words.password_hint()}</p>
            {wrong}
            <form class=style::form action="/api/account/set_password" method="post">
                <input type="hidden" name="username" autocomplete="username" value=customer.email.clone() />
                {current_password(words, customer, "password")}
                {Line::new("password", words.new_password(), "new-password").view("password", words)}
                <div><Button kind=ButtonKind::Quiet>{words.set_password()}</Button></div>
            </form>
        </section>
    }
    .into_any()
}

fn browsers(words: Words) -> AnyView {
    view! {
        <section class=style::part aria-labelledby="browsers">
            <h2 id="browsers">{words.other_browsers()}</h2>
            <p class=style::small>{words.sign_out_everywhere_hint()}</p>
            <form class=style::form action="/api/account/sign_out_everywhere" method="post">
                <div><Button kind=ButtonKind::Quiet>{words.sign_out_everywhere()}</Button></div>
            </form>
        </section>
    }
    .into_any()
}

fn data(words: Words) -> AnyView {
    view! {
        <section class=style::part aria-labelledby="data">
            <h2 id="data">{words.your_data()}</h2>
            <p class=style::small>{words.download_hint()}</p>
            <p class=style::tools>
                <a class=ui::UNDERLINED href="/account/data.json" download>{words.download()}</a>
                <a class=ui::UNDERLINED href="/account/delete">{words.delete_account()}</a>
            </p>
        </section>
    }
    .into_any()
}

/// Where the account is deleted: what goes, what stays, and one button.
#[component]
pub fn DeletePage() -> impl IntoView {
    let words = words();
    page_of(api::visitor(), move |found| {
        if found.is_none() {
            return ().into_any();
        }
        let content = view! {
            <p class=style::lead>{words.delete_hint()}</p>
            <form class=style::form action="/api/account/delete" method="post">
                <div class=style::tools>
                    <Button>{words.delete_account()}</Button>
                    <a class=ui::UNDERLINED href="/account/details">{words.keep_account()}</a>
                </div>
            </form>
        };
        room(words, words.delete_account(), "/account/details", content)
    })
}
