//! The options: each value is a link to the variant that has it, so that a choice can be shared and needs no script.

use domain::catalog::view::{OptionValueView, OptionView};
use leptos::{ev, prelude::*};
use leptos_router::location::Url;
use ui::HIDDEN;

use super::{buy::Chosen, choice, style};
use crate::state::is_plain_click;

/// All options of the product.
#[component]
pub fn Options(chosen: Chosen) -> impl IntoView {
    let options = chosen.product.with_value(|product| product.options.clone());
    options
        .into_iter()
        .enumerate()
        .map(|(at, option)| view! { <OptionChoice chosen at option /> })
        .collect_view()
        .into_any()
}

#[component]
fn OptionChoice(chosen: Chosen, at: usize, option: OptionView) -> impl IntoView {
    let labels: Vec<String> = option.values.iter().map(|value| value.label.clone()).collect();
    let value = Memo::new(move |_| chosen.read(|variant| variant.choice.get(at).copied()).flatten());
    let name = option.name.clone();
    let current = move || value.get().and_then(|index| labels.get(index).cloned());
    let is_colour = option.values.iter().all(|value| value.colour.is_some());
    let values = option
        .values
        .into_iter()
        .enumerate()
        .map(|(index, view)| view! { <ValueLink chosen at index value view /> })
        .collect_view();
    view! {
        <div class=style::option role="group" aria-label=option.name>
            <p>
                <strong>{name}</strong>
                " "
                {current}
            </p>
            <ul class=if is_colour { style::colours } else { style::sizes }>{values}</ul>
        </div>
    }
    .into_any()
}

/// Where a value leads.
#[derive(Clone, PartialEq, Eq)]
struct Target {
    variant: usize,
    address: String,
    there: bool,
}

#[component]
fn ValueLink(
    chosen: Chosen,
    at: usize,
    index: usize,
    value: Memo<Option<usize>>,
    view: OptionValueView,
) -> impl IntoView {
    let target = Memo::new(move |_| {
        let current = chosen.index.get();
        chosen.product.with_value(|product| {
            let target = choice::with_value(&product.variants, current, at, index)?;
            let variant = product.variants.get(target)?;
            let address = format!("/products/{}?variant={}", product.slug, Url::escape(&variant.sku));
            Some(Target { variant: target, address, there: choice::can_be_bought(variant) })
        })
    });
    let sold_out = move || target.with(|target| target.as_ref().is_none_or(|target| !target.there));
    let choose = move |event: ev::MouseEvent| {
        if let Some(target) = target.get_untracked().filter(|_| is_plain_click(&event)) {
            event.prevent_default();
            chosen.choose(target.variant, &target.address);
        }
    };
    let OptionValueView { label, colour } = view;
    let content = match colour {
        Some(colour) => view! { {swatch(&colour)} <span class=HIDDEN>{label}</span> }.into_any(),
        None => label.into_any(),
    };
    view! {
        <li>
            <a
                href=move || target.get().map(|target| target.address)
                class=move || if sold_out() { style::gone } else { style::there }
                aria-current=move || (value.get() == Some(index)).then_some("true")
                rel="nofollow"
                on:click=choose
            >
                {content}
                {move || sold_out().then(|| view! { <span class=HIDDEN>", sold out"</span> })}
            </a>
        </li>
    }
    .into_any()
}

/// A round piece of the colour, with the light from the upper left as on the pictures.
fn swatch(colour: &str) -> impl IntoView + use<> {
    view! {
        <svg viewBox="0 0 36 36" aria-hidden="true">
            <circle cx="18" cy="18" r="18" fill=format!("#{colour}")></circle>
            <path d="M4 18A14 14 0 0 1 18 4" fill="none" stroke="#fff" stroke-opacity=".28" stroke-width="2.5" stroke-linecap="round"></path>
        </svg>
    }
}
