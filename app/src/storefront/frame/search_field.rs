//! The search field, with suggestions while one types.

use std::time::Duration;

use domain::catalog::view::Suggestions;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use ui::{Icon, IconName, keep_typed};

use super::{api::Suggest, style};
use crate::{ask, state::go, storefront::parts::PictureView};

/// So long a pause ends a word.
const PAUSE: Duration = Duration::from_millis(90);

/// A choice in the list: where it leads.
fn choices(found: &Suggestions) -> Vec<String> {
    let categories = found.categories.iter().map(|category| format!("/categories/{}", category.slug));
    let products = found.products.iter().map(|product| format!("/products/{}", product.slug));
    categories.chain(products).collect()
}

/// A form that searches by itself; with JavaScript it also suggests, and arrows and Enter choose.
#[island]
pub fn SearchField(
    /// What stands in the empty field.
    placeholder: String,
    /// What the page was searched for.
    text: String,
    /// The id of its list: a page may have two fields.
    list: String,
    /// Whether one can type at once.
    autofocus: bool,
) -> impl IntoView {
    let text = RwSignal::new(text);
    let found = RwSignal::new(Suggestions::default());
    let chosen = RwSignal::new(None::<usize>);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let close = move || {
        found.set(Suggestions::default());
        chosen.set(None);
    };
    let ask = move || {
        let asked = text.get_untracked();
        leptos::task::spawn_local(async move {
            let answer = ask::get(Suggest { q: asked.clone() }).await;
            if let (Ok(answer), true) = (answer, text.get_untracked() == asked) {
                chosen.set(None);
                found.set(answer);
            }
        });
    };
    let type_text = move |value: String| {
        let long_enough = value.trim().chars().count() >= 2;
        text.set(value);
        timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
            *timer = long_enough.then(|| set_timeout(ask, PAUSE).ok()).flatten();
        });
        if !long_enough {
            close();
        }
    };
    let field = NodeRef::new();
    keep_typed(field, move || text.get(), "input");
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let all = found.with_untracked(choices);
        match event.key().as_str() {
            "ArrowDown" if !all.is_empty() => {
                event.prevent_default();
                chosen.update(|chosen| *chosen = Some(chosen.map_or(0, |index| (index + 1) % all.len())));
            }
            "ArrowUp" if !all.is_empty() => {
                event.prevent_default();
                chosen.update(|chosen| {
                    *chosen = Some(chosen.map_or(all.len() - 1, |index| (index + all.len() - 1) % all.len()))
                });
            }
            "Enter" => {
                if let Some(path) = chosen.get_untracked().and_then(|index| all.get(index)) {
                    event.prevent_default();
                    go(path);
                }
            }
            "Escape" => close(),
            _ => {}
        }
    };
    let id = StoredValue::new(list.clone());
    let is_open = move || found.with(|found| !found.products.is_empty() || !found.categories.is_empty());
    view! {
        <form
            id=format!("{list}-form")
            class=style::search
            action="/search"
            method="get"
            role="search"
            on:submit=move |_| close()
        >
            <Icon name=IconName::Search />
            <input
                node_ref=field
                type="search"
                name="q"
                placeholder=placeholder
                value=text.get_untracked()
                aria-label="Search the shop"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="search"
                autofocus=autofocus
                maxlength="200"
                role="combobox"
                aria-controls=list.clone()
                aria-autocomplete="list"
                aria-expanded=move || if is_open() { "true" } else { "false" }
                aria-activedescendant=move || chosen.get().map(|index| option_id(id, index))
                on:input=move |event| type_text(event_target_value(&event))
                on:keydown=on_key
                on:blur=move |_| drop(set_timeout(close, Duration::from_millis(150)))
            />
            <ul class=style::suggestions id=list.clone() role="listbox" aria-label="Suggestions" hidden=move || !is_open()>
                {move || found.with(|found| options(found, chosen, id))}
            </ul>
        </form>
    }
    .into_any()
}

fn option_id(list: StoredValue<String>, index: usize) -> String {
    list.with_value(|list| format!("{list}-{index}"))
}

fn options(found: &Suggestions, chosen: RwSignal<Option<usize>>, list: StoredValue<String>) -> AnyView {
    let offset = found.categories.len();
    let option = move |index: usize, href: String, content: AnyView| {
        let selected = move || if chosen.get() == Some(index) { "true" } else { "false" };
        view! {
            <li id=option_id(list, index) role="option" aria-selected=selected>
                <a href=href tabindex="-1">{content}</a>
            </li>
        }
    };
    let categories = found
        .categories
        .iter()
        .enumerate()
        .map(|(index, category)| {
            let content =
                view! { <span class=style::shelf>{category.name.clone()}</span> <span>"Shelf"</span> }.into_any();
            option(index, format!("/categories/{}", category.slug), content)
        })
        .collect_view();
    let products = found
        .products
        .iter()
        .enumerate()
        .map(|(index, product)| {
            let content = view! {
                {product.picture.clone().map(|picture| view! { <PictureView picture sizes="40px" decorative=true /> })}
                <span class=style::name>{product.title.clone()}</span>
                <span>{product.price.to_string()}</span>
            }
            .into_any();
            option(index + offset, format!("/products/{}", product.slug), content)
        })
        .collect_view();
    view! { {categories} {products} }.into_any()
}
