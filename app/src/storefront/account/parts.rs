//! What the pages of the account have in common.

use domain::customer::Words;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;
use ui::{CONTROL, Notice, NoticeKind, PAGE};

use super::{api::Typed, style};
use crate::{context, title::PageTitle};

/// The words of the page's language.
pub fn words() -> Words {
    Words::of(context::language())
}

/// A word of the page's address.
pub fn asked(name: &str) -> String {
    use_query_map().with_untracked(|query| query.get(name)).unwrap_or_default()
}

/// A page of the account.
pub fn sheet(words: Words, title: &'static str, content: impl IntoView + 'static) -> AnyView {
    view! {
        <Meta name="robots" content="noindex, nofollow" />
        <Meta name="referrer" content="same-origin" />
        <PageTitle text=title />
        <main id="main" class=format!("{PAGE} {}", style::page) lang=words.code()>
            {content.into_any()}
        </main>
    }
    .into_any()
}

/// A page of somebody who is signed in, with the way to the others.
pub fn room(words: Words, title: &'static str, here: &'static str, content: impl IntoView + 'static) -> AnyView {
    let ways = [
        ("/account", words.orders()),
        ("/account/addresses", words.addresses()),
        ("/account/details", words.details()),
    ];
    let way = move |(href, label): (&'static str, &'static str)| {
        view! { <li><a href=href aria-current=(href == here).then_some("page")>{label}</a></li> }
    };
    let content = view! {
        <nav class=style::ways aria-label=words.account()>
            <ul>{ways.into_iter().map(way).collect_view()}</ul>
            <form action="/api/account/sign_out" method="post">
                <button class=style::plain>{words.sign_out()}</button>
            </form>
        </nav>
        <h1>{title}</h1>
        {content.into_any()}
    };
    sheet(words, title, content)
}

/// What became of the form before.
pub fn done(words: Words) -> Option<AnyView> {
    let text = match asked("done").as_str() {
        "saved" => words.saved(),
        "sent" => words.link_sent(),
        "email" => words.email_link_sent(),
        "password" => words.password_set(),
        "signed-out" => words.signed_out(),
        "deleted" => words.deleted(),
        _ => return None,
    };
    Some(view! { <Notice kind=NoticeKind::Good>{text}</Notice> }.into_any())
}

/// Why a form was refused.
pub fn refusal(words: Words, typed: &Typed) -> Option<AnyView> {
    let text = match typed.problem.as_str() {
        "" => return None,
        "credentials" => words.wrong_credentials(),
        "current" => words.password_wrong(),
        "too-often" => words.too_often(),
        "over" => words.link_over_hint(),
        "short" => words.password_short(),
        "long" => words.password_long(),
        "common" => words.password_common(),
        "email" => words.email_wrong(),
        "taken" => words.email_taken(),
        "name" => words.name_wrong(),
        "fields" => words.look_again(),
        "full" => words.too_many_addresses(),
        _ => words.failed(),
    };
    Some(view! { <Notice kind=NoticeKind::Bad>{text}</Notice> }.into_any())
}

/// A field of one line, sent as it stands.
pub struct Line {
    /// The name in the form.
    pub name: &'static str,
    /// The words above it.
    pub label: &'static str,
    /// What stands in it.
    pub value: String,
    /// `text`, `email`, `password`.
    pub kind: &'static str,
    /// What the browser may fill in.
    pub autocomplete: &'static str,
    /// Whether it may stay empty.
    pub is_optional: bool,
    /// What is wrong with it.
    pub wrong: Option<String>,
}

impl Line {
    /// A field of text that must be filled.
    pub fn new(name: &'static str, label: &'static str, autocomplete: &'static str) -> Self {
        let kind = match autocomplete {
            "email" | "username" => "email",
            "current-password" | "new-password" => "password",
            _ => "text",
        };
        Self { name, label, value: String::new(), kind, autocomplete, is_optional: false, wrong: None }
    }

    /// The field on a page; `form` tells fields of the same name apart.
    pub fn view(self, form: &str, words: Words) -> AnyView {
        let Self { name, label, value, kind, autocomplete, is_optional, wrong } = self;
        let id = format!("{form}-{name}");
        let error = wrong.is_some().then(|| format!("{id}-error"));
        let capital = if matches!(kind, "email" | "password") { "none" } else { "words" };
        let least = (autocomplete == "new-password").then_some("10");
        let most = if kind == "password" { "200" } else { "254" };
        view! {
            <div class=style::field>
                <label for=id.clone()>
                    <span>{label}</span>
                    <small>{if is_optional { words.optional() } else { words.required() }}</small>
                </label>
                <input
                    class=CONTROL
                    id=id
                    name=name
                    type=kind
                    value=value
                    autocomplete=autocomplete
                    autocapitalize=capital
                    minlength=least
                    maxlength=most
                    required=!is_optional
                    aria-invalid=wrong.is_some().then_some("true")
                    aria-describedby=error.clone()
                />
                {wrong.map(|wrong| view! { <p class=style::wrong id=error>{wrong}</p> })}
            </div>
        }
        .into_any()
    }
}
