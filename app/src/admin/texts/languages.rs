//! The page with every language: how far it is, which products lack texts, and what categories are called.

use domain::{
    catalog::view::{LanguageProgress, LanguageWork, UntranslatedRow},
    kernel::Language,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{api::read_language_work, language_of, style, things::Things, words::Words};
use crate::{
    admin::parts::{refusal::Refusal, style as part},
    data::part_data,
};

/// All languages.
#[component]
pub fn LanguagesPage() -> impl IntoView {
    let address = use_query_map();
    let query = Memo::new(move |_| {
        address.with(|address| (language_of(address), address.get_str("before").and_then(|text| text.parse().ok())))
    });
    let data = part_data(move || query.get(), |(language, before)| read_language_work(language, before));
    view! {
        <header class=part::titlerow>
            <h1 class=part::title>"Languages"</h1>
        </header>
        <Transition>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(work) => view! { <Work work /> }.into_any(),
                    Err(error) => view! { <Refusal error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Work(work: LanguageWork) -> impl IntoView {
    let Some(language) = work.language else { return view! { <None /> }.into_any() };
    let next = work.next.map(|next| {
        let href = format!("/admin/languages?language={language}&before={next}");
        view! { <a class=part::button href=href rel="next">"More products"</a> }
    });
    let is_done = work.rows.is_empty();
    view! {
        <nav class=style::tabs aria-label="Languages">
            {work.languages.into_iter().map(|one| view! { <Tab one language /> }).collect_view()}
        </nav>
        <section class=part::card aria-labelledby="products">
            <div class=part::cardhead>
                <h2 id="products">"Products without a name or description"</h2>
            </div>
            {is_done
                .then(|| {
                    view! { <p class=style::done>{format!("Every product is said in {}.", language.name())}</p> }
                })}
            <ul class=style::rows>
                {work.rows.into_iter().map(|row| view! { <Row row language /> }).collect_view()}
            </ul>
        </section>
        <nav class=part::actions aria-label="Pages">{next}</nav>
        <Words language />
        <Things language />
    }
    .into_any()
}

#[component]
fn None() -> impl IntoView {
    view! {
        <div class=format!("{} {}", part::card, part::empty)>
            <h2>"The shop speaks one language"</h2>
            <p>"The setting shop.languages adds more, for instance \"de, fr\". Shoppers then find them under /de and /fr."</p>
        </div>
    }
}

#[component]
fn Tab(one: LanguageProgress, language: Language) -> impl IntoView {
    let done = one.products.saturating_sub(one.incomplete);
    let percent = done.saturating_mul(100).checked_div(one.products).unwrap_or(100);
    let tone = if one.incomplete == 0 { part::good } else { part::warn };
    view! {
        <a
            class=style::tab
            href=format!("/admin/languages?language={}", one.language)
            aria-current=(one.language == language).then_some("page")
        >
            {one.language.own_name()}
            " "
            <span class=format!("{} {tone}", part::badge)>{format!("{percent} %")}</span>
        </a>
    }
}

#[component]
fn Row(row: UntranslatedRow, language: Language) -> impl IntoView {
    view! {
        <li>
            <a href=format!("/admin/products/{}/texts?language={language}", row.product)>{row.title}</a>
            <small class=part::small>{format!("No {}", row.missing.join(", no ").to_lowercase())}</small>
        </li>
    }
}
