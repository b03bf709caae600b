//! The page with a product's texts in a language, each beside its source.

use domain::{
    catalog::view::{LanguageScore, TextField, TextRow, TextsView, WordRow},
    kernel::{Language, ProductId},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

use super::{
    api::{SaveTexts, read_texts},
    language_of, style,
};
use crate::{
    admin::{
        layout::AdminState,
        parts::{
            leave,
            refusal::{Complaint, Refusal},
            rich_text::RichText,
            style as part,
        },
    },
    data::part_data,
};

/// A product's texts.
#[component]
pub fn TextsPage(
    /// Which product.
    id: ProductId,
) -> impl IntoView {
    let state = AdminState::of_frame();
    let action = ServerAction::<SaveTexts>::new();
    let address = use_query_map();
    let language = Memo::new(move |_| address.with(language_of));
    let data =
        part_data(move || (language.get(), action.version().get()), move |(language, _)| read_texts(id, language));
    let typed = leave::typed(state);
    Effect::new(move || {
        if action.value().get() == Some(Ok(())) {
            typed.set(Vec::new());
            state.say("Texts saved");
        }
    });
    let refused = Signal::derive(move || action.value().get().and_then(Result::err).map(|error| error.to_string()));
    view! {
        <Complaint message=refused />
        <div on:input=move |_| typed.set(vec!["texts"])>
            <Transition>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <Texts view action /> }.into_any(),
                        Err(error) => view! { <Refusal error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Texts(view: TextsView, action: ServerAction<SaveTexts>) -> impl IntoView {
    let TextsView { product, title, own, language, texts, words, scores } = view;
    let missing = scores.iter().find(|score| score.language == language).map(|score| score.missing.clone());
    let missing = missing.unwrap_or_default();
    let is_own = own == language;
    let no_further = scores.is_empty();
    view! {
        <nav class=style::path aria-label="Path">
            <a href="/admin/products">"Products"</a>
            " / "
            <a href=format!("/admin/products/{product}")>{title}</a>
            " /"
        </nav>
        <header class=part::titlerow>
            <h1 class=part::title>"Texts"</h1>
            <a class=part::button href="/admin/languages">"All languages"</a>
        </header>
        {no_further.then(|| view! { <OneLanguage own /> })}
        <Switch product own language scores />
        <ActionForm action attr:class=format!("{} {}", part::card, style::form)>
            <input type="hidden" name="product" value=product.to_string() />
            <input type="hidden" name="language" value=language.code() />
            {texts
                .into_iter()
                .map(|row| {
                    let lacks = missing.iter().any(|key| key == row.field.key());
                    view! { <Text row own language is_own lacks /> }
                })
                .collect_view()}
            {(!words.is_empty()).then(|| view! { <Words words language /> })}
            <div class=style::end>
                <button class=part::primary disabled=move || action.pending().get()>"Save texts"</button>
            </div>
        </ActionForm>
    }
    .into_any()
}

#[component]
fn OneLanguage(own: Language) -> impl IntoView {
    let words =
        format!("The shop speaks {} only. The setting shop.languages adds more, for instance \"de, fr\".", own.name());
    view! { <p class=part::hint>{words}</p> }
}

/// The languages, each with how complete the product is in it.
#[component]
fn Switch(product: ProductId, own: Language, language: Language, scores: Vec<LanguageScore>) -> impl IntoView {
    let tab = move |one: Language, score: Option<u8>| {
        let href = format!("/admin/products/{product}/texts?language={one}");
        let current = (one == language).then_some("page");
        let score = score.map(|score| {
            let tone = if score >= 80 { part::good } else { part::warn };
            view! { <span class=format!("{} {tone}", part::badge)>{format!("{score} %")}</span> }
        });
        view! {
            <a class=style::tab href=href aria-current=current>
                {one.own_name()}
                " "
                {score}
            </a>
        }
    };
    view! {
        <nav class=style::tabs aria-label="Languages">
            {tab(own, None)} {scores.into_iter().map(|score| tab(score.language, Some(score.score))).collect_view()}
        </nav>
    }
}

/// A text beside its source.
#[component]
fn Text(row: TextRow, own: Language, language: Language, is_own: bool, lacks: bool) -> impl IntoView {
    let name = format!("texts[{}]", row.field.key());
    let key = row.field.key();
    let (label, most) = (row.field.label(), row.field.most_letters().to_string());
    let source = (!is_own).then(|| view! { <Source field=row.field text=row.source own /> });
    let body = if row.field == TextField::Description {
        let words = if lacks { format!("{label} (missing)") } else { label.to_owned() };
        let text = row.text;
        view! {
            <div lang=language.code()>
                <RichText
                    name=name
                    label=words
                    value=Signal::derive(move || text.clone())
                    refusal=Signal::derive(|| None::<String>)
                />
            </div>
        }
        .into_any()
    } else {
        let field = if row.field == TextField::MetaDescription {
            view! { <textarea id=key name=name lang=language.code() maxlength=most rows="3">{row.text}</textarea> }
                .into_any()
        } else {
            view! { <input id=key name=name lang=language.code() maxlength=most value=row.text autocomplete="off" /> }
                .into_any()
        };
        view! {
            <div class=part::field>
                <label for=key>
                    {label} " "
                    {lacks.then(|| view! { <span class=format!("{} {}", part::badge, part::warn)>"missing"</span> })}
                </label>
                {field}
            </div>
        }
        .into_any()
    };
    view! {
        <div class=if is_own { style::alone } else { style::pair }>
            {source}
            {body}
        </div>
    }
}

/// What is to be told: a description as shoppers see it, the others letter by letter.
#[component]
fn Source(field: TextField, text: String, own: Language) -> impl IntoView {
    let told = if text.is_empty() {
        view! { <p class=part::aside>"Nothing is said here."</p> }.into_any()
    } else if field == TextField::Description {
        view! { <div lang=own.code() inner_html=text></div> }.into_any()
    } else {
        view! { <p lang=own.code()>{text}</p> }.into_any()
    };
    view! {
        <div class=style::source>
            <span class=part::aside>{own.name()}</span>
            {told}
        </div>
    }
}

/// The words of options and attributes: said once, they hold for every product.
#[component]
fn Words(words: Vec<WordRow>, language: Language) -> impl IntoView {
    let one = move |(place, row): (usize, WordRow)| {
        let id = format!("words-{place}");
        view! {
            <li>
                <label for=id.clone()>{row.word.clone()}</label>
                <input type="hidden" name=format!("words[{place}][word]") value=row.word />
                <input
                    class=part::input
                    id=id
                    name=format!("words[{place}][text]")
                    lang=language.code()
                    value=row.text
                    maxlength="200"
                    autocomplete="off"
                />
            </li>
        }
    };
    view! {
        <fieldset class=style::words id="words">
            <legend>"Options and attributes"</legend>
            <p class=part::hint>"What is said here holds for every product with these words."</p>
            <ul>{words.into_iter().enumerate().map(one).collect_view()}</ul>
        </fieldset>
    }
}
